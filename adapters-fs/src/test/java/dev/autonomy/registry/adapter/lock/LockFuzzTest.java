package dev.autonomy.registry.adapter.lock;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.drift.SeedLock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads locks finds one, or says why there is none. */
class LockFuzzTest {

    static Stream<byte[]> locks() throws IOException {
        byte[] lock;
        try (InputStream in =
                LockFuzzTest.class.getResourceAsStream(
                        "/dev/autonomy/registry/adapter/output/seed.lock")) {
            lock = in.readAllBytes();
        }
        String catalog =
                new String(lock, StandardCharsets.UTF_8)
                        .replaceFirst(
                                "\"schemaVersion\": 1,",
                                "\"schemaVersion\": 1, \"bundles\": [{\"name\": \"nav\",");
        return Stream.of(lock, (catalog.stripTrailing() + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("locks")
    @FuzzTest
    void lock(byte[] data) throws Exception {
        try {
            List<SeedLock> read = LockReader.read(new ByteArrayInputStream(data));
            read.forEach(each -> assertTrue(each.parts().containsValue(each.digest())));
        } catch (Unreadable | LimitedInput.TooMuch _) {
            return;
        }
    }
}
