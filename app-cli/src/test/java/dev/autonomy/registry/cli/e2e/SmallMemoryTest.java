package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bundles as large as they may be, seeded with the memory that {@code bin/autonomy} has. */
@Tag("slow")
@Timeout(180)
class SmallMemoryTest {

    private static final Instant NOW = Instant.now();

    @Test
    void a_policy_that_fills_half_the_memory_is_seeded() throws Exception {
        RandomBundle bundle = new RandomBundle(NOW, 11, 1000, 60 << 20);
        try (DockerRegistry upstream = DockerRegistry.start();
                Site site = new Site(upstream)) {
            bundle.publish(new TestRegistry(upstream.host(), Site.REPOSITORY));
            Path key = bundle.writeKey(site.folder.resolve("bundle.pub"));
            try (SeedProcess seed = SeedProcess.start(site, site.from("v1"), site.to("v1"), key)) {
                Site.Ended ended = seed.await();

                assertEquals(0, ended.status(), ended::toString);
            }
            assertEquals(bundle.digest("v1"), site.edgeView.tags().get("v1"));
        }
    }
}
