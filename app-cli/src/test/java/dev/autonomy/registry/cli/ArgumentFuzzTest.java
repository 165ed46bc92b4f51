package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.cli.arguments.VerifyTarget;
import dev.autonomy.registry.cli.wiring.Place;
import dev.autonomy.registry.model.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads the values of options refuses them as invalid input or takes them. */
class ArgumentFuzzTest {

    static Stream<byte[]> targets() {
        return Stream.of(
                        "localhost:5000/robot-behavior:v1",
                        "oci:./usb/robot-behavior:v1",
                        "oci:usb:v1@sha256:" + "0a".repeat(32),
                        "oci:/a:b/c@sha256:" + "f".repeat(64))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("targets")
    @FuzzTest
    void verify_target(byte[] data) {
        try {
            String text = text(data);
            assertTrue(
                    VerifyTarget.parse(text).place() instanceof Place.Layout
                            == text.startsWith("oci:"));
        } catch (InvalidInput _) {
            // What it is refused with.
        }
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }
}
