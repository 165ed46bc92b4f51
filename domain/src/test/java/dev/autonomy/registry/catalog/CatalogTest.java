package dev.autonomy.registry.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final String EDGE = "localhost:5000/";

    @Test
    void bundles_with_names_and_destinations_of_their_own_stand_side_by_side() throws Exception {
        assertEquals(List.of(), clashes(entry("a", "x:v1"), entry("b", "x:V1")));
    }

    @Test
    void two_names_that_differ_by_case_only_clash() throws Exception {
        assertEquals(
                List.of(new Catalog.Clash(0, 1, "the name Nav")),
                clashes(entry("nav", "x:v1"), entry("Nav", "y:v1")));
    }

    @Test
    void two_bundles_for_one_tag_clash() throws Exception {
        assertEquals(
                List.of(new Catalog.Clash(0, 2, "the destination localhost:5000/x:v1")),
                clashes(entry("a", "x:v1"), entry("b", "y:v1"), entry("c", "x:v1")));
    }

    @Test
    void a_bundle_for_the_tag_of_another_s_sidecar_clashes() throws Exception {
        CatalogEntry withSidecars = entry("a", "x:v1", SidecarPolicy.WITH_SIDECARS);

        assertEquals(
                List.of(new Catalog.Clash(0, 1, "the destination localhost:5000/x:v1-lock")),
                clashes(withSidecars, entry("b", "x:v1-lock")));
    }

    @Test
    void nothing_and_more_than_a_thousand_bundles_are_no_catalog() throws Exception {
        List<CatalogEntry> many = Collections.nCopies(1001, entry("a", "x:v1"));

        assertThrows(IllegalArgumentException.class, () -> new Catalog(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Catalog(many));
    }

    private static List<Catalog.Clash> clashes(CatalogEntry... entries) {
        return new Catalog(List.of(entries)).clashes();
    }

    private static CatalogEntry entry(String name, String to) throws Exception {
        return entry(name, to, SidecarPolicy.IMAGE_ONLY);
    }

    private static CatalogEntry entry(String name, String to, SidecarPolicy sidecars)
            throws Exception {
        return new CatalogEntry(
                BundleName.parse(name),
                new SeedRequest(
                        Reference.parse("example.com/" + name.toLowerCase() + ":v1"),
                        Reference.parseDestination(EDGE + to),
                        sidecars,
                        new TrustPolicy.Skipped("a test")));
    }
}
