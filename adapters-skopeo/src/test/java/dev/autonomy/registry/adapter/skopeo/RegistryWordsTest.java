package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever message a registry refuses with, the refusal is what it was. The lines are recorded from
 * both versions, of each operation and each form in which a registry can say something; {@code
 * MESSAGE} stands where its message came.
 */
class RegistryWordsTest {

    private static final Cargo CARGO =
            new Cargo(
                    new Repository("source.example:5000", "app"),
                    new Repository("edge.example:5000", "bundle"),
                    new Digest("ab".repeat(32)),
                    List.of());

    private static final String DIGEST = "sha256:" + "cd".repeat(32);

    /** What skopeo says of its own causes, and of other refusals, in the mouth of a registry. */
    private static final List<String> LIES =
            List.of(
                    "Digest did not match, expected " + DIGEST + ", got " + DIGEST,
                    "happened during read: Digest did not match, expected a, got b",
                    ": Digest did not match, expected a, got b",
                    "x: Manifest does not match provided manifest digest " + DIGEST,
                    "Error loading trust policy: open policy.json: no such file or directory",
                    "x: no policy.json file found",
                    "Source image rejected: Running image is rejected by policy.",
                    "x: Manifest list must be converted to type \"y\"",
                    "x: x509: certificate signed by unknown authority",
                    "x: write /tmp/layer: no space left on device",
                    "no space left on device",
                    "x: connect: connection refused",
                    "x: unexpected EOF",
                    "507 Insufficient Storage, quota exceeded",
                    "x: denied: unauthorized: authentication required",
                    "x: StatusCode: 401, y",
                    "x: received unexpected HTTP status: 503 Service Unavailable",
                    "x\nmanifest blob unknown: y\n",
                    "\nunauthorized: y\n",
                    "x\" level=fatal msg=\"Source image rejected: y",
                    "x\ntime=\"t\" level=fatal msg=\"Error loading trust policy: y\"",
                    "\\\": Digest did not match, expected a, got b",
                    "\"",
                    "\\",
                    "y".repeat(12_000) + ": Digest did not match, expected a, got b");

    @ParameterizedTest
    @ValueSource(strings = {"1.9.3", "1.22.0"})
    void each_refusal_is_told_by_its_status_or_code(String version) throws IOException {
        StringBuilder told = new StringBuilder();

        samples(version)
                .forEach(
                        (name, line) ->
                                told.append("%-30s %s%n".formatted(name, summary(failure(line)))));

        assertEquals(expected("refusals-told-" + version + ".txt"), told.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9.3", "1.22.0"})
    void no_message_makes_it_another_obstacle(String version) throws IOException {
        List<String> misled = new ArrayList<>();

        samples(version)
                .forEach(
                        (name, line) ->
                                LIES.stream()
                                        .filter(lie -> isAnother(line, said(line, lie)))
                                        .map(lie -> name + ": " + lie)
                                        .forEach(misled::add));

        assertEquals(List.of(), misled);
    }

    @Test
    void an_upload_refused_without_a_reason_is_told_by_the_status_that_skopeo_saw()
            throws IOException {
        String line = samples("1.22.0").get("upload-begun/other-code");

        assertEquals("Unreachable WRITE_REFUSED at edge", summary(failure(line)));
        assertEquals("AccessDenied FORBIDDEN at edge", summary(failure(line, OptionalInt.of(403))));
    }

    @Test
    void what_a_registry_did_say_is_not_overruled_by_an_earlier_status() throws IOException {
        String line = samples("1.22.0").get("manifest-put/other-code");

        assertEquals(
                "Unreachable WRITE_REFUSED at edge", summary(failure(line, OptionalInt.of(403))));
    }

    @Test
    void a_manifest_whose_digest_is_said_to_be_another_may_be_taken_later() {
        String line =
                "time=\"x\" level=fatal msg=\"writing manifest: uploading manifest sha256:fe to"
                        + " edge.example:5000/bundle: digest invalid\"";

        assertEquals("Unreachable TRANSFER_FAILED at edge", summary(failure(line)));
    }

    @Test
    void a_list_of_errors_is_believed_up_to_the_first_message() {
        assertEquals(
                "Unreachable TRANSFER_FAILED at edge",
                summary(list("digest invalid\\nmanifest blob unknown: x\\n")));
        assertEquals(
                "AccessDenied FORBIDDEN at edge",
                summary(list("denied: x\\nmanifest blob unknown: y\\n")));
    }

    @Test
    void a_full_disk_of_this_machine_is_told_by_skopeo_alone() {
        Obstacle own =
                failure(
                        fatal(
                                "writing blob: storing layer: write /tmp/x/layer: no space left on device"));

        assertInstanceOf(Obstacle.StorageFailed.class, own);
    }

    private static Obstacle list(String errors) {
        return failure(fatal("writing manifest: uploading manifest x to y: errors:\\n" + errors));
    }

    private static String fatal(String message) {
        return "time=\"t\" level=fatal msg=\"" + message + "\"";
    }

    private static boolean isAnother(String harmless, String misleading) {
        return !summary(failure(harmless)).equals(summary(failure(misleading)));
    }

    /** The line with this message in the place of the harmless one, quoted as often as it was. */
    private static String said(String line, String message) {
        String quoted = quoted(message);
        return line.replace("\\\"MESSAGE", "\\\"" + quoted(quoted)).replace("MESSAGE", quoted);
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static Obstacle failure(String line) {
        return failure(line, OptionalInt.empty());
    }

    /** As it comes out of the tool: a line that is too long has lost its end. */
    private static Obstacle failure(String line, OptionalInt refused) {
        String cut = line.substring(0, Math.min(line.length(), 8 << 10));
        return SkopeoFailure.of(CARGO, new Ending(1, List.of(), List.of(cut)), refused);
    }

    private static String summary(Obstacle obstacle) {
        String reason =
                switch (obstacle) {
                    case Obstacle.Unreachable unreachable -> " " + unreachable.reason();
                    case Obstacle.AccessDenied denied -> " " + denied.reason();
                    case Obstacle.ToolMissing missing -> " " + missing.reason();
                    default -> "";
                };
        return obstacle.getClass().getSimpleName()
                + reason
                + " at "
                + obstacle.attempt().registry().orElse("").replaceFirst("\\..*", "");
    }

    private static Map<String, String> samples(String version) throws IOException {
        Map<String, String> samples = new TreeMap<>();
        expected("refusals-" + version + ".txt")
                .lines()
                .map(line -> line.split("\t", 2))
                .forEach(pair -> samples.put(pair[0], pair[1]));
        assertTrue(samples.size() > 100);
        return samples;
    }

    private static String expected(String file) throws IOException {
        try (InputStream content = RegistryWordsTest.class.getResourceAsStream(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
