package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.PolicyTar.joined;
import static dev.autonomy.registry.adapter.verify.PolicyTar.padded;
import static dev.autonomy.registry.adapter.verify.PolicyTar.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gzip and the tar that a policy bundle is read from, and how far they may expand. */
class PolicyArchiveStreamTest {

    private static final String MANIFEST = "{\"policy_bundle_version\":\"1.2.0\"}";
    private static final String NOT_ONE = "it is not a gzip tar";
    private static final String TOO_LARGE = "it expands to more than 256 MiB";
    private static final String LONG_HEADERS =
            "one of its entries has more in its headers than is accepted";

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}"})
    void what_is_no_gzip_is_refused(String content) {
        assertRefused(NOT_ONE, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_tar_that_is_not_compressed_is_refused() {
        assertRefused(NOT_ONE, new PolicyTar().file("manifest.json", MANIFEST).plain());
    }

    @Test
    void a_gzip_of_something_else_is_refused() {
        byte[] text = "x".repeat(2048).getBytes(StandardCharsets.UTF_8);

        assertThrows(
                Unreadable.class,
                () -> PolicyArchive.manifest(new ByteArrayInputStream(PolicyTar.gzip(text))));
    }

    @Test
    void a_gzip_that_is_cut_off_or_changed_is_refused() {
        byte[] good = PolicyTar.ofVersion("1.2.0");
        byte[] otherSum = good.clone();
        otherSum[good.length - 6] ^= 1;

        assertRefused(NOT_ONE, Arrays.copyOf(good, good.length - 9));
        assertRefused(NOT_ONE, Arrays.copyOf(good, good.length - 1));
        assertRefused(NOT_ONE, otherSum);
    }

    @Test
    void a_tar_that_is_cut_off_is_refused() {
        byte[] tar = new PolicyTar().file("manifest.json", MANIFEST).plain();

        assertRefused(NOT_ONE, PolicyTar.gzip(Arrays.copyOf(tar, 512 + 10)));
        assertRefused("it is cut off", PolicyTar.gzip(Arrays.copyOf(tar, 1024 + 100)));
    }

    @Test
    void an_entry_that_lies_about_its_size_is_refused() throws IOException {
        byte[] lying = joined(PolicyTar.header("manifest.json", '0', 4096), padded(MANIFEST));

        assertRefused(NOT_ONE, PolicyTar.gzip(joined(lying, new byte[1024])));
        assertRefused(
                TOO_LARGE,
                PolicyTar.gzip(joined(PolicyTar.header("a.rego", '0', 8L << 30), new byte[512])));
    }

    @Test
    void members_of_a_gzip_are_read_as_one_stream() throws Exception {
        byte[] tar = new PolicyTar().file("manifest.json", MANIFEST).plain();
        byte[] inTwo =
                joined(
                        PolicyTar.gzip(Arrays.copyOf(tar, 700)),
                        PolicyTar.gzip(Arrays.copyOfRange(tar, 700, tar.length)));

        assertEquals(MANIFEST, manifest(inTwo));
    }

    @Test
    void a_second_archive_behind_the_first_is_refused() throws IOException {
        byte[] second = new PolicyTar().file("manifest.json", "{}").gzip();

        assertRefused(
                "there is other content behind its end",
                joined(PolicyTar.ofVersion("1.2.0"), second));
    }

    @Test
    void ten_thousand_entries_are_accepted_and_one_more_is_not() throws Exception {
        PolicyTar most = new PolicyTar().file("manifest.json", MANIFEST);
        PolicyTar tooMany = new PolicyTar().file("manifest.json", MANIFEST);
        for (int i = 1; i < 10_000; i++) {
            most.file(i + ".rego", "");
            tooMany.file(i + ".rego", "");
        }

        assertEquals(MANIFEST, manifest(most.gzip()));
        assertRefused("it has more than 10000 entries", tooMany.file("one more.rego", "").gzip());
    }

    @Test
    void a_bundle_that_expands_without_end_is_refused_wherever_it_does() throws IOException {
        byte[] head = PolicyTar.header("a.rego", '0', 200L << 20);
        byte[] bombInEntries =
                PolicyTar.gzip(
                        out -> {
                            for (int i = 0; i < 2; i++) {
                                out.write(head);
                                zeros(out, 200 << 20);
                            }
                        });
        byte[] bombBehindTheEnd = PolicyTar.gzip(out -> zeros(out, 300 << 20));

        assertRefused(TOO_LARGE, bombInEntries);
        assertRefused(TOO_LARGE, bombBehindTheEnd);
    }

    @Test
    void skipping_an_entry_expands_no_further_than_the_limit() {
        byte[] bomb =
                PolicyTar.gzip(
                        out -> {
                            out.write(PolicyTar.header("a.rego", '0', 256L << 20));
                            zeros(out, 400 << 20);
                        });

        assertRefused(TOO_LARGE, bomb);
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g'})
    void a_header_that_lengthens_others_without_end_is_refused(char kind) {
        byte[] bomb =
                PolicyTar.gzip(
                        out -> {
                            out.write(PolicyTar.header("long", kind, 100 << 20));
                            out.write("104857600 path=".getBytes(StandardCharsets.US_ASCII));
                            zeros(out, 100 << 20);
                        });

        assertRefused(LONG_HEADERS, bomb);
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'x', 'g'})
    void headers_one_after_the_other_without_end_are_refused(char kind) {
        byte[] bomb =
                PolicyTar.gzip(
                        out -> {
                            for (int i = 0; i < 100_000; i++) {
                                out.write(PolicyTar.header("long", kind, 0));
                            }
                        });

        assertRefused(LONG_HEADERS, bomb);
    }

    private static String manifest(byte[] archive) throws Unreadable {
        return new String(
                PolicyArchive.manifest(new ByteArrayInputStream(archive)), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String reason, byte[] archive) {
        assertEquals(
                reason,
                assertThrows(
                                Unreadable.class,
                                () -> PolicyArchive.manifest(new ByteArrayInputStream(archive)))
                        .getMessage());
    }
}
