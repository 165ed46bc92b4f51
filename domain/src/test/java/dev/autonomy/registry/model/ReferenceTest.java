package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "localhost:5000/demo:v1, localhost:5000/demo:v1",
        "registry.upstream.example.com/robot-behavior:v1, registry.upstream.example.com/robot-behavior:v1",
        "[::1]:5000/x:v1, [::1]:5000/x:v1",
        "robot, docker.io/library/robot:latest",
        "robot:v1, docker.io/library/robot:v1",
        "team/robot:v1, docker.io/team/robot:v1",
        "docker.io/robot:v1, docker.io/library/robot:v1",
        "index.docker.io/robot:v1, docker.io/library/robot:v1",
        "localhost/x, localhost/x:latest",
        "localhost:5000, docker.io/library/localhost:5000",
        "Registry.Example:443/a/b__c/d---e.f:V_1.2-x, Registry.Example:443/a/b__c/d---e.f:V_1.2-x",
        "127.0.0.1:5000/x:v1, 127.0.0.1:5000/x:v1"
    })
    void a_reference_is_read_by_the_distribution_grammar(String text, String normalised)
            throws InvalidInput {
        assertEquals(normalised, Reference.parse(text).toString());
    }

    @Test
    void a_digest_makes_a_pinned_reference() throws InvalidInput {
        Reference reference = Reference.parse("localhost:5000/demo@" + DIGEST);

        assertInstanceOf(Reference.Pinned.class, reference);
        assertEquals("localhost:5000/demo@" + DIGEST, reference.toString());
    }

    @Test
    void a_tag_and_a_digest_are_both_kept() throws InvalidInput {
        Reference reference = Reference.parse("localhost:5000/demo:v1@" + DIGEST);

        assertInstanceOf(Reference.TaggedAndPinned.class, reference);
        assertEquals("localhost:5000/demo:v1@" + DIGEST, reference.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:5000/Robot:v1 | Repository | 16 | capital letter \"R\"",
                "https://localhost:5000/x:v1 | Reference | 1 | \"https://\"",
                "docker://localhost:5000/x:v1 | Reference | 1 | \"docker://\"",
                "localhost:5000/a//b:v1 | Repository | 17 | unexpected \"/\"",
                "localhost:5000/a b:v1 | Repository | 17 | unexpected \" \"",
                "localhost:5000/a_-b:v1 | Repository | 17 | unexpected \"_\"",
                "localhost:5000/a.:v1 | Repository | 17 | unexpected \".\"",
                "localhost:5000/-a:v1 | Repository | 16 | unexpected \"-\"",
                "localhost:5000/:v1 | Repository | 16 | missing",
                "localhost:5000/demo: | Tag | 21 | nothing after the colon",
                "localhost:5000/demo:-v1 | Tag | 21 | \"-\"",
                "localhost:5000/demo:v1/x | Tag | 23 | \"/\"",
                "localhost:port/demo:v1 | Registry | 11 | unexpected \"p\"",
                "localhost:70000/demo:v1 | Registry | 11 | port \"70000\"",
                "-x.example/demo:v1 | Registry | 1 | unexpected \"-\"",
                "a..b/demo:v1 | Registry | 3 | unexpected \".\"",
                "[::g]:5000/demo:v1 | Registry | 4 | unexpected \"g\"",
                "[::1]x:5/demo:v1 | Registry | 6 | unexpected \"x\"",
                "localhost:5000/demo@md5:abc | Digest | 21 | algorithm \"md5\"",
                "localhost:5000/demo@sha256:abc | Digest | 31 | 3 hex digits",
                "localhost:5000/demo@sha256:ABC | Digest | 28 | \"A\"",
                "--help | Repository | 1 | unexpected \"-\"",
                "https.example:/x:v1 | Registry | 15 | port \"\""
            })
    void a_bad_reference_names_the_part_and_the_position(
            String text, String part, int position, String problem) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> Reference.parse(text));

        assertEquals(part, refused.part());
        assertEquals(problem, refused.problem());
        assertEquals(position, refused.position().orElse(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci:./layout:v1",
                "oci:layout:v1",
                "oci:layout",
                "oci-archive:bundle.tar:v1",
                "dir:/media/usb",
                "docker-archive:bundle.tar",
                "docker-daemon:demo:v1",
                "containers-storage:localhost/demo:v1"
            })
    void a_place_on_this_machine_is_called_one(String text) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> Reference.parse(text));

        assertTrue(refused.rule().contains("on this machine"), refused.rule());
        assertTrue(refused.rule().contains("skopeo copy"), refused.rule());
        assertEquals(
                text.startsWith("oci:"), refused.rule().contains("bundle verify"), refused.rule());
    }

    @Test
    void a_registry_may_have_a_transports_name() throws InvalidInput {
        assertEquals("oci/demo", Reference.parse("oci/demo:v1").repository().path());
        assertEquals("oci:5000", Reference.parse("oci:5000/demo:v1").repository().registry());
    }

    @Test
    void a_destination_wants_a_tag() {
        InvalidInput refused =
                assertThrows(
                        InvalidInput.class,
                        () -> Reference.parseDestination("localhost:5000/demo"));

        assertEquals(
                "Tag: missing. Add one to the destination, for example :v1.", refused.getMessage());
    }

    @Test
    void a_destination_refuses_a_digest_and_says_why() {
        InvalidInput refused =
                assertThrows(
                        InvalidInput.class,
                        () -> Reference.parseDestination("localhost:5000/demo@" + DIGEST));

        assertTrue(refused.rule().contains("a tag is what robots follow"), refused.rule());
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 4000})
    void a_tag_longer_than_128_characters_is_refused(int length) {
        assertThrows(
                InvalidInput.class,
                () -> Reference.parse("localhost:5000/demo:" + "v".repeat(length)));
    }

    @Test
    void a_repository_longer_than_255_characters_is_refused() {
        assertThrows(
                InvalidInput.class, () -> Reference.parse("localhost:5000/" + "a".repeat(241)));
    }

    @Test
    void any_text_is_either_refused_or_read_back_the_same() throws InvalidInput {
        Random random = new Random(20261123);
        String alphabet = "ab0.:/@_-[]A sha256é\n\0";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Reference reference;
            try {
                reference = Reference.parse(text.toString());
            } catch (InvalidInput _) {
                continue;
            }
            assertEquals(reference, Reference.parse(reference.toString()), () -> "from " + text);
        }
    }
}
