package dev.autonomy.registry.adapter.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserEnvironmentTest {

    @Test
    void the_home_of_the_environment_comes_before_that_in_the_list_of_users() {
        assertEquals(Path.of("/ci"), of(Map.of("HOME", "/ci")).home());
    }

    @Test
    void a_home_that_is_not_set_or_set_to_nothing_is_the_one_in_the_list_of_users() {
        assertEquals(Path.of("/home/me"), of(Map.of()).home());
        assertEquals(Path.of("/home/me"), of(Map.of("HOME", "")).home());
    }

    @Test
    void a_user_in_no_list_and_without_a_variable_has_no_home_in_the_working_folder() {
        UserEnvironment user = UserEnvironment.of(Map.of(), "?", "/tmp");

        assertEquals(Path.of("/nonexistent"), user.home());
    }

    @Test
    void temporary_files_go_where_the_environment_says() {
        assertEquals(Path.of("/data"), of(Map.of("TMPDIR", "/data")).temporaryFolder());
        assertEquals(Path.of("/tmp"), of(Map.of("TMPDIR", "")).temporaryFolder());
    }

    @Test
    void what_a_launcher_set_aside_is_given_back() {
        UserEnvironment user =
                of(
                        Map.of(
                                "LC_ALL", "C.UTF-8",
                                "AUTONOMY_USERS_LC_ALL", "C",
                                "AUTONOMY_USERS_JAVA_TOOL_OPTIONS", "-Dagent=on",
                                "PATH", "/bin"));

        assertEquals(
                Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Dagent=on", "PATH", "/bin"),
                user.variables());
    }

    @Test
    void what_was_not_set_before_is_not_set_again() {
        UserEnvironment user = of(Map.of("LC_ALL", "C.UTF-8", "AUTONOMY_USERS_LC_ALL", ""));

        assertEquals(Map.of(), user.variables());
    }

    private static UserEnvironment of(Map<String, String> process) {
        return UserEnvironment.of(process, "/home/me", "/tmp");
    }
}
