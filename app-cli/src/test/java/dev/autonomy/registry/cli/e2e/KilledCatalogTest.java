package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The process of a catalog ends by {@code kill -9}; the same command again goes on from there. */
@Tag("slow")
@Timeout(180)
class KilledCatalogTest {

    private static final int MOMENTS = 10;
    private static final int BUNDLES = 3;
    private static final DockerRegistry UPSTREAM = CatalogScene.publisher(BUNDLES);

    /** Each a part of a whole run; the very end is left out, where a run may be done already. */
    private static final List<Double> PARTS =
            new Random(13).doubles(MOMENTS, 0, 0.95).boxed().toList();

    private static int eventsOfARun;

    private final CatalogScene scene = new CatalogScene(UPSTREAM);

    @BeforeAll
    static void countEvents() {
        try (CatalogScene whole = new CatalogScene(UPSTREAM)) {
            eventsOfARun =
                    new KilledRun(whole.source, whole.edge)
                            .eventsOf(
                                    () ->
                                            assertEquals(
                                                    0,
                                                    whole.seed(whole.catalog(BUNDLES)).status()));
        }
    }

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @RepeatedTest(MOMENTS)
    void the_next_run_succeeds_and_leaves_nothing_of_the_first(RepetitionInfo repetition)
            throws Exception {
        int moment = 1 + (int) (PARTS.get(repetition.getCurrentRepetition() - 1) * eventsOfARun);
        Path catalog = scene.catalog(BUNDLES);
        new KilledRun(scene.source, scene.edge)
                .after(moment, () -> SeedProcess.running(scene.site, scene.arguments(catalog)));
        for (String name : scene.published(BUNDLES)) {
            Set<String> tags = scene.at(name).tags().keySet();
            assertTrue(tags.containsAll(Set.of("v1-lock", "v1-policy")), tags::toString);
        }

        Site.Ended ended = scene.seed(catalog);

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(CatalogScene.names(BUNDLES), scene.published(BUNDLES));
        assertEquals(
                Set.of(
                        "catalog-manifest.json",
                        "catalog.lock",
                        "fleet__bundle01-v1",
                        "fleet__bundle02-v1",
                        "fleet__bundle03-v1"),
                files());
        assertEquals(List.of(), scene.site.leftovers());
    }

    private Set<String> files() throws IOException {
        try (var files = Files.list(scene.site.out())) {
            return files.map(each -> each.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
