package dev.autonomy.registry.cli.lesson;

import dev.autonomy.registry.adapter.tool.Tool;
import java.nio.file.Path;

/** The process of a {@link Lesson}: it ends as every command does, and needs docker-registry. */
public final class Main {

    private Main() {}

    /**
     * @param arguments the folder that everything lies in; it is not removed
     */
    public static void main(String[] arguments) throws Exception {
        String path = System.getenv().getOrDefault("PATH", "");
        Path dockerRegistry =
                Tool.find("docker-registry", path)
                        .orElseThrow(() -> new IllegalStateException("needs docker-registry"));
        new Lesson(Path.of(arguments[0]), path).teach(dockerRegistry);
        dev.autonomy.registry.cli.Main.main(new String[] {"--version"});
    }
}
