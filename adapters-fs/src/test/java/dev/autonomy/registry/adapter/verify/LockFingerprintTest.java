package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockFingerprintTest {

    /** The hash of nothing and of "abc", from the BLAKE3 reference implementation. */
    @Test
    void it_is_blake3_with_256_bits() {
        assertEquals(
                "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
                LockFingerprint.of(new byte[0]));
        assertEquals(
                "blake3:6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
                LockFingerprint.of(new byte[] {'a', 'b', 'c'}));
    }

    @Test
    void layout_and_the_fingerprint_s_own_member_do_not_matter() {
        assertEquals(
                LockFingerprint.of("{\"a\":1,\"b\":2}"),
                LockFingerprint.of(
                        "{ \"b\":2, \"behavioral_fingerprint\":\"blake3:00\", \"a\":1 }"));
    }

    @Test
    void every_other_member_matters() {
        String lock = LockFingerprint.of("{\"a\":1}");

        assertFalse(lock.equals(LockFingerprint.of("{\"a\":1.0}")));
        assertFalse(lock.equals(LockFingerprint.of("{\"a\":1,\"b\":null}")));
        assertFalse(lock.equals(LockFingerprint.of("{\"a\":\"1\"}")));
    }

    @Test
    void its_form_is_blake3_and_64_lower_case_hex_digits() {
        assertTrue(LockFingerprint.isWellFormed("blake3:" + "0123456789abcdef".repeat(4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "blake3:",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "BLAKE3:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "blake3:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
                "blake3:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                "blake3:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "blake3:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
                " blake3:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void no_other_form_is_a_fingerprint(String text) {
        assertFalse(LockFingerprint.isWellFormed(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"a\":\"\\ud800\"}", "{\"a\":1,\"a\":1}"})
    void a_lock_that_is_not_strict_json_has_no_fingerprint(String lock) {
        assertThrows(IllegalArgumentException.class, () -> LockFingerprint.of(lock));
    }

    @Test
    void a_text_with_half_of_a_surrogate_pair_has_no_fingerprint() {
        assertThrows(
                IllegalArgumentException.class, () -> LockFingerprint.of("{\"a\":\"\ud800\"}"));
    }
}
