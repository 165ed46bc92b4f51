package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPageTest {

    private static final Path FILE = Path.of("/home/kim/keys/cosign.pub");

    private final WizardScene scene = new WizardScene();
    private final TrustPage page = scene.wizard.trust();

    @Test
    void a_usable_key_is_shown_with_its_type_and_a_fingerprint_two_people_can_compare() {
        page.choose(FILE);

        KeyState.Usable usable = assertInstanceOf(KeyState.Usable.class, page.key().get());
        assertEquals("ECDSA P-256", usable.key().type());
        assertTrue(usable.groupedFingerprint().matches("([0-9a-f]{8} ){7}[0-9a-f]{8}"));
        assertEquals(
                Optional.of(
                        new TrustPolicy.ByKey(
                                FILE.toString(),
                                new Freshness.NotOlderThan(Duration.ofHours(8760)))),
                page.trust());
    }

    @Test
    void a_file_that_is_no_key_says_what_it_is_and_leads_nowhere() {
        scene.backend.keys(
                file -> {
                    throw new Obstacle.TrustUnusable(
                            Attempt.with("reading the public key", file.toString()),
                            "it is a certificate, not a public key");
                });

        page.choose(FILE);

        KeyState.Refused refused = assertInstanceOf(KeyState.Refused.class, page.key().get());
        assertEquals("it is a certificate, not a public key", refused.reason());
        assertFalse(page.complete().get());
        assertEquals("Choose a public key to continue.", page.hint().get().text());
    }

    @Test
    void the_later_of_two_choices_counts_whichever_is_read_first() {
        Deque<Runnable> work = new ArrayDeque<>();
        WizardScene slow = new WizardScene(new Threads(work::add, Runnable::run));
        slow.wizard.trust().choose(Path.of("first.pub"));
        slow.wizard.trust().choose(Path.of("second.pub"));

        work.removeLast().run();
        work.removeLast().run();

        KeyState.Usable usable =
                assertInstanceOf(KeyState.Usable.class, slow.wizard.trust().key().get());
        assertEquals(Path.of("second.pub"), usable.file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "one", "100000"})
    void an_age_is_a_whole_number(String age) {
        page.choose(FILE);

        page.age().set(age);

        assertFalse(page.complete().get());
        assertEquals("Give a whole number from 1 to 99999.", page.hint().get().text());
    }

    @Test
    void the_oldest_accepted_date_is_said_in_words() {
        page.age().set("365");
        assertEquals(
                "A bundle signed before November 24, 2025 is refused.",
                page.refusedBefore().get().toString());

        page.unit().set(AgeUnit.HOURS);
        page.age().set("24");

        assertEquals(
                "A bundle signed before November 23, 2026 is refused.",
                page.refusedBefore().get().toString());
    }

    @Test
    void verification_is_skipped_only_by_typing_so() {
        page.confirmation().set("skip");
        assertFalse(page.complete().get());

        page.confirmation().set(" Skip Verification ");

        assertTrue(page.skipping().get());
        assertInstanceOf(TrustPolicy.Skipped.class, page.trust().orElseThrow());
        assertEquals(Tone.PROBLEM, page.hint().get().tone());
        assertEquals("Verification off", scene.rail(Page.TRUST).status());
    }

    @Test
    void verification_can_be_turned_on_again() {
        page.choose(FILE);
        page.confirmation().set("skip verification");

        page.verifyAgain();

        assertFalse(page.skipping().get());
        assertInstanceOf(TrustPolicy.ByKey.class, page.trust().orElseThrow());
    }
}
