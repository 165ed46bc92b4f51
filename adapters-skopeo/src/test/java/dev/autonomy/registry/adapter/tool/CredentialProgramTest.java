package dev.autonomy.registry.adapter.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CredentialProgramTest {

    @TempDir private Path bin;

    @Test
    void the_server_goes_in_through_the_input_and_the_answer_comes_back() throws Exception {
        byte[] answer =
                program("read server; echo \"$# $1 $server\"")
                        .get("registry.example.com")
                        .orElseThrow();

        assertEquals("1 get registry.example.com\n", new String(answer, StandardCharsets.UTF_8));
    }

    @Test
    void it_sees_the_environment_it_is_given_and_nothing_else() throws Exception {
        byte[] answer = program("/usr/bin/env").get("x").orElseThrow();

        String environment = new String(answer, StandardCharsets.UTF_8);
        assertTrue(environment.contains("ONLY=this"), environment);
        assertFalse(environment.contains("HOME="), environment);
    }

    @Test
    void a_program_that_ignores_its_input_still_answers() throws Exception {
        assertTrue(program("exec <&-; echo '{}'").get("x").isPresent());
    }

    @Test
    void a_flood_is_refused() throws Exception {
        CredentialProgram program = program("exec /usr/bin/head -c 200000 /dev/zero");

        CredentialProgram.Failure failure =
                assertThrows(CredentialProgram.Failure.class, () -> program.get("x"));

        assertEquals("it printed more than 65536 bytes", failure.getMessage());
    }

    @Test
    void a_program_that_hangs_is_ended_with_its_children() throws Exception {
        CredentialProgram program =
                CredentialProgram.find("test", environment(hanging()), Duration.ofSeconds(2))
                        .orElseThrow();

        assertThrows(CredentialProgram.Failure.class, () -> program.get("x"));

        assertGone();
    }

    @Test
    void what_a_failed_program_left_behind_is_ended_too() throws Exception {
        CredentialProgram program = program(hanging().replace("wait", "/bin/sleep 1; exit 3"));

        assertThrows(CredentialProgram.Failure.class, () -> program.get("x"));

        assertGone();
    }

    /**
     * At the program's end the JDK takes what is left in the pipe and closes it, so that there is
     * an answer at once; unless the reader is blocked in the pipe at that moment, which only its
     * last holder can end. Nothing but the JDK decides that race.
     */
    @Test
    @Timeout(60)
    void an_output_that_somebody_else_holds_open_is_not_waited_for() throws Exception {
        String body =
                "/bin/sleep 600 & echo $! > '"
                        + bin.resolve("child.new")
                        + "'; /bin/mv '"
                        + bin.resolve("child.new")
                        + "' '"
                        + bin.resolve("child")
                        + "'; echo '{}'";
        CredentialProgram program =
                CredentialProgram.find("test", environment(body), Duration.ofSeconds(2))
                        .orElseThrow();

        try {
            byte[] answer = program.get("x").orElseThrow();

            assertEquals("{}\n", new String(answer, StandardCharsets.UTF_8));
        } catch (CredentialProgram.Failure failure) {
            assertEquals("its output did not end within 2 s", failure.getMessage());
        } finally {
            awaitChild();
            ProcessHandle.of(Long.parseLong(Files.readString(bin.resolve("child")).strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void an_interrupt_ends_the_program_with_its_children() throws Exception {
        CredentialProgram program = program(hanging());
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        CountDownLatch running = new CountDownLatch(1);
        Thread asking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    running.countDown();
                                    try {
                                        program.get("x");
                                        end.complete(new AssertionError("it answered"));
                                    } catch (InterruptedException | CredentialProgram.Failure e) {
                                        end.complete(e);
                                    }
                                });
        running.await();
        awaitChild();

        asking.interrupt();

        assertTrue(end.get() instanceof InterruptedException);
        assertGone();
    }

    private String hanging() {
        return "/bin/sleep 600 >/dev/null & echo $! > '"
                + bin.resolve("child.new")
                + "'; /bin/mv '"
                + bin.resolve("child.new")
                + "' '"
                + bin.resolve("child")
                + "'; wait";
    }

    private void awaitChild() {
        while (!Files.exists(bin.resolve("child"))) {
            Thread.onSpinWait();
        }
    }

    private void assertGone() throws Exception {
        if (Files.exists(bin.resolve("child"))) {
            long child = Long.parseLong(Files.readString(bin.resolve("child")).strip());
            Optional<ProcessHandle> alive = ProcessHandle.of(child);
            if (alive.isPresent()) {
                alive.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private CredentialProgram program(String body) throws IOException {
        return CredentialProgram.find("test", environment(body), Duration.ofSeconds(60))
                .orElseThrow();
    }

    private Map<String, String> environment(String body) throws IOException {
        Path script = bin.resolve("docker-credential-test");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return Map.of("PATH", bin.toString(), "ONLY", "this");
    }
}
