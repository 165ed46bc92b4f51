package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.testkit.Artifact;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many inputs from numbered seeds: whatever is read, nothing but the declared refusal is thrown,
 * and nothing that was changed is taken for what it was.
 */
class HostileInputTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final Artifact IMAGE = Artifact.image("layer");
    private static final SignatureLayer GOOD = SignatureLayer.good(OURS, IMAGE.digest());

    @FunctionalInterface
    private interface Property {
        void holds(long seed) throws Exception;
    }

    @Test
    void every_spelling_of_an_object_has_one_canonical_form() {
        forSeeds(
                3_000,
                seed -> {
                    RandomJson json = new RandomJson(seed);
                    RandomJson.Members object = json.object();

                    byte[] canonical = canonical(utf8(json.spelled(object)));

                    assertArrayEquals(canonical, canonical(utf8(json.spelled(object))));
                    assertArrayEquals(canonical, canonical(canonical));
                    assertEquals(
                            StrictJson.object(utf8(json.spelled(object))),
                            StrictJson.object(canonical));
                });
    }

    @Test
    void a_damaged_document_is_refused_or_has_a_canonical_form_of_its_own() {
        forSeeds(
                5_000,
                seed -> {
                    RandomJson json = new RandomJson(seed);
                    byte[] damaged =
                            Mutation.of(
                                    utf8(json.spelled(json.object())), new SplittableRandom(seed));
                    try {
                        byte[] canonical = canonical(damaged);
                        assertArrayEquals(canonical, canonical(canonical));
                        assertEquals(StrictJson.object(damaged), StrictJson.object(canonical));
                    } catch (Unreadable refusal) {
                        assertFalse(refusal.getMessage().isEmpty());
                    }
                });
    }

    @Test
    void a_damaged_lock_keeps_its_fingerprint_only_where_it_says_the_same() throws Exception {
        byte[] lock = Lock.of(IMAGE.digest(), "v1.2.0", IMAGE.digest());
        byte[] canonical = CanonicalJson.of(lock, LockFingerprint.MEMBER);
        forSeeds(
                5_000,
                seed -> {
                    byte[] damaged = Mutation.of(lock, new SplittableRandom(seed));
                    try {
                        LockDocument read = LockDocument.read(damaged);
                        if (read.statedFingerprint().equals(Optional.of(read.fingerprint()))) {
                            assertArrayEquals(
                                    canonical, CanonicalJson.of(damaged, LockFingerprint.MEMBER));
                        }
                    } catch (Unreadable refusal) {
                        assertFalse(refusal.getMessage().isEmpty());
                    }
                });
    }

    @Test
    void every_time_that_is_written_is_read() {
        forSeeds(
                5_000,
                seed -> {
                    OffsetDateTime time = time(new SplittableRandom(seed));

                    assertEquals(Optional.of(time.toInstant()), read(written(time)));
                });
    }

    @Test
    void a_damaged_time_is_no_time_or_the_one_its_characters_say() {
        forSeeds(
                20_000,
                seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    String damaged =
                            new String(
                                    Mutation.of(utf8(written(time(random))), random),
                                    StandardCharsets.UTF_8);

                    read(damaged).ifPresent(instant -> assertEquals(byItsDigits(damaged), instant));
                });
    }

    @Test
    void a_damaged_key_file_is_refused_or_holds_the_same_key() {
        byte[] pem = utf8(OURS.pem());
        forSeeds(
                10_000,
                seed -> {
                    byte[] damaged = Mutation.of(pem, new SplittableRandom(seed));
                    try {
                        TrustedKey key = PublicKeyFile.content(damaged);
                        assertArrayEquals(OURS.spki(), key.subjectPublicKeyInfo());
                    } catch (Unreadable refusal) {
                        assertFalse(refusal.getMessage().isEmpty());
                    }
                });
    }

    @Test
    void a_damaged_key_is_refused_or_survives_the_round_trip() {
        byte[][] keys = {OURS.spki(), SigningKey.ed25519().spki(), SigningKey.rsa(2048).spki()};
        forSeeds(
                6_000,
                seed -> {
                    byte[] damaged =
                            Mutation.of(keys[(int) (seed % 3)], new SplittableRandom(seed));
                    try {
                        TrustedKey key = SubjectPublicKey.read(damaged);
                        assertArrayEquals(damaged, SubjectPublicKey.of(key).getEncoded());
                    } catch (Unreadable refusal) {
                        assertFalse(refusal.getMessage().isEmpty());
                    }
                });
    }

    @Test
    void a_damaged_payload_is_never_accepted() {
        forSeeds(
                1_000,
                seed -> {
                    byte[] damaged = Mutation.of(GOOD.payload(), new SplittableRandom(seed));
                    if (!Arrays.equals(damaged, GOOD.payload())) {
                        assertRefused(
                                new SignatureLayer(GOOD.mediaType(), damaged, GOOD.annotations()));
                    }
                });
    }

    @Test
    void a_damaged_signature_is_never_accepted() {
        forSeeds(
                1_000,
                seed -> {
                    byte[] damaged = Mutation.of(GOOD.signature(), new SplittableRandom(seed));
                    if (!Arrays.equals(damaged, GOOD.signature())) {
                        assertRefused(
                                GOOD.with(
                                        SignatureLayer.SIGNATURE,
                                        Base64.getEncoder().encodeToString(damaged)));
                    }
                });
    }

    @Test
    void a_damaged_signature_annotation_is_never_accepted() {
        byte[] base64 = utf8(GOOD.annotations().get(SignatureLayer.SIGNATURE));
        forSeeds(
                1_000,
                seed -> {
                    byte[] damaged = Mutation.of(base64, new SplittableRandom(seed));
                    if (!Arrays.equals(damaged, base64)) {
                        assertRefused(
                                GOOD.with(
                                        SignatureLayer.SIGNATURE,
                                        new String(damaged, StandardCharsets.UTF_8)));
                    }
                });
    }

    @Test
    void what_our_key_signed_damaged_is_accepted_only_with_the_exact_digest_and_type() {
        forSeeds(
                2_000,
                seed -> {
                    byte[] damaged = Mutation.of(GOOD.payload(), new SplittableRandom(seed));
                    VerificationReport report = verify(SignatureLayer.of(OURS, damaged));
                    if (report.verdict().isAcceptable()) {
                        JsonNode payload = StrictJson.object(damaged);
                        assertEquals(
                                "cosign container image signature",
                                payload.at("/critical/type").textValue());
                        assertEquals(
                                IMAGE.digest().toString(),
                                payload.at("/critical/image/docker-manifest-digest").textValue());
                        assertTrue(
                                SignedTime.read(payload.at("/optional/autonomy.signed-at"))
                                        .isPresent());
                    }
                });
    }

    @Test
    void a_damaged_policy_bundle_is_refused_or_holds_the_same_manifest() throws Exception {
        byte[] archive = PolicyTar.ofVersion("1.2.0");
        byte[] manifest = PolicyArchive.manifest(new ByteArrayInputStream(archive));
        forSeeds(
                5_000,
                seed -> {
                    byte[] damaged = Mutation.of(archive, new SplittableRandom(seed));
                    try {
                        assertArrayEquals(
                                manifest,
                                PolicyArchive.manifest(new ByteArrayInputStream(damaged)));
                    } catch (Unreadable refusal) {
                        assertFalse(refusal.getMessage().isEmpty());
                    }
                });
    }

    @Test
    void a_policy_bundle_damaged_before_it_was_compressed_is_refused_or_read() {
        byte[] tar =
                new PolicyTar()
                        .file("policies/" + "x".repeat(200) + ".rego", "package x")
                        .file("manifest.json", "{\"policy_bundle_version\":\"1.2.0\"}")
                        .plain();
        forSeeds(
                5_000,
                seed -> {
                    byte[] damaged = Mutation.of(tar, new SplittableRandom(seed));
                    try {
                        PolicyBundle.read(
                                IMAGE.digest(), new ByteArrayInputStream(PolicyTar.gzip(damaged)));
                    } catch (Unreadable refusal) {
                        assertFalse(refusal.getMessage().isEmpty());
                    }
                });
    }

    private static void forSeeds(int count, Property property) {
        LongStream.range(0, count)
                .forEach(
                        seed -> {
                            try {
                                property.holds(seed);
                            } catch (Exception | AssertionError e) {
                                throw new AssertionError("with seed " + seed, e);
                            }
                        });
    }

    private static void assertRefused(SignatureLayer layer) throws Exception {
        VerificationReport report = verify(layer);
        assertFalse(report.verdict().isAcceptable(), report::toString);
        assertTrue(report.findings().getFirst().outcome() instanceof StepOutcome.Fail);
        assertTrue(report.accepted().isEmpty());
    }

    private static VerificationReport verify(SignatureLayer layer) throws Exception {
        return new Scene(OURS)
                .with(BundlePart.IMAGE, IMAGE, Manifests.signatures(layer))
                .verifyImage();
    }

    private static OffsetDateTime time(SplittableRandom random) {
        return OffsetDateTime.of(
                LocalDateTime.ofEpochSecond(
                        random.nextLong(-62_167_219_200L, 253_402_300_800L),
                        random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000),
                        ZoneOffset.UTC),
                ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60));
    }

    private static String written(OffsetDateTime time) {
        String seconds = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
        String fraction = time.getNano() == 0 ? "" : ".%09d".formatted(time.getNano());
        return seconds + fraction + time.format(DateTimeFormatter.ofPattern("XXX"));
    }

    private static Optional<Instant> read(String text) {
        return SignedTime.read(TextNode.valueOf(text));
    }

    /** RFC 3339 by position, without java.time's parser. */
    private static Instant byItsDigits(String text) {
        int zone = text.endsWith("Z") ? text.length() - 1 : text.length() - 6;
        assertTrue(text.chars().allMatch(c -> c < 0x80), text);
        String fraction =
                zone > 19 ? (text.substring(20, zone) + "000000000").substring(0, 9) : "0";
        int minutes = text.endsWith("Z") ? 0 : number(text, zone + 1) * 60 + number(text, zone + 4);
        return LocalDateTime.of(
                        number(text, 0) * 100 + number(text, 2),
                        number(text, 5),
                        number(text, 8),
                        number(text, 11),
                        number(text, 14),
                        number(text, 17),
                        Integer.parseInt(fraction))
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(60L * (text.charAt(zone) == '-' ? -minutes : minutes));
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static byte[] canonical(byte[] document) throws Unreadable {
        return CanonicalJson.of(document, "no such member");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
