package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void a_document_has_two_spaces_line_feeds_utf_8_and_a_final_newline() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("näme", "välue");
        json.putArray("none");
        json.putObject("nothing");
        json.putArray("some").addObject().put("a", 1).put("b", true);

        assertEquals(
                """
                {
                  "näme": "välue",
                  "none": [],
                  "nothing": {},
                  "some": [
                    {
                      "a": 1,
                      "b": true
                    }
                  ]
                }
                """,
                new String(JsonText.of(json), StandardCharsets.UTF_8));
    }
}
