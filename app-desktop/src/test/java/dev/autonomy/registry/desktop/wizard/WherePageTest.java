package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WherePageTest {

    private static final String DIGEST =
            "sha256:01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b";

    private final WizardScene scene = new WizardScene();
    private final WherePage page = scene.wizard.where();

    @Test
    void an_empty_page_is_not_red_and_leads_nowhere() {
        page.from().settle();

        assertInstanceOf(Reading.Empty.class, page.from().shown().get());
        assertEquals(Tone.NEUTRAL, page.hint().get().tone());
        assertEquals(Footer.Step.IMPOSSIBLE, scene.footer().next());
    }

    @Test
    void two_good_references_and_a_folder_lead_on() {
        page.from().text().set(Sample.FROM);
        page.to().text().set(Sample.TO);

        assertEquals(Footer.Step.POSSIBLE, scene.footer().next());
        Reading.Valid shown = assertInstanceOf(Reading.Valid.class, page.to().shown().get());
        assertEquals(Sample.EDGE, shown.reference().repository().registry());
    }

    @Test
    void what_is_wrong_is_shown_when_the_typist_pauses_and_not_before() {
        page.to().text().set("edge:5000/Robot:v1");
        assertInstanceOf(Reading.Empty.class, page.to().shown().get());
        assertEquals(Footer.Step.IMPOSSIBLE, scene.footer().next());

        page.to().settle();

        Reading.Invalid shown = assertInstanceOf(Reading.Invalid.class, page.to().shown().get());
        assertEquals(
                "Repository: capital letter \"R\" at character 11. Use lower case only.",
                shown.problem());
        assertEquals("Correct the To reference to continue.", page.hint().get().text());
    }

    @Test
    void a_valid_reference_that_turns_bad_does_not_stay_marked_as_valid() {
        page.to().text().set("edge:5000/robot:v1");
        assertInstanceOf(Reading.Valid.class, page.to().shown().get());

        page.to().text().set("edge:5000/robot:v1!");

        assertInstanceOf(Reading.Empty.class, page.to().shown().get());
    }

    @ParameterizedTest
    @CsvSource({
        "edge:5000/fleet/Robot-behavior:v1, Robot-behavior",
        "edge:50x0/robot:v1, 50x0",
        "edge:5000/robot:v!1, v!1",
        "' edge:5000/Robot:v1', Robot",
    })
    void the_part_to_blame_is_the_one_that_is_marked(String text, String blamed) {
        Reading.Invalid invalid =
                assertInstanceOf(Reading.Invalid.class, Reading.of(Side.TO, text));

        assertEquals(blamed, text.substring(invalid.start(), invalid.end()));
    }

    @Test
    void a_missing_tag_is_to_blame_at_the_end_of_the_text() {
        String text = "edge:5000/robot";

        Reading.Invalid invalid =
                assertInstanceOf(Reading.Invalid.class, Reading.of(Side.TO, text));

        assertTrue(invalid.problem().startsWith("Tag: missing"), invalid.problem());
        assertEquals(text.length(), invalid.end());
    }

    @Test
    void capital_letters_can_be_corrected_without_touching_the_tag() {
        page.to().text().set("Edge:5000/Fleet/Robot:V1-RC");

        page.to().correct();

        assertEquals("edge:5000/fleet/robot:V1-RC", page.to().text().get());
        assertInstanceOf(Reading.Valid.class, page.to().shown().get());
    }

    @Test
    void nothing_else_is_corrected_by_guessing() {
        Reading.Invalid invalid =
                assertInstanceOf(Reading.Invalid.class, Reading.of(Side.TO, "edge:5000/Robot!:v1"));

        assertEquals(Optional.empty(), invalid.correction());
    }

    @Test
    void the_same_reference_twice_is_refused() {
        page.from().text().set(Sample.TO);
        page.to().text().set(Sample.TO);

        Reading.Invalid shown = assertInstanceOf(Reading.Invalid.class, page.to().shown().get());
        assertEquals("From and To are the same.", shown.problem());

        page.from().text().set(Sample.FROM);

        assertInstanceOf(Reading.Valid.class, page.to().shown().get());
    }

    @Test
    void a_digest_alone_may_have_its_sidecars_among_its_referrers() {
        page.from().text().set("registry.example.com/robot@" + DIGEST);
        page.to().text().set(Sample.TO);

        assertInstanceOf(Reading.Valid.class, page.from().shown().get());
        assertEquals(Footer.Step.POSSIBLE, scene.footer().next());
    }

    @ParameterizedTest
    @CsvSource({
        "r.example/a:v1, r.example/a:v1",
        "r.example/a:v1, r.example/a:v2",
        "r.example/a@" + DIGEST + ", r.example/a:v2",
        "r.example/a:v1@" + DIGEST + ", r.example/a:v2",
        "r.example/a:LONG, r.example/a:v2",
        "r.example/a:v1, r.example/a:LONG",
    })
    void the_page_accepts_what_a_request_accepts(String fromText, String toText)
            throws InvalidInput {
        String from = fromText.replace("LONG", "v".repeat(125));
        String to = toText.replace("LONG", "v".repeat(125));
        for (SidecarPolicy sidecars :
                List.of(SidecarPolicy.IMAGE_ONLY, SidecarPolicy.WITH_SIDECARS)) {
            page.withSidecars().set(sidecars == SidecarPolicy.WITH_SIDECARS);
            page.from().text().set(from);
            page.to().text().set(to);
            List<InvalidInput> problems =
                    new SeedRequest(
                                    Reference.parse(from),
                                    Reference.parseDestination(to),
                                    sidecars,
                                    new TrustPolicy.Skipped("a test"))
                            .problems();

            assertEquals(problems.isEmpty(), page.complete().get(), sidecars + " " + problems);
        }
    }

    @Test
    void a_folder_is_wanted() {
        page.from().text().set(Sample.FROM);
        page.to().text().set(Sample.TO);

        page.folderText().set(" ");
        assertFalse(page.complete().get());
        page.folderText().set("bad\0folder");
        assertFalse(page.complete().get());
        assertEquals("Correct the output folder to continue.", page.hint().get().text());
    }

    @Test
    void references_are_remembered_when_a_seed_starts_and_not_before() {
        scene.onReview();
        assertTrue(page.recent(Side.FROM).isEmpty());

        scene.wizard.next();

        assertEquals(List.of(Sample.FROM), page.recent(Side.FROM));
        assertEquals(List.of(Sample.TO), page.recent(Side.TO));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, docker.io/library/abc:latest",
        "abc:v1, docker.io/library/abc:v1",
        "kim/abc:v1, docker.io/kim/abc:v1",
        "edge:5000/abc, edge:5000/abc:latest",
    })
    void more_than_was_typed_is_said_before_it_is_relied_on(String typed, String meant) {
        page.to().text().set(Sample.TO);

        page.from().text().set(typed);

        Reading.Valid shown = assertInstanceOf(Reading.Valid.class, page.from().shown().get());
        assertEquals(Optional.of(meant), shown.readAs());
        assertEquals(
                new Hint(Tone.WARNING, "From is read as " + meant + ". Go on if that is meant."),
                page.hint().get());
    }

    @Test
    void a_destination_without_a_registry_is_said_too() {
        page.from().text().set(Sample.FROM);

        page.to().text().set("abc:v1");

        assertEquals(
                "To is read as docker.io/library/abc:v1. Go on if that is meant.",
                page.hint().get().text());
    }

    @Test
    void a_reference_that_means_what_it_says_needs_no_word() {
        page.to().text().set(Sample.TO);

        page.from().text().set(Sample.FROM);

        assertEquals(Tone.NEUTRAL, page.hint().get().tone());
    }
}
