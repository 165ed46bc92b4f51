package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerPolicyTest {

    @Test
    void it_is_looked_for_in_the_users_folders_and_the_machines() {
        assertEquals(
                List.of(
                        Path.of("/xdg/containers/policy.json"),
                        Path.of("/home/me/.config/containers/policy.json"),
                        Path.of("/etc/containers/policy.json")),
                ContainerPolicy.places(
                        Map.of("XDG_CONFIG_HOME", "/xdg"), Path.of("/home/me"), Path.of("/")));
    }

    @Test
    void one_file_is_enough(@TempDir Path folder) throws Exception {
        List<Path> places = ContainerPolicy.places(Map.of(), folder.resolve("home"), folder);
        assertFalse(ContainerPolicy.isThere(places));

        Files.createDirectories(folder.resolve("etc/containers"));
        Files.writeString(folder.resolve("etc/containers/policy.json"), "{}");

        assertTrue(ContainerPolicy.isThere(places));
    }
}
