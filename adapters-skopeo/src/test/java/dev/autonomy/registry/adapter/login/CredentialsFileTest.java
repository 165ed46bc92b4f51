package dev.autonomy.registry.adapter.login;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {

    @TempDir private Path folder;

    @Test
    void a_file_with_logins_is_usable() throws Exception {
        Path file =
                written("{\"auths\": {\"edge.example:5000\": {\"auth\": \"a2ltOnNlY3JldA==\"}}}");

        assertDoesNotThrow(() -> new CredentialsFile(file).requireUsable());
    }

    @Test
    void a_file_that_is_no_json_is_refused_without_a_word_of_what_is_in_it() throws Exception {
        Obstacle.LoginUnusable refused = refused(written("user = kim\npassword = s3cret\n"));

        assertTrue(refused.seen().startsWith("it is not"), refused.seen());
        assertTrue(!refused.getMessage().contains("s3cret"), refused.getMessage());
        assertEquals(Obstacle.LoginUnusable.Reason.FILE, refused.reason());
    }

    @Test
    void a_file_that_is_not_there_any_more_is_refused() {
        assertEquals(
                "there is no such file", refused(folder.resolve("unplugged/auth.json")).seen());
    }

    @Test
    void a_folder_is_refused() {
        assertEquals("it is not a regular file", refused(folder).seen());
    }

    @Test
    void a_file_without_end_is_not_read_to_its_end() throws Exception {
        assertEquals(
                "it is larger than a credentials file can be",
                refused(written(" ".repeat((1 << 20) + 1))).seen());
    }

    private Path written(String text) throws Exception {
        return Files.writeString(folder.resolve("auth.json"), text);
    }

    private static Obstacle.LoginUnusable refused(Path file) {
        return assertThrows(
                Obstacle.LoginUnusable.class, () -> new CredentialsFile(file).requireUsable());
    }
}
