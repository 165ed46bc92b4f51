package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.testkit.Artifact;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed documents that a tool written in Go would read otherwise, by a name's case. */
class TwoReadersTest {

    private static final String DIGEST = "\"digest\":\"sha256:" + "1".repeat(64) + "\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Agent_Artifact\":{}",
                "\"POLICY_BUNDLE\":{}",
                "\"policy_bundle\":{\"ref\":\"a\",\"Ref\":\"b\"}",
                "\"policy_bundle\":{\"Digest\":\"b\"}",
                "\"policy_bundle\":{\"x\":1,\"X\":1}",
                "\"inputs\":{\"prompt_ha\u017fh\":\"b\"}",
                "\"behavioral_fingerprint\":\"a\",\"Behavioral_Fingerprint\":\"b\"",
                "\"x\":1,\"x\":1",
                "\"x\":{\"y\":1,\"y\":1}"
            })
    void a_lock_is_refused(String member) {
        assertThrows(Unreadable.class, () -> lock(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"z\":1,\"Z\":2", "\"x\":{\"y\":1,\"Y\":1}", "\"x\":[{\"y\":1},{\"Y\":1}]"})
    void the_further_members_of_a_lock_are_data(String member) {
        assertDoesNotThrow(() -> lock(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"critical\":{},\"Critical\":{}",
                "\"CRITICAL\":{}",
                "\"critical\":{\"type\":\"x\",\"Type\":\"x\"}",
                "\"critical\":{\"image\":{\"Docker-Manifest-Digest\":\"x\"}}",
                "\"critical\":{\"image\":{\"docker-manifest-digest\":\"x\",\"doc\u212aer-manifest-digest\":\"x\"}}",
                "\"critical\":{},\"optional\":{},\"Optional\":{}",
                "\"critical\":{},\"optional\":{\"a\":\"\",\"a\":\"\"}"
            })
    void a_payload_is_refused(String members) {
        assertThrows(
                Unreadable.class,
                () -> SimpleSigning.read(bytes(members), Artifact.sha256(new byte[0])));
    }

    @Test
    void what_a_signer_adds_is_data() {
        assertDoesNotThrow(
                () ->
                        SimpleSigning.read(
                                bytes("\"critical\":{},\"optional\":{\"a\":\"\",\"A\":\"\"}"),
                                Artifact.sha256(new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"_type\":\"x\",\"_Type\":\"x\",\"subject\":[]",
                "\"subject\":[],\"\u017fubject\":[]",
                "\"subject\":[],\"PredicateType\":\"x\"",
                "\"subject\":[{\"digest\":{},\"Digest\":{}}]",
                "\"subject\":[{\"name\":\"a\",\"Name\":\"a\"}]",
                "\"subject\":[],\"predicate\":{\"a\":1,\"a\":1}"
            })
    void a_statement_is_refused(String members) {
        assertThrows(
                Unreadable.class,
                () -> InTotoStatement.read(bytes(members), Artifact.sha256(new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"subject\":[{\"annotations\":{\"a\":\"\",\"A\":\"\"}}]",
                "\"subject\":[{\"digest\":{\"sha256\":\"\",\"SHA256\":\"\"}}]",
                "\"subject\":[],\"predicate\":{\"a\":1,\"A\":1}"
            })
    void what_a_statement_is_about_and_says_is_data(String members) {
        assertDoesNotThrow(
                () -> InTotoStatement.read(bytes(members), Artifact.sha256(new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"policy_bundle_version\":\"1.0.0\",\"Policy_Bundle_Version\":\"2.0.0\"",
                "\"Policy_Bundle_Version\":\"2.0.0\"",
                "\"policy_bundle_version\":\"1.0.0\",\"x\":1,\"X\":1"
            })
    void a_policy_is_refused(String members) {
        byte[] archive = new PolicyTar().file("manifest.json", bytes(members)).gzip();

        assertThrows(
                Unreadable.class,
                () -> PolicyBundle.read(Sha256.of(archive), new ByteArrayInputStream(archive)));
    }

    private static LockDocument lock(String member) throws Unreadable {
        return LockDocument.read(bytes("\"agent_artifact\":{" + DIGEST + "}," + member));
    }

    private static byte[] bytes(String members) {
        return ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
    }
}
