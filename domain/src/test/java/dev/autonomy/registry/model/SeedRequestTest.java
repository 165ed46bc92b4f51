package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedRequestTest {

    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    @Test
    void a_sound_request_has_no_problems() throws InvalidInput {
        assertEquals(
                List.of(),
                problems("a.example/x:v1", "b.example/x:v1", SidecarPolicy.WITH_SIDECARS));
    }

    @Test
    void source_and_destination_must_differ() throws InvalidInput {
        assertEquals(
                List.of("Destination: the same as the source. From and To must differ."),
                problems("a.example/x:v1", "a.example/x:v1", SidecarPolicy.IMAGE_ONLY));
    }

    @Test
    void a_derived_tag_over_128_characters_is_a_problem_at_either_end() throws InvalidInput {
        String tag = "v".repeat(122);

        assertEquals(
                2,
                problems("a.example/x:" + tag, "b.example/x:" + tag, SidecarPolicy.WITH_SIDECARS)
                        .size());
        assertEquals(
                List.of(),
                problems("a.example/x:" + tag, "b.example/x:" + tag, SidecarPolicy.IMAGE_ONLY));
    }

    private static List<String> problems(String from, String to, SidecarPolicy sidecars)
            throws InvalidInput {
        return new SeedRequest(
                        Reference.parse(from),
                        Reference.parseDestination(to),
                        sidecars,
                        new TrustPolicy.Skipped("test"))
                .problems().stream().map(InvalidInput::getMessage).toList();
    }
}
