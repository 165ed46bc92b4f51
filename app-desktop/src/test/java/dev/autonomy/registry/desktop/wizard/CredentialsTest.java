package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final Path FILE = Path.of("/media/stick/auth.json");

    private final WizardScene scene = new WizardScene();

    @Test
    void a_file_that_is_none_is_said_and_not_used() {
        scene.onReview();
        scene.backend.credentials(CredentialsTest::refuse);

        scene.wizard.useCredentials(FILE);

        assertEquals(
                "auth.json is not used: it is not strict JSON. Choose a credentials file, usually"
                        + " auth.json or config.json.",
                scene.footer().hint().text());
        assertEquals(Optional.empty(), scene.wizard.authFile().get());
        assertEquals(Footer.Step.POSSIBLE, scene.footer().next(), "the review stands as it was");
    }

    @Test
    void a_good_file_that_was_chosen_before_stays_in_use() {
        scene.onReview();
        scene.wizard.useCredentials(FILE);
        scene.backend.credentials(CredentialsTest::refuse);

        scene.wizard.useCredentials(Path.of("/media/stick/notes.txt"));

        assertEquals(Optional.of(FILE), scene.wizard.authFile().get());
    }

    @Test
    void what_was_refused_is_forgotten_with_the_next_page() {
        scene.onReview();
        scene.backend.credentials(CredentialsTest::refuse);
        scene.wizard.useCredentials(FILE);

        scene.wizard.back();

        assertFalse(scene.footer().hint().text().contains("not used"));
    }

    @Test
    void a_file_is_for_the_registries_it_was_chosen_for() {
        scene.onReview();
        scene.wizard.useCredentials(FILE);

        scene.wizard.where().to().text().set("another-edge.example/robot-behavior:v1");
        assertEquals(Optional.empty(), scene.wizard.authFile().get());
        scene.wizard.where().to().text().set(Sample.EDGE + "/fleet/other:v2");

        assertEquals(Optional.of(FILE), scene.wizard.authFile().get());
    }

    @Test
    void a_file_that_stops_working_can_be_replaced_or_done_without() {
        scene.onReview();
        scene.wizard.useCredentials(FILE);
        scene.backend.review(
                (order, told) -> {
                    if (order.authFile().isPresent()) {
                        told.accept(
                                new ReviewFact.Blocked(
                                        ReviewItem.DESTINATION_REGISTRY, unusable(FILE)));
                    } else {
                        ScriptedBackend.allWell(order, told);
                    }
                });
        scene.wizard.checkAgain();
        ReviewLine line = scene.line(ReviewItem.DESTINATION_REGISTRY);
        assertEquals(ReviewLine.Remedy.CREDENTIALS_FILE, line.remedy());
        assertTrue(line.text().toString().startsWith("The saved logins cannot be read"));

        scene.wizard.useUsualCredentials();

        assertEquals(ReviewPage.State.READY, scene.wizard.review().state().get());
        assertFalse(scene.wizard.review().command().get().contains("--authfile"));
    }

    private static void refuse(Path file) throws Obstacle {
        throw unusable(file);
    }

    private static Obstacle unusable(Path file) {
        return new Obstacle.LoginUnusable(
                Obstacle.LoginUnusable.Reason.FILE,
                Attempt.with("reading the credentials in", file.toString()),
                "it is not strict JSON");
    }
}
