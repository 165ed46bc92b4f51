package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trusted root's file: what is recorded of it, and what is wrong with others. */
class TrustedRootFileTest {

    private static KeylessScene scene;
    private ObjectNode root;
    @TempDir private Path folder;

    @BeforeAll
    static void build_a_public_key_infrastructure() throws Exception {
        scene = new KeylessScene();
    }

    @BeforeEach
    void write_a_good_root() {
        root = scene.trustedRoot();
    }

    @Test
    void the_identity_is_loaded_with_the_document_and_its_digest() throws Exception {
        byte[] document = KeylessScene.bytes(root);

        TrustedIdentity loaded = read(document);

        assertEquals(LeafRequest.IDENTITY, loaded.identity());
        assertEquals(LeafRequest.ISSUER, loaded.issuer());
        assertEquals(Sha256.of(document), loaded.trustedRoot());
        assertArrayEquals(document, loaded.document());
    }

    @Test
    void the_newer_name_of_its_media_type_is_known() throws Exception {
        root.put("mediaType", "application/vnd.dev.sigstore.trustedroot.v0.1+json");

        assertEquals(LeafRequest.IDENTITY, read(KeylessScene.bytes(root)).identity());
    }

    @Test
    void members_of_later_versions_do_not_matter() throws Exception {
        root.putObject("somethingNew");

        assertEquals(LeafRequest.IDENTITY, read(KeylessScene.bytes(root)).identity());
    }

    /** Timestamps are not looked at, and neither is who makes them. */
    @Test
    void authorities_of_timestamps_do_not_matter() throws Exception {
        root.putArray("timestampAuthorities").addObject().put("uri", "not an address");

        assertEquals(LeafRequest.IDENTITY, read(KeylessScene.bytes(root)).identity());
    }

    @Test
    void a_log_with_a_key_of_an_unknown_kind_does_no_harm_to_the_others() throws Exception {
        ObjectNode unknown = LocalAuthority.log("https://new.test", SigningKey.p256());
        ((ObjectNode) unknown.path("publicKey")).put("keyDetails", "ML_DSA_65");
        root.withArray("tlogs").add(unknown);
        root.withArray("ctlogs").add(unknown.deepCopy());
        KeylessCheck check = new KeylessCheck(read(KeylessScene.bytes(root)), new RecentProofs());

        KeylessScene.assertSigned(
                KeylessScene.STATEMENT,
                check.bundle(
                        KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT))));
    }

    @ParameterizedTest
    @CsvSource({"tlogs", "ctlogs"})
    void logs_with_keys_of_unknown_kinds_alone_are_refused(String logs) {
        ((ObjectNode) root.at("/" + logs + "/0/publicKey")).put("keyDetails", "ML_DSA_65");

        assertRefused("the keys of its logs are of no kind that can be used here");
    }

    @ParameterizedTest
    @CsvSource({
        "certificateAuthorities, certificate authority",
        "ctlogs, log of certificates",
        "tlogs, log of signatures"
    })
    void somebody_of_each_kind_must_be_named(String member, String what) {
        root.putArray(member);
        assertRefused("it names no " + what);

        root.remove(member);
        assertRefused("it names no " + what);

        root.put(member, "everybody");
        assertRefused("it names no " + what);
    }

    @ParameterizedTest
    @CsvSource({
        "/certificateAuthorities/0/validFor, certificate authority",
        "/ctlogs/0/publicKey/validFor, log of certificates",
        "/tlogs/0/publicKey/validFor, log of signatures"
    })
    void everybody_is_trusted_from_some_moment_on(String place, String what) {
        ((ObjectNode) root.at(place)).remove("start");

        assertRefused("a " + what + " in it lacks the start of its validity");
    }

    @ParameterizedTest
    @CsvSource({
        "/certificateAuthorities/0/validFor, start, yesterday",
        "/certificateAuthorities/0/certChain/certificates/0, rawBytes, AAAA",
        "/certificateAuthorities/0, uri, not an address",
        "/tlogs/0/logId, keyId, %"
    })
    void what_cannot_be_read_in_it_is_refused(String place, String member, String value) {
        ((ObjectNode) root.at(place)).put(member, value);

        assertRefused("a certificate, key, address or time in it cannot be read");
    }

    @Test
    void an_authority_without_certificates_is_refused() {
        ((ObjectNode) root.at("/certificateAuthorities/0/certChain")).putArray("certificates");

        assertRefused("a certificate, key, address or time in it cannot be read");
    }

    @Test
    void another_document_is_refused_by_its_media_type() {
        root.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");

        assertRefused(
                "it is not a trusted root (trusted_root.json): its mediaType is"
                        + " \"application/vnd.dev.sigstore.bundle.v0.3+json\"");
    }

    @Test
    void a_document_without_a_media_type_is_refused() {
        root.remove("mediaType");

        assertRefused("it is not a trusted root (trusted_root.json): its mediaType is \"nothing\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN PUBLIC KEY-----", "[]"})
    void something_that_is_no_object_is_refused(String text) {
        assertEquals("it is not a JSON object", refusal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_member_twice_is_refused() {
        String twice = "{\"tlogs\":[],\"tlogs\":[]}";

        assertEquals(
                "it states one member twice (line 1, column 13)",
                refusal(twice.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_file_over_a_mebibyte_is_refused() {
        assertEquals("it is too large for a trusted root", refusal(new byte[(1 << 20) + 1]));
    }

    @Test
    void a_folder_is_refused() {
        assertEquals("it is a folder", refusal(folder));
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertEquals("there is no such file", refusal(folder.resolve("absent.json")));
    }

    @Test
    void what_a_windows_editor_made_of_it_is_said() {
        String json = new String(KeylessScene.bytes(root), StandardCharsets.UTF_8);

        assertEquals(
                "it starts with a byte order mark; save it as UTF-8 without one",
                refusal(("\uFEFF" + json).getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "it is in UTF-16; save it as UTF-8",
                refusal(json.getBytes(StandardCharsets.UTF_16)));
        assertEquals(
                "it is in UTF-16; save it as UTF-8",
                refusal(json.getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void a_name_that_no_file_can_have_is_refused() {
        assertEquals(
                "it cannot be read",
                assertThrows(Obstacle.TrustUnusable.class, () -> TrustedRootFile.read(policy("\0")))
                        .seen());
    }

    private void assertRefused(String reason) {
        assertEquals(reason, refusal(KeylessScene.bytes(root)));
    }

    private String refusal(byte[] document) {
        return assertThrows(Obstacle.TrustUnusable.class, () -> read(document)).seen();
    }

    private static String refusal(Path file) {
        return assertThrows(
                        Obstacle.TrustUnusable.class,
                        () -> TrustedRootFile.read(policy(file.toString())))
                .seen();
    }

    private TrustedIdentity read(byte[] document) throws Exception {
        Path file = Files.write(folder.resolve("trusted_root.json"), document);
        return TrustedRootFile.read(policy(file.toString()));
    }

    private static TrustPolicy.ByIdentity policy(String file) {
        return new TrustPolicy.ByIdentity(
                LeafRequest.IDENTITY, LeafRequest.ISSUER, file, new Freshness.Unchecked());
    }
}
