package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedCommandTest {

    private final WizardScene scene = new WizardScene();

    @Test
    void the_command_does_what_the_wizard_would() {
        scene.onReview();

        assertEquals(
                """
                autonomy registry seed --from registry.upstream.example.com/fleet/robot-behavior:v2026.11.23-rc.1 \\
                  --to edge-17.site-hanover.example:5000/fleet/robot-behavior:v2026.11.23-rc.1 --copy-policy \\
                  --pub-key /home/kim/keys/cosign.pub --max-age 8760h \\
                  --out /home/kim/seeds/robot-behavior-2026-11-24""",
                scene.wizard.review().command().get());
    }

    @Test
    void plain_http_and_an_image_alone_are_told_too() {
        scene.filledIn().wizard.where().plainHttp().set(true);
        scene.wizard.where().withSidecars().set(false);
        scene.onReview();

        String command = scene.wizard.review().command().get();
        assertEquals(true, command.contains("--allow-insecure-registry"));
        assertFalse(command.contains("--copy-policy"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/home/kim/seeds, /home/kim/seeds",
                "/home/kim/my seeds, '/home/kim/my seeds'",
                "/tmp/$(reboot), '/tmp/$(reboot)'",
                "it's, 'it'\\''s'",
            })
    void words_a_shell_would_change_are_quoted(String word, String expected) {
        assertEquals(expected, SeedCommand.quoted(word));
    }
}
