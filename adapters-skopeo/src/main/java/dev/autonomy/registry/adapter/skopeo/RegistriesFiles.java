package dev.autonomy.registry.adapter.skopeo;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where machine and user keep rules about registries (containers-registries.conf(5), .conf.d(5),
 * registries.d(5)), below the root of the file system.
 */
record RegistriesFiles(Map<String, String> environment, Path home, Path root) {

    /** The one registries.conf that tools like skopeo would use. */
    List<Path> main() {
        return Stream.concat(
                        Stream.of("CONTAINERS_REGISTRIES_CONF", "REGISTRIES_CONFIG_PATH")
                                .map(environment::get)
                                .filter(name -> name != null && !name.isEmpty())
                                .map(Path::of),
                        Stream.of(
                                home.resolve(".config/containers/registries.conf"),
                                root.resolve("etc/containers/registries.conf")))
                .filter(Files::exists)
                .limit(1)
                .toList();
    }

    /** The files that add to it, of the machine and of the user. */
    List<Path> dropIns() throws IOException {
        List<Path> files = new ArrayList<>();
        files.addAll(files(root.resolve("etc/containers/registries.conf.d"), "*.conf"));
        files.addAll(files(home.resolve(".config/containers/registries.conf.d"), "*.conf"));
        return files;
    }

    /**
     * The files that tell where signatures are kept; the user's folder takes the machine's place.
     */
    List<Path> signatureStores() throws IOException {
        Path own = home.resolve(".config/containers/registries.d");
        return files(
                Files.isDirectory(own) ? own : root.resolve("etc/containers/registries.d"),
                "*.yaml");
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            return files.stream().sorted().toList();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
