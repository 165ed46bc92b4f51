package dev.autonomy.registry.adapter.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    @Test
    void a_bearer_challenge_is_read_with_its_parameters() {
        assertEquals(
                List.of(
                        new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://auth.example.com/token?a=b,c",
                                        "service", "registry.example.com",
                                        "scope", "repository:a/b:pull,push"))),
                parse(
                        "Bearer realm=\"https://auth.example.com/token?a=b,c\",service=\"registry.example.com\", scope=\"repository:a/b:pull,push\""));
    }

    @Test
    void several_challenges_may_stand_in_one_header_or_in_several() {
        List<Challenge> expected =
                List.of(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "a, b")),
                        new Challenge("bearer", Map.of("realm", "https://x/")));

        assertEquals(
                expected, parse("Negotiate, Basic realm=\"a, b\", Bearer realm=\"https://x/\""));
        assertEquals(
                expected,
                parse("Negotiate", "Basic realm=\"a, b\"", "Bearer realm=\"https://x/\""));
    }

    @Test
    void names_are_compared_without_case_and_quotes_may_be_escaped_or_left_out() {
        assertEquals(
                List.of(new Challenge("bearer", Map.of("realm", "a\"b\\", "service", "s"))),
                parse("BEARER Realm = \"a\\\"b\\\\\" , SERVICE=s"));
    }

    @Test
    void the_first_of_two_parameters_with_one_name_counts() {
        assertEquals(
                List.of(new Challenge("bearer", Map.of("realm", "https://good/"))),
                parse("Bearer realm=\"https://good/\",realm=\"https://evil/\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "=",
                "\"",
                "@@@ Bearer realm=x",
                "Bearer realm=\"never ends",
            })
    void what_is_not_understood_leads_nowhere(String header) {
        assertEquals(
                List.of(),
                parse(header).stream().filter(c -> c.parameter("realm").isPresent()).toList());
    }

    @Test
    void a_gigantic_header_is_not_read() {
        assertEquals(List.of(), parse("Bearer realm=\"" + "a".repeat(10_000) + "\""));
    }

    @Test
    void no_header_makes_the_parser_fail_or_run_on() {
        Random random = new Random(7);
        String alphabet = "Bearer realm=\"\\,; \t\0é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertNotNull(parse(header.toString()));
        }
    }

    private static List<Challenge> parse(String... headers) {
        return Challenge.parse(List.of(headers));
    }
}
