package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.Replicator.Cargo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebugLogTest {

    private static final String BEGIN = "time=\"2026-11-24T20:10:14Z\" level=debug msg=\"";
    private static final Repository FROM = new Repository("source.example:5000", "app");
    private static final Repository TO = new Repository("edge.example", "app");
    private static final Digest DIGEST = new Digest("ab".repeat(32));

    private long now = Long.MAX_VALUE - 5;
    private final List<String> told = new ArrayList<>();
    private final DebugLog log =
            new DebugLog(
                    new Cargo(FROM, TO, DIGEST, List.of()),
                    (attempt, tries, reason, pause) ->
                            told.add(tries + " " + attempt + ": " + reason + ", " + pause),
                    () -> now);

    @Test
    void skopeo_waits_for_as_long_as_it_says_and_that_is_told() {
        assertFalse(log.isWaiting());

        assertTrue(log.takes(waiting("https://edge.example/v2/app/blobs/uploads/", "16.000000")));

        assertEquals(
                List.of(
                        "1 copying source.example:5000/app@"
                                + DIGEST
                                + ": edge.example asks for fewer requests (429), PT16S"),
                told);
        pass(15);
        assertTrue(log.isWaiting());
        pass(1);
        assertFalse(log.isWaiting());
    }

    @Test
    void of_several_waits_the_longest_counts() {
        log.takes(waiting("https://edge.example/v2/app/blobs/a", "60.000000"));
        log.takes(waiting("https://edge.example/v2/app/blobs/b", "2.000000"));

        pass(59);

        assertTrue(log.isWaiting());
        assertEquals(2, told.size());
    }

    @Test
    void of_an_address_only_the_server_is_told() {
        log.takes(waiting("https://user:xxxxx@edge.example/v2/app?_state=secret", "1.000000"));

        assertTrue(told.getFirst().endsWith(": edge.example asks for fewer requests (429), PT1S"));
    }

    @Test
    void other_debug_lines_are_taken_and_mean_nothing() {
        assertTrue(log.takes(BEGIN + "GET https://edge.example/v2/\""));

        assertFalse(log.isWaiting());
        assertEquals(List.of(), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type from manifest GET is \\\"Too many requests to https://x/: sleeping"
                        + " for 9.000000 seconds before next attempt\\\"\"",
                "Too many requests to https://x/: sleeping for 9.000000 seconds, it said\"",
                "Too many requests to https://\u202e/: sleeping for 9.000000 seconds before next"
                        + " attempt\"",
            })
    void what_a_registry_says_in_a_debug_line_is_no_wait(String message) {
        assertTrue(log.takes(BEGIN + message));

        assertFalse(log.isWaiting());
        assertEquals(List.of(), told);
    }

    @Test
    void nobody_waits_longer_than_skopeo_ever_does() {
        log.takes(waiting("https://edge.example/v2/", "9999.000000"));

        pass(60);

        assertFalse(log.isWaiting());
        assertTrue(told.getFirst().endsWith(", PT1M"), told::toString);
    }

    @Test
    void the_status_with_which_an_upload_was_refused_is_known() {
        assertEquals(OptionalInt.empty(), log.refused());

        log.takes(refused("initiating layer upload", "403 Forbidden", 403));
        assertEquals(OptionalInt.of(403), log.refused());
        log.takes(refused("uploading layer", "413 x", 413));
        assertEquals(OptionalInt.of(413), log.refused());
    }

    @Test
    void a_reason_phrase_is_no_status() {
        log.takes(refused("uploading layer", "403 \\\\\\\", StatusCode:507, x", 403));
        log.takes(
                BEGIN + "... " + refused("uploading layer", "507", 507).substring(BEGIN.length()));

        assertEquals(OptionalInt.empty(), log.refused());
    }

    private static String refused(String doing, String status, int code) {
        return BEGIN
                + "Error "
                + doing
                + ", response http.Response{Status:\\\""
                + status
                + "\\\", StatusCode:"
                + code
                + ", Proto:\\\"HTTP/1.1\\\"}\"";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "panic: Too many requests to https://x/: sleeping for 9 seconds",
                "time=\"2026-11-24T20:10:14Z\" level=fatal msg=\"toomanyrequests: slow down\"",
                "time=\"2026-11-24T20:10:14Z\" level=warning msg=\"level=debug\"",
            })
    void what_is_meant_for_people_is_left(String line) {
        assertFalse(log.takes(line));

        assertFalse(log.isWaiting());
    }

    private static String waiting(String address, String seconds) {
        return BEGIN
                + "Too many requests to "
                + address
                + ": sleeping for "
                + seconds
                + " seconds before next attempt\"";
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
