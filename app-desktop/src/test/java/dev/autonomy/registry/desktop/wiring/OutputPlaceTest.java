package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {

    private static final int PROOFS = 500;

    @TempDir private Path temporary;
    private Path out;
    private Path precious;

    @BeforeEach
    void make() throws IOException {
        out = Files.createDirectory(temporary.resolve("out"));
        precious = Files.writeString(temporary.resolve("precious"), "precious");
    }

    @Test
    void the_proof_that_it_is_writable_leaves_nothing() throws Exception {
        OutputPlace.of(out.resolve("deeper")).proveWritable();

        assertEquals(List.of(), files());
    }

    @Test
    void no_other_file_is_written_to_whenever_links_are_put_there() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> swapUntil(ended));
        for (int proof = 0; proof < PROOFS; proof++) {
            try {
                OutputPlace.of(out).proveWritable();
            } catch (Obstacle.StorageFailed _) {
                continue;
            }
        }
        ended.set(true);
        other.join();

        assertEquals("precious", Files.readString(precious));
    }

    private void swapUntil(AtomicBoolean ended) {
        while (!ended.get()) {
            for (Path each : files()) {
                try {
                    Files.delete(each);
                    Files.createSymbolicLink(each, precious);
                } catch (IOException _) {
                    continue;
                }
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(out)) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
