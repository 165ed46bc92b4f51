package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.file.Pipe;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder in which somebody else puts other things into the place of ours. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedFolderTest {

    private static final int SEEDS = 40;

    @TempDir Path temporary;
    private Path out;
    private Path precious;

    /** What the other puts there. */
    private enum Swap {
        LINK {
            @Override
            void put(Path name, Path precious) throws IOException {
                Files.createSymbolicLink(name, precious);
            }
        },
        FILE {
            @Override
            void put(Path name, Path precious) throws IOException {
                Files.writeString(name, "not ours");
            }
        },
        FILE_OF_THE_SAME_SIZE {
            @Override
            void put(Path name, Path precious) throws IOException {
                Files.write(name, new byte[(int) Files.size(precious.resolveSibling("ours"))]);
            }
        },
        PIPE {
            @Override
            void put(Path name, Path precious) {
                Pipe.make(name);
            }
        };

        abstract void put(Path name, Path precious) throws IOException;
    }

    @BeforeEach
    void make() throws IOException {
        out = Files.createDirectory(temporary.resolve("out"));
        precious = Files.writeString(temporary.resolve("precious"), "precious");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-r-----"));
    }

    @ParameterizedTest
    @EnumSource(Swap.class)
    void what_takes_the_place_of_an_output_is_found_out_and_not_followed(Swap swap)
            throws Exception {
        try (ManifestWriter.Hold hold = writer().hold();
                ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
            Path lock = temporaryOf("seed.lock");
            Files.move(lock, temporary.resolve("ours"));
            swap.put(lock, precious);

            Obstacle.StorageFailed failed =
                    assertThrows(Obstacle.StorageFailed.class, prepared::commit);

            assertEquals(
                    "seed.lock is not what this run wrote: somebody else can write to this folder. Choose one"
                            + " that only this user can write to.",
                    failed.seen());
        }
        assertUntouched();
    }

    @Test
    void no_other_file_is_written_to_whenever_links_are_put_there() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> swapUntil(ended));
        for (int seed = 0; seed < SEEDS; seed++) {
            try (ManifestWriter.Hold hold = writer().hold();
                    ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
                prepared.commit();
            } catch (Obstacle.StorageFailed _) {
                removeAll();
            }
        }
        ended.set(true);
        other.join();

        assertUntouched();
    }

    private void assertUntouched() throws IOException {
        assertEquals("precious", Files.readString(precious));
        assertEquals(
                "rw-r-----",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(precious)));
    }

    private void swapUntil(AtomicBoolean ended) {
        while (!ended.get()) {
            for (Path each : files()) {
                try {
                    if (each.toString().endsWith(".tmp")) {
                        Files.delete(each);
                        Files.createSymbolicLink(each, precious);
                    }
                } catch (IOException _) {
                    continue;
                }
            }
        }
    }

    private void removeAll() throws IOException {
        for (Path each : files()) {
            Files.deleteIfExists(each);
        }
    }

    private Path temporaryOf(String output) {
        List<Path> found =
                files().stream()
                        .filter(each -> each.getFileName().toString().startsWith("." + output))
                        .toList();
        assertEquals(1, found.size());
        return found.getFirst();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(out)) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ManifestWriter writer() {
        return new FileSystemManifestWriter(out, Reports.PRODUCT);
    }
}
