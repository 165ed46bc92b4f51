package dev.autonomy.registry.adapter.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {

    @Test
    void a_member_of_the_right_type_is_read() throws Exception {
        ObjectNode object = object("{\"text\":\"x\",\"object\":{}}");

        assertEquals(Optional.of("x"), Member.text(object, "text"));
        assertEquals(Optional.of("x"), Member.textIfAny(object, "text"));
        assertEquals(Optional.of(object("{}")), Member.object(object, "object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"m\":null}"})
    void null_counts_as_absent(String text) throws Exception {
        ObjectNode object = object(text);

        assertEquals(Optional.empty(), Member.text(object, "m"));
        assertEquals(Optional.empty(), Member.textIfAny(object, "m"));
        assertEquals(Optional.empty(), Member.object(object, "m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"m\":1}", "{\"m\":true}", "{\"m\":[\"x\"]}", "{\"m\":{}}"})
    void only_a_text_is_a_text(String text) throws Exception {
        ObjectNode object = object(text);

        assertEquals(Optional.empty(), Member.textIfAny(object, "m"));
        assertThrows(Unreadable.class, () -> Member.text(object, "m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"m\":1}", "{\"m\":\"{}\"}", "{\"m\":[{}]}", "{\"m\":false}"})
    void only_an_object_is_an_object(String text) throws Exception {
        ObjectNode object = object(text);

        assertThrows(Unreadable.class, () -> Member.object(object, "m"));
    }

    private static ObjectNode object(String text) throws Unreadable {
        return StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
    }
}
