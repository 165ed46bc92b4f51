package dev.autonomy.registry.cli.lesson;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.autonomy.registry.adapter.tool.Tool;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the lesson is given nobody looks at what becomes of its seeds. */
@Tag("slow")
@Timeout(180)
class LessonTest {

    @TempDir private Path folder;

    @Test
    void every_seed_of_the_lesson_passes() {
        String path = System.getenv("PATH");
        Path dockerRegistry = Tool.find("docker-registry", path).orElseThrow();

        assertDoesNotThrow(() -> new Lesson(folder, path).teach(dockerRegistry));
    }
}
