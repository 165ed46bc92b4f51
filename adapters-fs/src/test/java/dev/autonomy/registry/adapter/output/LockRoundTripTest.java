package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.lock.LockFiles;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.drift.SeedLock;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.outcome.SeedReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written as a lock is read back as the same pins. */
class LockRoundTripTest {

    @TempDir Path folder;

    private final SeedReport report = Reports.seeded();

    @Test
    void every_pin_of_a_seed_is_read_back() throws Exception {
        SeedLock lock = read("seed.lock", SeedLockJson.of(report)).getFirst();

        SeedReport.Destination destination = report.destination().orElseThrow();
        assertEquals(Optional.empty(), lock.name());
        assertEquals(Reference.parse(destination.reference()), lock.image());
        assertEquals(destination.digest(), lock.digest());
        assertSame(report.sidecars(), lock.sidecars());
        assertSame(report.attachments(), lock.attachments());
        assertSame(report.platforms(), lock.platforms());
    }

    @Test
    void each_bundle_of_a_catalog_is_read_back_with_its_name() throws Exception {
        ObjectNode catalog = JsonNodeFactory.instance.objectNode();
        catalog.put("schemaVersion", 1);
        ObjectNode bundle = catalog.putArray("bundles").addObject().put("name", "nav");
        for (var member : SeedLockJson.of(report).properties()) {
            if (!member.getKey().equals("schemaVersion")) {
                bundle.set(member.getKey(), member.getValue());
            }
        }

        SeedLock lock = read("catalog.lock", catalog).getFirst();

        assertEquals(Optional.of(new BundleName("nav")), lock.name());
        assertSame(report.attachments(), lock.attachments());
    }

    private List<SeedLock> read(String name, JsonNode document) throws Exception {
        Path file = Files.write(folder.resolve(name), JsonText.of(document));
        return LockFiles.read(file).stream().map(LockFiles.Located::lock).toList();
    }

    private static <T> void assertSame(List<T> written, List<T> read) {
        Set<T> each = new HashSet<>(written);
        assertEquals(each, new HashSet<>(read));
        assertEquals(each.size(), read.size());
    }
}
