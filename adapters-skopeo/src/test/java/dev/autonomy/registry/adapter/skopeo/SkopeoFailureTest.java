package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Replicator.Cargo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkopeoFailureTest {

    private static final Cargo CARGO =
            new Cargo(
                    new Repository("source.example:5000", "app"),
                    new Repository("edge.example:5000", "bundle"),
                    new Digest("ab".repeat(32)),
                    List.of());

    /** What each recorded failure of both versions must come to, and at which registry. */
    private static final String EXPECTED =
            """
            blob-check-500            Unreachable SERVER_ERROR at edge
            blob-corrupted            Contradiction at source
            blob-digest-invalid       Unreachable WRITE_REFUSED at edge
            blob-too-large            Unreachable WRITE_REFUSED at edge
            blob-truncated            Unreachable CONNECTION_LOST at source
            connection-refused        Unreachable CONNECTION_REFUSED at edge
            destination-plain-http    Unreachable SPEAKS_PLAIN_HTTP at edge
            manifest-413              Unreachable WRITE_REFUSED at edge
            manifest-500              Unreachable SERVER_ERROR at edge
            manifest-corrupted        Contradiction at source
            manifest-denied           AccessDenied FORBIDDEN at edge
            manifest-invalid          Unreachable WRITE_REFUSED at edge
            no-credentials            AccessDenied LOGIN_WANTED at edge
            policy-broken             ToolMissing NO_CONTAINER_POLICY at edge
            policy-missing            ToolMissing NO_CONTAINER_POLICY at edge
            policy-rejects            AccessDenied CONTAINER_POLICY at source
            policy-wants-signature    AccessDenied CONTAINER_POLICY at source
            proxy-refused             Unreachable PROXY at source
            reset-after-upload        Unreachable CONNECTION_LOST at edge
            reset-mid-upload          Unreachable CONNECTION_LOST at edge
            source-blob-403           AccessDenied FORBIDDEN at source
            source-blob-404           NotFound at source
            source-blob-500           Unreachable SERVER_ERROR at source
            source-content-type       Unreachable NOT_A_REGISTRY at source
            source-manifest-404       NotFound at source
            source-plain-http         Unreachable SPEAKS_PLAIN_HTTP at source
            unknown-authority         Unreachable CERTIFICATE at edge
            unknown-host              Unreachable UNKNOWN_HOST at edge
            upload-401                AccessDenied LOGIN_WANTED at edge
            upload-403-without-words  AccessDenied FORBIDDEN at edge
            upload-500                Unreachable SERVER_ERROR at edge
            upload-502-html           Unreachable SERVER_ERROR at edge
            upload-503                Unreachable SERVER_ERROR at edge
            upload-507                Unreachable NO_ROOM at edge
            upload-body-500           Unreachable SERVER_ERROR at edge
            upload-denied             AccessDenied FORBIDDEN at edge
            upload-unsupported        Unreachable WRITE_REFUSED at edge
            wrong-credentials         AccessDenied LOGIN_WANTED at edge
            """;

    @ParameterizedTest
    @ValueSource(strings = {"1.9.3", "1.22.0"})
    void each_recorded_failure_is_told(String version) throws IOException {
        Map<String, List<String>> samples = samples(version);
        samples.remove("must-convert");
        samples.remove("destination-disk-full");
        samples.remove("blob-missed-in-a-race");

        StringBuilder told = new StringBuilder();
        samples.forEach(
                (name, errors) ->
                        told.append("%-25s %s%n".formatted(name, summary(failure(1, errors)))));

        assertEquals(EXPECTED, told.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time=\"x\" level=fatal msg=\"writing blob: initiating layer upload to"
                        + " /v2/bundle/blobs/uploads/ in edge.example:5000: name unknown: The"
                        + " repository with name 'bundle' does not exist in the registry\"",
                "time=\"x\" level=fatal msg=\"Error initiating layer upload to"
                        + " /v2/bundle/blobs/uploads/ in edge.example:5000: name unknown\""
            })
    void a_repository_that_must_be_created_first_is_named(String line) {
        Obstacle.Unreachable obstacle =
                assertInstanceOf(Obstacle.Unreachable.class, failure(1, List.of(line)));

        assertEquals(Obstacle.Unreachable.Reason.NO_SUCH_REPOSITORY, obstacle.reason());
        assertEquals(Optional.of("edge.example:5000"), obstacle.attempt().registry());
        assertTrue(obstacle.seen().contains("repository bundle"), obstacle.seen());
    }

    @Test
    void an_index_that_this_skopeo_would_rewrite_is_unsupported() throws IOException {
        Obstacle obstacle = failure(1, samples("1.9.3").get("must-convert"));

        assertInstanceOf(Obstacle.Unsupported.class, obstacle);
    }

    @Test
    void a_blob_that_a_registry_misses_while_another_copy_writes_it_may_be_found_later()
            throws IOException {
        Obstacle.Unreachable obstacle =
                assertInstanceOf(
                        Obstacle.Unreachable.class,
                        failure(1, samples("1.9.3").get("blob-missed-in-a-race")));

        assertEquals(Obstacle.Unreachable.Reason.TRANSFER_FAILED, obstacle.reason());
        assertTrue(obstacle.mayPass());
    }

    @Test
    void a_part_is_named_by_the_artifact_that_it_belongs_to() throws IOException {
        Digest whole = new Digest("cd".repeat(32));
        Cargo platform = new Cargo(CARGO.from(), CARGO.to(), CARGO.digest(), whole, CARGO.blobs());
        Ending ending = new Ending(1, List.of(), samples("1.9.3").get("reset-mid-upload"));

        Obstacle obstacle = SkopeoFailure.of(platform, ending, OptionalInt.empty());

        assertEquals(Optional.of(CARGO.from().at(whole)), obstacle.attempt().artifact());
    }

    @Test
    void a_full_registry_answers_as_it_happens_to() throws IOException {
        assertEquals(
                "Unreachable CONNECTION_LOST at edge",
                summary(failure(1, samples("1.9.3").get("destination-disk-full"))));
        assertEquals(
                "Unreachable SERVER_ERROR at edge",
                summary(failure(1, samples("1.22.0").get("destination-disk-full"))));
    }

    @Test
    void a_contradiction_names_both_digests() throws IOException {
        Obstacle.Contradiction obstacle =
                (Obstacle.Contradiction) failure(1, samples("1.9.3").get("blob-corrupted"));

        assertEquals(
                "sha256:826753893ba6fc4fbc05e1a7bd866fbbc78b5412ce07add2348a001375cc335b",
                obstacle.expected());
        assertEquals(
                "sha256:3658b2477b9aa34ec4c8e7cda04ee79370f84fdb7580a3131e0baecce6007c62",
                obstacle.found());
    }

    @Test
    void the_tools_own_line_comes_without_queries() throws IOException {
        for (String version : List.of("1.9.3", "1.22.0")) {
            for (Map.Entry<String, List<String>> sample : samples(version).entrySet()) {
                Obstacle obstacle = failure(1, sample.getValue());
                assertFalse(obstacle.toolLine().orElse("").contains("_state"), sample::getKey);
                assertFalse(obstacle.seen().contains("_state"), sample::getKey);
            }
        }
    }

    @Test
    void a_signal_is_named() {
        Obstacle obstacle = failure(128 + 9, List.of("Copying"));

        assertInstanceOf(Obstacle.ToolFailed.class, obstacle);
        assertEquals("skopeo was ended by signal 9", obstacle.seen());
    }

    @Test
    void what_is_not_known_is_told_in_skopeos_own_words() {
        Obstacle obstacle = failure(1, List.of("first", "something new", "", " "));

        assertInstanceOf(Obstacle.ToolFailed.class, obstacle);
        assertEquals("skopeo ended with status 1", obstacle.seen());
        assertEquals(Optional.of("something new"), obstacle.toolLine());
    }

    @Test
    void an_address_that_skopeo_cannot_read_is_to_get_a_name() {
        Cargo cargo =
                new Cargo(
                        CARGO.from(),
                        new Repository("[::1]:5000", "app"),
                        CARGO.digest(),
                        List.of());
        Ending ending =
                new Ending(
                        1,
                        List.of(),
                        List.of(
                                "time=\"2026-11-27T19:16:35Z\" level=fatal msg=\"Invalid destination"
                                        + " name docker://[::1]:5000/app@sha256:ab: invalid reference format\""));

        Obstacle obstacle = SkopeoFailure.of(cargo, ending, OptionalInt.empty());

        assertInstanceOf(Obstacle.ToolFailed.class, obstacle);
        assertTrue(
                obstacle.seen().endsWith("name that in place of [::1]:5000"), obstacle::toString);
    }

    @Test
    void silence_is_a_failure_too() {
        Obstacle obstacle = failure(1, List.of());

        assertInstanceOf(Obstacle.ToolFailed.class, obstacle);
        assertEquals(Optional.empty(), obstacle.toolLine());
    }

    @Test
    void the_name_of_a_repository_is_not_a_cause() {
        Cargo cargo =
                new Cargo(
                        new Repository("source.example", "denied/unauthorized"),
                        new Repository("edge.example", "quota"),
                        new Digest("ab".repeat(32)),
                        List.of());
        Ending ending =
                new Ending(
                        1,
                        List.of(),
                        List.of(
                                "time=\"t\" level=fatal msg=\"copying https://x/denied from source.example/denied/unauthorized to edge.example/quota: hiccup\""));

        assertInstanceOf(
                Obstacle.ToolFailed.class, SkopeoFailure.of(cargo, ending, OptionalInt.empty()));
    }

    private static Obstacle failure(int status, List<String> errors) {
        return SkopeoFailure.of(CARGO, new Ending(status, List.of(), errors), OptionalInt.empty());
    }

    private static String summary(Obstacle obstacle) {
        String reason =
                switch (obstacle) {
                    case Obstacle.Unreachable unreachable -> " " + unreachable.reason();
                    case Obstacle.AccessDenied denied -> " " + denied.reason();
                    case Obstacle.ToolMissing missing -> " " + missing.reason();
                    default -> "";
                };
        String registry = obstacle.attempt().registry().orElse("");
        return obstacle.getClass().getSimpleName()
                + reason
                + " at "
                + registry.substring(0, registry.indexOf('.'));
    }

    /** What skopeo of this version wrote on its standard error, by the name of the failure. */
    private static Map<String, List<String>> samples(String version) throws IOException {
        Map<String, List<String>> samples = new TreeMap<>();
        try (InputStream file =
                SkopeoFailureTest.class.getResourceAsStream("failures-" + version + ".txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .forEach(
                            pair ->
                                    samples.computeIfAbsent(pair[0], _ -> new ArrayList<>())
                                            .add(pair[1]));
        }
        assertTrue(samples.size() > 30);
        return samples;
    }
}
