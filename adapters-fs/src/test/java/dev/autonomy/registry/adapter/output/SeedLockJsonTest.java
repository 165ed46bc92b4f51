package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeedLockJsonTest {

    private final ObjectNode json = SeedLockJson.of(Reports.seeded());

    @Test
    void scripts_find_what_to_deploy() {
        assertEquals(
                "localhost:5000/robot-behavior@" + Reports.INDEX,
                json.at("/image/pinned").textValue());
    }

    @Test
    void platforms_are_sorted_by_system_architecture_and_variant() {
        assertEquals(
                Stream.of(Reports.AMD64, Reports.ARM_V6, Reports.ARM_V7, Reports.ARM64)
                        .map(Object::toString)
                        .toList(),
                texts(json.get("platforms"), "digest"));
    }

    @Test
    void sidecars_stand_lock_first() {
        assertEquals(
                List.of("lock", "policy"),
                texts(SeedLockJson.of(Reports.seededAgain()).get("sidecars"), "role"));
    }

    @Test
    void attachments_are_sorted_by_subject_and_location() {
        assertEquals(
                List.of(
                        "sha256-" + Reports.INDEX.hex(),
                        "sha256-" + Reports.INDEX.hex() + ".sig",
                        "sha256-" + Reports.LOCK.hex() + ".sig",
                        "sha256-" + Reports.POLICY.hex() + ".sig"),
                texts(json.get("attachments"), "location"));
    }

    @Test
    void nothing_of_the_run_itself_is_in_it() {
        SeedReport again = Reports.seededAgain();

        assertEquals(json, SeedLockJson.of(again));
    }

    private static List<String> texts(JsonNode list, String member) {
        return list.valueStream().map(each -> each.get(member).textValue()).toList();
    }
}
