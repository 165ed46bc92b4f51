package dev.autonomy.registry.adapter.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir private Path folder;

    @Test
    void a_program_is_found_on_the_path_given() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("tool"), "not executable");
        Path tool = Script.write(second, "tool", "exit 0\n");

        assertEquals(Optional.of(tool), Tool.find("tool", first + "::bin:" + second));
        assertEquals(Optional.empty(), Tool.find("tool", first.toString()));
        assertEquals(Optional.empty(), Tool.find("tool", ""));
    }

    @Test
    void it_gets_its_arguments_as_they_are() throws Exception {
        Tool tool = tool("printf '%s\\n' \"$@\"\n");

        Ending ending = tool.run(List.of("a b", "$HOME", "`id`", "*", ""), LONG);

        assertEquals(List.of("a b", "$HOME", "`id`", "*", ""), ending.output());
    }

    @Test
    void it_sees_no_environment_but_the_one_given() throws Exception {
        Path script = Script.write(folder, "tool", "/usr/bin/env\n");
        Tool tool = new Tool(script, Map.of("GREETING", "hello"), folder);

        List<String> seen = tool.run(List.of(), LONG).output();

        assertTrue(seen.contains("GREETING=hello"));
        assertTrue(seen.stream().noneMatch(line -> line.startsWith("JAVA_HOME=")), seen::toString);
        assertTrue(seen.stream().noneMatch(line -> line.startsWith("HOME=")), seen::toString);
    }

    @Test
    void it_works_in_its_own_folder_and_has_no_input() throws Exception {
        Ending ending = tool("pwd -P; read line; echo \"$? $line\"\n").run(List.of(), LONG);

        assertEquals(List.of(folder.toRealPath().toString(), "1 "), ending.output());
    }

    @Test
    void status_output_and_errors_are_told_apart() throws Exception {
        Ending ending = tool("echo out; echo err >&2; exit 7\n").run(List.of(), LONG);

        assertEquals(new Ending(7, List.of("out"), List.of("err")), ending);
    }

    @Test
    void a_signal_shows_in_the_status() throws Exception {
        assertEquals(128 + 9, tool("kill -9 $$\n").run(List.of(), LONG).exitStatus());
    }

    @Test
    void floods_on_both_outputs_are_drained_and_only_their_end_is_kept() throws Exception {
        Tool tool =
                tool(
                        """
                        flood() { head -c 3000000 /dev/zero | tr '\\0' x | fold -w 100; echo; echo "$1"; }
                        flood errors >&2 &
                        flood output
                        wait
                        """);

        Ending ending = tool.run(List.of(), LONG);

        assertEquals("output", ending.output().getLast());
        assertEquals("errors", ending.errors().getLast());
        assertTrue(characters(ending.output()) <= Tail.MOST_CHARACTERS);
        assertTrue(characters(ending.errors()) <= Tail.MOST_CHARACTERS);
    }

    @Test
    void a_line_without_end_is_cut() throws Exception {
        Ending ending = tool("head -c 3000000 /dev/zero | tr '\\0' x\n").run(List.of(), LONG);

        assertEquals(List.of("x".repeat(LineSplitter.LONGEST)), ending.output());
    }

    @Test
    void many_that_say_nothing_do_not_keep_another_from_being_heard() throws Exception {
        Tool silent = tool("exec sleep 600\n");
        List<RunningTool> running = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                running.add(silent.start(List.of()));
            }
            Tool loud = new Tool(Script.write(folder, "loud", "echo heard\n"), path(), folder);

            assertEquals(List.of("heard"), loud.run(List.of(), LONG).output());
        } finally {
            running.forEach(RunningTool::close);
        }
    }

    @Test
    void what_cannot_be_started_is_an_error() {
        Tool tool = new Tool(folder.resolve("absent"), Map.of(), folder);

        assertThrows(IOException.class, () -> tool.run(List.of(), LONG));
    }

    @Test
    void a_time_out_ends_it_and_its_children_even_when_they_ignore_being_asked() throws Exception {
        Tool tool =
                tool(
                        """
                        trap '' TERM
                        (trap '' TERM; echo $$ > parent; sh -c 'echo $PPID' > child; while :; do sleep 600; done) &
                        while :; do sleep 600; done
                        """);

        assertThrows(TimeoutException.class, () -> tool.run(List.of(), SHORT));

        assertGone("parent");
        assertGone("child");
    }

    @Test
    void an_interruption_ends_it_and_is_passed_on() throws Exception {
        Tool tool = tool("echo $$ > parent\nexec sleep 600\n");
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        Thread thread =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                tool.run(List.of(), LONG);
                            } catch (InterruptedException | IOException | TimeoutException e) {
                                thrown.add(e);
                            }
                        });
        awaitContent("parent");

        thread.interrupt();

        assertEquals(InterruptedException.class, thrown.take().getClass());
        assertGone("parent");
    }

    @Test
    void what_it_leaves_running_does_not_keep_us_waiting() throws Exception {
        Tool tool = tool("sleep 600 & echo $! > child; echo done\n");

        Ending ending = tool.run(List.of(), LONG);

        assertEquals(List.of("done"), ending.output());
        ProcessHandle.of(pid("child")).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_long_running_one_writes_to_a_file_and_is_stopped_later() throws Exception {
        Path log = folder.resolve("log");
        Tool tool = tool("echo out; echo err >&2; echo $$ > parent; exec sleep 600\n");

        try (RunningTool running = tool.start(List.of(), log)) {
            awaitContent("parent");
            assertTrue(running.isAlive());
            assertEquals(Optional.empty(), running.await(Duration.ZERO));
        }

        assertGone("parent");
        assertEquals(List.of("out", "err"), Files.readAllLines(log));
    }

    @Test
    void on_a_terminal_it_sees_one_of_two_hundred_columns_and_no_input() throws Exception {
        Tool tool =
                tool(
                        """
                        test -t 1 && echo terminal
                        stty size <&1
                        test -t 2 || echo pipe
                        test -t 0 || echo none
                        echo oops >&2
                        exit 3
                        """);
        List<String> lines = new CopyOnWriteArrayList<>();

        try (RunningTool running = tool.startOnTerminal(List.of(), lines::add, _ -> false)) {
            Ending ending = running.await(LONG).orElseThrow();

            assertEquals(new Ending(3, List.of(), List.of("oops")), ending);
            assertEquals(List.of("terminal", "500 200", "pipe", "none"), lines);
        }
    }

    @Test
    void a_terminal_that_something_still_holds_does_not_keep_us_waiting() throws Exception {
        Tool tool = tool("trap '' HUP; sleep 600 & echo $! > child; echo done\n");
        List<String> lines = new CopyOnWriteArrayList<>();

        try (RunningTool running = tool.startOnTerminal(List.of(), lines::add, _ -> false)) {
            running.await(LONG).orElseThrow();
        }

        assertEquals(List.of("done"), lines);
        ProcessHandle.of(pid("child")).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void what_cannot_be_started_on_a_terminal_is_an_error_too() {
        Tool tool = new Tool(folder.resolve("absent"), Map.of(), folder);

        assertThrows(IOException.class, () -> tool.startOnTerminal(List.of(), _ -> {}, _ -> false));
    }

    @Test
    void the_bytes_it_moves_are_counted_without_what_it_prints() throws Exception {
        Tool tool =
                tool(
                        """
                        while read line; do echo x; done < input
                        echo read
                        exec sleep 600
                        """);
        Files.writeString(folder.resolve("input"), "line\n".repeat(20_000));
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        try (RunningTool running = tool.startOnTerminal(List.of(), lines::add, _ -> false)) {
            while (!lines.take().equals("read")) {}
            long moved = running.bytesMoved().orElseThrow();

            assertTrue(moved >= 80_000, () -> moved + " bytes");
            assertTrue(moved < 120_000, () -> moved + " bytes");
        }
    }

    private Tool tool(String body) throws IOException {
        return new Tool(Script.write(folder, "tool", body), path(), folder);
    }

    private static Map<String, String> path() {
        return Map.of("PATH", "/usr/bin:/bin");
    }

    private static int characters(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 1).sum();
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve(file)).strip());
    }

    /** Gone, or dead and only waiting for an idle init process to take note of it. */
    private void assertGone(String file) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid(file)), "stat");
        try {
            assertTrue(Files.readString(stat).contains(") Z "), "still runs");
        } catch (NoSuchFileException _) {
            assertFalse(Files.exists(stat));
        }
    }

    private void awaitContent(String file) throws IOException {
        Path path = folder.resolve(file);
        while (!Files.exists(path) || Files.size(path) == 0) {
            Thread.onSpinWait();
        }
    }
}
