package dev.autonomy.registry.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningTest {

    /**
     * A technician may call the folder on a stick as he likes; the tag in it is the publisher's.
     */
    @ParameterizedTest
    @CsvSource({
        "registry.example/robot-behavior:v1, false",
        "registry.example/robot-behavior:v2, true",
        "not a reference, true"
    })
    void of_an_oci_layout_only_the_tag_is_a_name(String named, boolean isRemarkedOn) {
        Reference askedFor =
                new Reference.Tagged(new Repository("", "oci:/media/usb"), new Tag("v1"));

        assertEquals(isRemarkedOn, Warning.otherName(askedFor, named).isPresent());
    }
}
