package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.folder.Pipe;
import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.adapter.tool.Script;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Replicator.BlobProgress;
import dev.autonomy.registry.port.Replicator.Cargo;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy does with a skopeo that behaves as no real one can be made to. */
@Timeout(120)
class ScriptedSkopeoTest {

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Digest DIGEST = new Digest("ab".repeat(32));
    private static final Repository FROM = new Repository("source.example:5000", "fleet/app");
    private static final Repository TO = new Repository("localhost:5000", "app");
    private static final BlobProgress UNHEARD = (blob, bytes) -> {};

    @TempDir private Path folder;
    private Path bin;

    @BeforeEach
    void makeFolders() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
    }

    @Test
    void credentials_in_a_file_that_is_not_there_are_told_before_anything_is_copied()
            throws Exception {
        copies("exit 0");
        Path authFile = folder.resolve("nowhere.json");

        Obstacle.LoginUnusable told =
                assertThrows(
                        Obstacle.LoginUnusable.class,
                        () -> copy(settings().authFile(authFile), cargo(1)));

        assertEquals(authFile.toString(), told.attempt().artifact().orElseThrow());
    }

    @Test
    void credentials_do_not_leave_this_machine_in_clear_text() throws Exception {
        copies("printf '%s\\n' \"$@\" > $OUT/argv");

        copy(settings().plainHttp(Set.of("source.example:5000", "localhost:5000")), cargo(1));

        List<String> argv = Files.readAllLines(out("argv"));
        assertTrue(argv.contains("--src-no-creds"), argv::toString);
        assertFalse(argv.contains("--dest-no-creds"), argv::toString);
    }

    @Test
    void credentials_for_the_destination_do_not_leave_this_machine_in_clear_text_either()
            throws Exception {
        copies("printf '%s\\n' \"$@\" > $OUT/argv");

        copy(
                settings().plainHttp(Set.of("source.example:5000", "localhost:5000")),
                new Cargo(TO, FROM, DIGEST, List.of()));

        List<String> argv = Files.readAllLines(out("argv"));
        assertTrue(argv.contains("--dest-no-creds"), argv::toString);
        assertFalse(argv.contains("--src-no-creds"), argv::toString);
    }

    @Test
    void a_login_that_was_not_tried_is_told_from_one_that_was_refused() throws Exception {
        copies(
                "echo 'time=\"x\" level=fatal msg=\"initializing source"
                        + " docker://source.example:5000/fleet/app: unauthorized: authentication"
                        + " required\"' >&2; exit 1");

        Obstacle.AccessDenied withheld =
                assertThrows(
                        Obstacle.AccessDenied.class,
                        () -> copy(settings().plainHttp(Set.of("source.example:5000")), cargo(1)));

        assertEquals(Obstacle.AccessDenied.Reason.CREDENTIALS_IN_CLEAR, withheld.reason());
    }

    @Test
    void a_login_kept_by_a_helper_is_handed_over_in_a_file_for_this_user_alone() throws Exception {
        copies(
                "printf '%s\\n' \"$@\" > $OUT/argv; stat -c %a auth.json > $OUT/mode; cp auth.json"
                        + " $OUT/login");

        copy(
                settings()
                        .authFile(Files.writeString(folder.resolve("given.json"), "{}"))
                        .logins(logins(Map.of(FROM, fromHelper("a"), TO, fromFile("b")))),
                cargo(1));

        List<String> argv = Files.readAllLines(out("argv"));
        assertTrue(argv.get(argv.indexOf("--authfile") + 1).endsWith("/auth.json"), argv::toString);
        assertEquals("600", Files.readString(out("mode")).strip());
        assertEquals(
                "{\"auths\":{\"source.example:5000/fleet/app\":{\"auth\":\"a\"},"
                        + "\"localhost:5000/app\":{\"auth\":\"b\"}}}",
                Files.readString(out("login")));
        assertFalse(argv.toString().contains("\"auth\""), argv::toString);
        assertNothingLeft();
    }

    @Test
    void logins_that_skopeo_finds_by_itself_are_left_to_it() throws Exception {
        copies("printf '%s\\n' \"$@\" > $OUT/argv");

        copy(settings().logins(logins(Map.of(FROM, fromFile("a")))), cargo(1));

        assertFalse(Files.readAllLines(out("argv")).contains("--authfile"));
    }

    @Test
    void a_login_that_may_not_travel_is_not_even_asked_for() throws Exception {
        copies("cp auth.json $OUT/login");

        copy(
                settings()
                        .plainHttp(Set.of("source.example:5000"))
                        .logins(logins(Map.of(FROM, fromHelper("a"), TO, fromHelper("b")))),
                cargo(1));

        assertEquals(
                "{\"auths\":{\"localhost:5000/app\":{\"auth\":\"b\"}}}",
                Files.readString(out("login")));
    }

    @Test
    void a_helper_that_fails_stands_in_nobodys_way_where_no_login_is_wanted() throws Exception {
        copies("cp auth.json $OUT/login");

        copy(settings().logins(failing()), cargo(1));

        assertEquals("{\"auths\":{}}", Files.readString(out("login")));
    }

    @Test
    void a_helper_that_fails_is_blamed_where_its_login_is_wanted() throws Exception {
        copies(
                "echo 'time=\"x\" level=fatal msg=\"initializing source"
                        + " docker://source.example:5000/fleet/app: unauthorized: authentication"
                        + " required\"' >&2; exit 1");

        assertThrows(
                Obstacle.LoginUnusable.class, () -> copy(settings().logins(failing()), cargo(1)));
    }

    private static Logins logins(Map<Repository, RegistryLogin> known) {
        return repository -> Optional.ofNullable(known.get(repository));
    }

    private static Logins failing() {
        return repository -> {
            throw new Obstacle.LoginUnusable(
                    Obstacle.LoginUnusable.Reason.HELPER_FAILED,
                    Attempt.locally("asking"),
                    "it ended with status 1");
        };
    }

    private static RegistryLogin fromHelper(String auth) {
        return new RegistryLogin("{\"auth\":\"" + auth + "\"}", RegistryLogin.Keeper.HELPER);
    }

    private static RegistryLogin fromFile(String auth) {
        return new RegistryLogin("{\"auth\":\"" + auth + "\"}", RegistryLogin.Keeper.FILE);
    }

    @Test
    void it_is_told_to_copy_by_digest_and_to_leave_every_byte_as_it_is() throws Exception {
        copies("printf '%s\\n' \"$@\" > $OUT/argv; cp -r . $OUT/seen");
        Path authFile = Files.writeString(folder.resolve("auth.json"), "{}");

        copy(settings().plainHttp(Set.of("localhost:5000")).authFile(authFile), cargo(1));

        List<String> argv = Files.readAllLines(out("argv"));
        assertEquals(
                List.of("--debug", "--registries-conf", "--registries.d", "--tmpdir"),
                List.of(argv.get(0), argv.get(1), argv.get(3), argv.get(5)));
        assertEquals(
                List.of(
                        "copy",
                        "--all",
                        "--preserve-digests",
                        "--remove-signatures",
                        "--src-tls-verify=true",
                        "--dest-tls-verify=false",
                        "--authfile",
                        authFile.toString(),
                        "docker://source.example:5000/fleet/app@" + DIGEST,
                        "docker://localhost:5000/app@" + DIGEST),
                argv.subList(7, argv.size()));
        assertEquals(
                """
                [[registry]]
                prefix = "source.example:5000/fleet/app"
                location = "source.example:5000/fleet/app"
                [[registry]]
                prefix = "localhost:5000/app"
                location = "localhost:5000/app"
                """,
                Files.readString(out("seen/registries.conf")));
        try (Stream<Path> rules = Files.list(out("seen/registries.d"))) {
            assertEquals(0, rules.count());
        }
        assertNothingLeft();
    }

    @Test
    void success_brings_every_blob_even_if_it_said_nothing() throws Exception {
        copies("exit 0");
        List<String> told = new ArrayList<>();

        replicator(settings())
                .copy(cargo(5), (blob, bytes) -> told.add(blob.abbreviated() + " " + bytes));

        assertEquals(List.of("sha256:cdcdcdcdcdcd… 5"), told);
    }

    @Test
    void a_large_copy_sees_a_terminal_and_is_followed_byte_by_byte() throws Exception {
        copies(
                """
                test -t 1 || exit 9
                printf 'Copying blob cdcdcdcdcdcd [=>--] 2.0MiB / 9.5MiB\\n'
                printf '\\033[1A\\033[JCopying blob cdcdcdcdcdcd [==>-] 4.0MiB / 9.5MiB\\n'
                printf '\\033[1A\\033[JCopying blob cdcdcdcdcdcd done  \\n'\
                """);
        List<Long> told = new ArrayList<>();

        replicator(settings()).copy(cargo(10_000_000), (blob, bytes) -> told.add(bytes));

        assertEquals(List.of(2L << 20, 4L << 20, 10_000_000L, 10_000_000L), told);
    }

    @Test
    void a_small_copy_goes_without_a_terminal() throws Exception {
        copies("test -t 1 && exit 9; exit 0");

        copy(settings(), cargo(1_000_000));
    }

    @Test
    void floods_on_both_outputs_do_not_stop_it() throws Exception {
        copies(
                """
                head -c 2000000 /dev/zero | tr '\\0' x | fold -w 90 >&2
                echo >&2
                head -c 2000000 /dev/zero | tr '\\0' x
                echo 'time="t" level=fatal msg="writing blob: connection reset by peer"' >&2
                exit 1\
                """);

        Obstacle.Unreachable obstacle =
                assertThrows(Obstacle.Unreachable.class, () -> copy(settings(), cargo(1)));

        assertEquals(Obstacle.Unreachable.Reason.CONNECTION_LOST, obstacle.reason());
        assertNothingLeft();
    }

    @Test
    void its_death_by_signal_is_an_obstacle() throws Exception {
        copies("kill -9 $$");

        Obstacle obstacle = assertThrows(Obstacle.class, () -> copy(settings(), cargo(1)));

        assertInstanceOf(Obstacle.ToolFailed.class, obstacle);
        assertNothingLeft();
    }

    @Test
    void a_copy_in_which_nothing_moves_is_ended_with_its_children() throws Exception {
        copies("trap '' TERM; sleep 600 & echo $! > $OUT/child; while :; do sleep 600; done");

        Obstacle.Unreachable obstacle =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () -> copy(settings().stallTimeout(Duration.ofSeconds(1)), cargo(1)));

        assertEquals(Obstacle.Unreachable.Reason.STALLED, obstacle.reason());
        assertEquals(FROM.at(DIGEST), obstacle.attempt().artifact().orElseThrow());
        assertFalse(runs(out("child")));
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "GET http://source.example:5000/v2/, source.example:5000",
        "GET https://source.example:5000/v2/fleet/app/blobs/x, source.example:5000",
        "HEAD http://localhost:5000/v2/app/blobs/x, localhost:5000",
        "POST http://localhost:5000/v2/app/blobs/uploads/, localhost:5000",
        "PUT http://localhost:5000/v2/app/manifests/x, localhost:5000",
    })
    void of_a_copy_that_stalls_at_a_question_the_registry_that_was_asked_is_named(
            String request, String registry) throws Exception {
        Obstacle.Unreachable obstacle = stalled("echo 'Copying blob sha256:cd'", request);

        assertEquals(registry, obstacle.attempt().registry().orElseThrow());
        assertEquals("nothing moved for 1 s, waiting for " + registry, obstacle.seen());
    }

    @Test
    void a_blob_that_is_on_its_way_with_nothing_left_to_send_waits_for_the_source()
            throws Exception {
        Obstacle.Unreachable obstacle =
                stalled(
                        "echo 'Copying blob cdcdcdcdcdcd [=>--] 2.0MiB / 9.5MiB'",
                        "PATCH http://localhost:5000/v2/app/blobs/uploads/x?_state=y");

        assertEquals("source.example:5000", obstacle.attempt().registry().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH http://localhost:5000/v2/app/blobs/uploads/x",
                "GET https://auth.example/token?service=x",
                "nothing is asked",
            })
    void where_nobody_can_know_who_is_silent_neither_is_blamed(String request) throws Exception {
        Obstacle.Unreachable obstacle = stalled("echo 'Copying blob sha256:cd'", request);

        assertEquals(Optional.empty(), obstacle.attempt().registry());
        assertEquals(
                "nothing moved for 1 s from source.example:5000 to localhost:5000; either may be"
                        + " the silent one",
                obstacle.seen());
    }

    private Obstacle.Unreachable stalled(String begun, String request) throws IOException {
        copies(
                begun
                        + "; echo 'time=\"t\" level=debug msg=\""
                        + request
                        + "\"' >&2; exec sleep 600");
        return assertThrows(
                Obstacle.Unreachable.class,
                () -> copy(settings().stallTimeout(Duration.ofSeconds(1)), cargo(10_000_000)));
    }

    @Test
    void a_source_that_sends_without_end_is_cut_off() throws Exception {
        copies("exec dd if=/dev/zero of=/dev/null bs=64k");

        Obstacle.Contradiction obstacle =
                assertThrows(Obstacle.Contradiction.class, () -> copy(settings(), cargo(1000)));

        assertEquals("1000 bytes as the manifest says", obstacle.expected());
        assertEquals("source.example:5000", obstacle.attempt().registry().orElseThrow());
        assertNothingLeft();
    }

    @Test
    void bars_that_are_painted_again_and_again_are_no_movement() throws Exception {
        copies("while :; do echo 'Copying blob cdcdcdcdcdcd [=>--] 2.0MiB / 9.5MiB'; done");

        Obstacle.Unreachable obstacle =
                assertThrows(
                        Obstacle.Unreachable.class,
                        () ->
                                copy(
                                        settings().stallTimeout(Duration.ofSeconds(1)),
                                        cargo(10_000_000)));

        assertEquals(Obstacle.Unreachable.Reason.STALLED, obstacle.reason());
    }

    @Test
    void an_interruption_ends_it_and_leaves_nothing() throws Exception {
        copies("sleep 600 & echo $! > $OUT/child; wait");
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        SkopeoReplicator replicator = replicator(settings());
        Thread thread =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                replicator.copy(cargo(1), UNHEARD);
                            } catch (InterruptedException | Obstacle e) {
                                thrown.add(e);
                            }
                        });
        while (!Files.exists(out("child")) || Files.size(out("child")) == 0) {
            Thread.onSpinWait();
        }

        thread.interrupt();

        assertInstanceOf(InterruptedException.class, thrown.take());
        assertFalse(runs(out("child")));
        assertNothingLeft();
    }

    @Test
    void the_next_preparation_removes_what_a_killed_run_left() throws Exception {
        copies("exit 0");
        Path temp = Files.createDirectory(Settings.temp(folder));
        Path own =
                temp.resolve("autonomy-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        Path leftover = own.resolve("skopeo-4194305-1");
        Files.createDirectory(own, OWNERS_ALONE);
        Files.createDirectory(leftover, OWNERS_ALONE);
        Files.createDirectory(leftover.resolve("tmp"));

        replicator(settings()).prepare();

        assertNothingLeft();
    }

    @Test
    void a_folder_for_temporary_files_that_cannot_be_made_is_named() throws Exception {
        copies("exit 0");
        Files.writeString(Settings.temp(folder), "a file");

        Obstacle.StorageFailed obstacle =
                assertThrows(Obstacle.StorageFailed.class, () -> copy(settings(), cargo(1)));

        assertEquals(Settings.temp(folder).toString(), obstacle.attempt().artifact().orElseThrow());
    }

    @Test
    void private_files_lie_in_the_runtime_folder_of_the_user() throws Exception {
        copies("printf %s \"$TMPDIR\" >$OUT/tmpdir");
        Path runtime = Files.createDirectory(folder.resolve("runtime"), OWNERS_ALONE);

        copy(settings().with("XDG_RUNTIME_DIR", runtime.toString()), cargo(1));

        assertTrue(Path.of(Files.readString(out("tmpdir"))).startsWith(runtime));
        assertFalse(Files.exists(Settings.temp(folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "runtime", "/absent/runtime", "%s/runtime"})
    void a_runtime_folder_that_is_not_the_users_alone_is_not_used(String named) throws Exception {
        copies("printf %s \"$TMPDIR\" >$OUT/tmpdir");
        Path open = Files.createDirectory(folder.resolve("runtime"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        copy(settings().with("XDG_RUNTIME_DIR", named.replace("%s", folder.toString())), cargo(1));

        assertTrue(Path.of(Files.readString(out("tmpdir"))).startsWith(Settings.temp(folder)));
    }

    @Test
    void a_pipe_in_the_place_of_an_authfile_is_refused() throws Exception {
        copies("exit 0");
        Path pipe = Pipe.make(folder.resolve("auth.json"));

        Obstacle.LoginUnusable obstacle =
                assertThrows(
                        Obstacle.LoginUnusable.class,
                        () -> replicator(settings().authFile(pipe)).prepare());

        assertEquals("expected a file, found a folder, pipe or device", obstacle.seen());
    }

    /** A skopeo that answers as one, and copies by this piece of shell; $OUT is for what it saw. */
    private void copies(String script) throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Script.write(
                bin,
                "skopeo",
                """
                PATH=/usr/bin:/bin OUT=%s
                case "$*" in
                --version) echo 'skopeo version 1.9.3' ;;
                'copy --help') echo '-a, --all --authfile --dest-tls-verify --preserve-digests --remove-signatures --src-tls-verify' ;;
                *)
                %s
                ;;
                esac
                """
                        .formatted(out, script));
    }

    private Settings settings() {
        return Settings.in(folder).with("PATH", bin.toString());
    }

    private static SkopeoReplicator replicator(Settings settings) {
        return new SkopeoReplicator(settings.build());
    }

    private static void copy(Settings settings, Cargo cargo) throws Obstacle, InterruptedException {
        replicator(settings).copy(cargo, UNHEARD);
    }

    private static Cargo cargo(long size) {
        Digest blob = new Digest("cd".repeat(32));
        return new Cargo(FROM, TO, DIGEST, List.of(Descriptor.of(Artifact.LAYER, blob, size)));
    }

    private Path out(String name) {
        return folder.resolve("out").resolve(name);
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(Settings.temp(folder))) {
            assertEquals(List.of(), files.toList());
        }
    }

    /** Dead but unnoticed by its new parent is not running. */
    private static boolean runs(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (IOException _) {
            return false;
        }
    }
}
