package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reader of manifests says of odd and hostile documents, and at what cost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ManifestReaderContract {

    /** All that is allocated, for however short a time; the program's heap has 128 MiB. */
    private static final long MOST_BYTES = 64L << 20;

    /** The manifest that the bytes are. */
    protected abstract Manifest read(byte[] document) throws Obstacle;

    static Stream<ManifestDocuments.Case> documents() {
        return ManifestDocuments.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_gets_the_same_answer_from_every_reader(ManifestDocuments.Case each) {
        assertEquals(each.answer(), answer(each.document()));
    }

    static Stream<ManifestReadings.Reading> readings() {
        return ManifestReadings.all();
    }

    @ParameterizedTest
    @MethodSource("readings")
    void a_document_is_the_same_manifest_to_every_reader(ManifestReadings.Reading each)
            throws Obstacle {
        assertEquals(each.manifest(), read(each.document()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void memory_is_a_matter_of_what_is_read(ManifestDocuments.Case each) {
        assertTrue(each.document().length <= ArtifactReader.MAX_MANIFEST_SIZE);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        answer(each.document());

        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < MOST_BYTES, () -> taken + " bytes for " + each);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux\\nVerified: all", "\\u001b[2J", "\\u202elinux", "li\\u0000nux"})
    void what_a_platform_is_called_stays_on_its_line(String name) throws Obstacle {
        for (String member : List.of("os", "architecture", "variant")) {
            String shown =
                    ((Manifest.Index) read(ManifestReadings.childOn(member, name)))
                            .manifests()
                            .getFirst()
                            .platform()
                            .orElseThrow()
                            .toString();

            assertTrue(shown.chars().allMatch(c -> c >= ' ' && c <= '~'), shown);
        }
    }

    private ManifestDocuments.Answer answer(byte[] document) {
        try {
            read(document);
            return ManifestDocuments.Answer.READ;
        } catch (Obstacle.Malformed _) {
            return ManifestDocuments.Answer.REFUSED;
        } catch (Obstacle.Unsupported _) {
            return ManifestDocuments.Answer.UNSUPPORTED;
        } catch (Obstacle obstacle) {
            throw new AssertionError(obstacle);
        }
    }
}
