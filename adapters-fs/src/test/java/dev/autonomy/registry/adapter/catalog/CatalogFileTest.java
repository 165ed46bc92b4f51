package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.CatalogEntry;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFileTest {

    private static final String HEX = "0a".repeat(32);
    private static final Freshness MONTH = new Freshness.NotOlderThan(Duration.ofHours(720));
    private static final Freshness YEAR = new Freshness.NotOlderThan(Freshness.DEFAULT_MAX_AGE);
    private static final TrustPolicy SOMEBODY = new TrustPolicy.ByKey("other.pub", YEAR);

    @Test
    void a_catalog_is_read_in_its_order_with_what_its_bundles_leave_to_the_defaults()
            throws Exception {
        TrustPolicy release = new TrustPolicy.ByKey("site/keys/release.pub", MONTH);

        assertEquals(
                List.of(
                        entry(
                                "robot-behavior-v1",
                                "registry.upstream.example.com/robot-behavior:v1",
                                "localhost:5000/robot-behavior:v1",
                                SidecarPolicy.WITH_SIDECARS,
                                release),
                        entry(
                                "nav",
                                "registry.other.example.com/fleet/nav-stack:v2@sha256:" + HEX,
                                "localhost:5000/nav:v2",
                                SidecarPolicy.IMAGE_ONLY,
                                new TrustPolicy.ByKey(
                                        "/etc/keys/nav.pub",
                                        new Freshness.NotOlderThan(Duration.ofMinutes(90)))),
                        entry(
                                "vision-1.10",
                                "registry.upstream.example.com/vision:1.10",
                                "localhost:5000/vision:1.10",
                                SidecarPolicy.WITH_SIDECARS,
                                new TrustPolicy.ByIdentity(
                                        "release@example.com",
                                        "https://issuer.example.com",
                                        "site/root.json",
                                        MONTH)),
                        entry(
                                "tools-stable",
                                "registry.upstream.example.com/tools@sha256:" + HEX,
                                "localhost:5000/tools:stable",
                                SidecarPolicy.WITH_SIDECARS,
                                release)),
                Catalogs.catalog(Catalogs.WHOLE).entries());
    }

    @Test
    void json_is_read_in_every_spelling() throws Exception {
        TrustPolicy release = new TrustPolicy.ByKey("site/keys/release.pub", YEAR);

        assertEquals(
                List.of(
                        entry(
                                "robot-behavior-v1",
                                "a.example/robot-behavior:v1",
                                "localhost:5000/robot-behavior:v1",
                                SidecarPolicy.WITH_SIDECARS,
                                release),
                        entry(
                                "nav",
                                "a.example/nav:1.10",
                                "localhost:5000/nav:1.10",
                                SidecarPolicy.WITH_SIDECARS,
                                release.with(MONTH))),
                Catalogs.catalog(Catalogs.JSON).entries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void lines_end_as_on_any_system(String end) {
        assertEquals(
                Catalogs.catalog(Catalogs.WHOLE),
                Catalogs.catalog(Catalogs.WHOLE.replace("\n", end)));
    }

    @Test
    void tabs_may_stand_between_a_key_and_its_value_and_before_a_comment() {
        assertEquals(
                Catalogs.catalog(Catalogs.WHOLE),
                Catalogs.catalog(
                        Catalogs.WHOLE
                                .replace(": ", ":\t")
                                .replace("   #", "\t#")
                                .replace("1\n", "1\t\n")));
    }

    @ParameterizedTest
    @CsvSource({"no", "1.10", "0x1f", "1e3", "true", "2026-11-27", "0o7"})
    void what_other_readers_take_for_a_value_is_text(String word) {
        assertEquals(word, only("- {from: x:v1, name: " + word + "}").name().text());
    }

    @Test
    void a_number_in_json_is_the_text_that_was_written() {
        String json =
                "{\"schemaVersion\":1,\"bundles\":[{\"from\":\"a.example/x:v1\",\"to\":\"localhost/x:v1\","
                        + "\"pubKey\":\"k\",\"name\":1.10}]}";

        assertEquals("1.10", Catalogs.catalog(json).entries().getFirst().name().text());
    }

    @Test
    void flow_style_that_is_no_json_is_read_as_yaml() {
        assertEquals(
                "x-v1",
                Catalogs.catalog(
                                "{schemaVersion: 1, # so\n bundles: [{from: a.example/x:v1, to: localhost/x:v1, pubKey: k},]}")
                        .entries()
                        .getFirst()
                        .name()
                        .text());
    }

    @Test
    void a_registry_that_is_named_is_not_replaced_by_the_default() {
        SeedRequest request = only("- {from: b.example/x:v1, to: localhost/x:v2}").request();

        assertEquals("b.example/x:v1", request.from().toString());
        assertEquals("localhost/x:v2", request.to().toString());
    }

    @Test
    void a_path_that_looks_like_a_registry_stays_a_path_at_the_destination() {
        assertEquals(
                "localhost:5000/c.example/x:v1",
                only("- from: b.example/c.example/x:v1").request().to().toString());
    }

    @Test
    void a_tag_beside_a_digest_is_the_destination_s() {
        assertEquals(
                "localhost:5000/x:v1",
                only("- from: x:v1@sha256:" + HEX).request().to().toString());
    }

    @Test
    void whom_the_caller_trusts_is_trusted_for_all_with_the_ages_of_the_catalog() {
        String text = Catalogs.HEAD.replace("pubKey: k.pub", "maxAge: 720h") + "- from: x:v1\n";

        assertEquals(
                SOMEBODY.with(MONTH),
                Catalogs.catalog(text, trusting(SOMEBODY)).entries().getFirst().request().trust());
    }

    @Test
    void the_caller_s_age_is_that_of_all() {
        CatalogOptions options =
                new CatalogOptions(
                        Optional.empty(),
                        Optional.of(Duration.ofHours(720)),
                        Optional.empty(),
                        CatalogOptions.TrustTime.CHECKED);

        assertEquals(
                new TrustPolicy.ByKey("site/k.pub", MONTH),
                only("- from: x:v1", options).request().trust());
    }

    @Test
    void no_age_is_asked_for_where_times_are_not_looked_at() {
        CatalogOptions options =
                new CatalogOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        CatalogOptions.TrustTime.UNCHECKED);

        assertEquals(
                new TrustPolicy.ByKey("site/k.pub", new Freshness.Unchecked()),
                only("- {from: x:v1, maxAge: 720h}", options).request().trust());
    }

    @Test
    void the_sidecars_that_the_caller_asks_for_are_asked_of_all() {
        assertEquals(
                SidecarPolicy.WITH_SIDECARS,
                only("- from: x:v1", withSidecars()).request().sidecars());
    }

    @Test
    void what_the_caller_says_for_all_may_not_stand_in_the_catalog() {
        CatalogOptions all =
                new CatalogOptions(
                        Optional.of(SOMEBODY),
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(SidecarPolicy.WITH_SIDECARS),
                        CatalogOptions.TrustTime.CHECKED);

        assertEquals(
                List.of(
                        "5:11: pubKey stands here, and the command line says for all bundles whom to"
                                + " trust. Remove one of the two.",
                        "7:28: copyPolicy is false here, and the command line asks for the lock and"
                                + " the policy of all bundles. Remove one of the two.",
                        "7:43: maxAge stands here, and the command line gives one for all bundles."
                                + " Remove one of the two."),
                Catalogs.problems(
                        Catalogs.HEAD + "- {from: x:v1, copyPolicy: false, maxAge: 720h}\n", all));
    }

    @Test
    void paths_are_relative_to_the_folder_of_the_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("c.yaml"), Catalogs.HEAD + "- from: x:v1\n");

        CatalogReading.Sound sound =
                assertInstanceOf(
                        CatalogReading.Sound.class, CatalogFile.read(file, CatalogOptions.NONE));
        assertEquals(
                new TrustPolicy.ByKey(folder.resolve("k.pub").toString(), YEAR),
                sound.catalog().entries().getFirst().request().trust());
    }

    @Test
    void what_a_stream_brings_is_read_with_paths_relative_to_a_given_folder() throws Exception {
        byte[] text = (Catalogs.HEAD + "- from: x:v1\n").getBytes(StandardCharsets.UTF_8);

        CatalogReading.Sound sound =
                assertInstanceOf(
                        CatalogReading.Sound.class,
                        CatalogFile.read(
                                new ByteArrayInputStream(text), Path.of(""), CatalogOptions.NONE));
        assertEquals(
                new TrustPolicy.ByKey("k.pub", YEAR),
                sound.catalog().entries().getFirst().request().trust());
    }

    @Test
    void a_file_that_is_not_there_is_no_catalog(@TempDir Path folder) {
        assertEquals("there is no such file", seen(folder.resolve("c.yaml")));
    }

    @Test
    void a_folder_is_no_catalog(@TempDir Path folder) {
        assertEquals("it is a folder", seen(folder));
    }

    @Test
    void a_device_is_refused_unread() {
        assertEquals(
                "it is no ordinary file; what a pipe brings is read from standard input",
                seen(Path.of("/dev/zero")));
    }

    private static String seen(Path file) {
        return assertThrows(
                        Obstacle.StorageFailed.class,
                        () -> CatalogFile.read(file, CatalogOptions.NONE))
                .seen();
    }

    private static CatalogOptions trusting(TrustPolicy trust) {
        return new CatalogOptions(
                Optional.of(trust),
                Optional.empty(),
                Optional.empty(),
                CatalogOptions.TrustTime.CHECKED);
    }

    private static CatalogOptions withSidecars() {
        return new CatalogOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(SidecarPolicy.WITH_SIDECARS),
                CatalogOptions.TrustTime.CHECKED);
    }

    private static CatalogEntry only(String bundle) {
        return only(bundle, CatalogOptions.NONE);
    }

    private static CatalogEntry only(String bundle, CatalogOptions options) {
        return Catalogs.catalog(Catalogs.HEAD + bundle + "\n", options).entries().getFirst();
    }

    private static CatalogEntry entry(
            String name, String from, String to, SidecarPolicy sidecars, TrustPolicy trust)
            throws Exception {
        return new CatalogEntry(
                BundleName.parse(name),
                new SeedRequest(
                        Reference.parse(from), Reference.parseDestination(to), sidecars, trust));
    }
}
