package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyArchiveTest {

    private static final String MANIFEST = "{\"policy_bundle_version\":\"1.2.0\"}";
    private static final String NOT_ONE = "it is not a gzip tar";
    private static final String ODD =
            "it has an entry that is not a plain file or folder inside it";
    private static final String TOO_LARGE = "it expands to more than 256 MiB";
    private static final String LONG_HEADERS =
            "one of its entries has more in its headers than is accepted";

    @Test
    void the_manifest_is_found_among_the_rules() throws Exception {
        assertEquals(
                MANIFEST,
                manifest(
                        new PolicyTar()
                                .folder("policies/")
                                .file("policies/a.rego", "package a")
                                .file("manifest.json", MANIFEST)
                                .file("policies/b.rego", "package b")
                                .gzip()));
    }

    @Test
    void names_that_start_with_the_folder_itself_are_the_same_names() throws Exception {
        assertEquals(
                MANIFEST,
                manifest(
                        new PolicyTar()
                                .folder("./")
                                .folder("./policies/")
                                .file("./policies/a.rego", "package a")
                                .file("./manifest.json", MANIFEST)
                                .gzip()));
    }

    @Test
    void a_long_name_is_a_name_like_others() throws Exception {
        String longName = "policies/" + "x".repeat(300) + ".rego";

        assertEquals(
                MANIFEST,
                manifest(
                        new PolicyTar()
                                .file(longName, "package x")
                                .file("manifest.json", MANIFEST)
                                .gzip()));
    }

    @Test
    void a_manifest_elsewhere_is_not_the_manifest() {
        assertRefused(
                "it has no manifest.json",
                new PolicyTar().file("policies/manifest.json", MANIFEST).gzip());
        assertRefused("it has no manifest.json", new PolicyTar().gzip());
    }

    @Test
    void two_manifests_are_one_too_many_even_when_equal() {
        assertRefused(
                "it has two entries manifest.json",
                new PolicyTar()
                        .file("manifest.json", MANIFEST)
                        .file("./manifest.json", MANIFEST)
                        .gzip());
    }

    @Test
    void a_folder_is_not_the_manifest() {
        assertRefused(
                "its manifest.json is a folder", new PolicyTar().folder("manifest.json/").gzip());
    }

    @Test
    void a_manifest_has_at_most_a_mebibyte() throws Exception {
        byte[] full = new byte[1 << 20];
        Arrays.fill(full, (byte) ' ');

        assertEquals(
                full.length, manifest(new PolicyTar().file("manifest.json", full).gzip()).length());
        assertRefused(
                "its manifest.json is larger than 1 MiB",
                new PolicyTar().file("manifest.json", Arrays.copyOf(full, full.length + 1)).gzip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../manifest.json",
                "policies/../manifest.json",
                "policies/..",
                "././manifest.json",
                ".//manifest.json",
                "policies//a.rego",
                "policies/./a.rego",
                "policies\\a.rego",
                "a\nb.rego",
                "a\u001b[2Jb.rego"
            })
    void a_name_that_two_readers_could_understand_differently_is_refused(String name)
            throws IOException {
        byte[] tar =
                joined(
                        PolicyTar.header("manifest.json", '0', MANIFEST.length()),
                        padded(MANIFEST),
                        PolicyTar.header(name, '0', 0),
                        new byte[1024]);

        assertRefused(ODD, PolicyTar.gzip(tar));
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO,
                TarConstants.LF_CONTIG,
                (byte) 'Z'
            })
    void only_files_and_folders_are_accepted(byte kind) {
        assertRefused(
                ODD,
                new PolicyTar()
                        .file("manifest.json", MANIFEST)
                        .entry("policies/a.rego", kind, new byte[0])
                        .gzip());
        assertRefused(ODD, new PolicyTar().entry("manifest.json", kind, new byte[0]).gzip());
    }

    @Test
    void sparse_files_are_refused_in_every_dialect() throws IOException {
        byte[] old = PolicyTar.header("manifest.json", 'S', 0);
        byte[] pax =
                joined(
                        paxHeader(
                                "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n27 GNU.sparse.realsize=512\n"),
                        PolicyTar.header("manifest.json", '0', 512),
                        padded("1\n0\n1\n"));

        assertThrows(
                Unreadable.class,
                () -> PolicyArchive.manifest(PolicyTar.gzip(joined(old, new byte[1024]))));
        assertRefused(ODD, PolicyTar.gzip(joined(pax, new byte[1024])));
    }

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

        assertThrows(Unreadable.class, () -> PolicyArchive.manifest(PolicyTar.gzip(text)));
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
        return new String(PolicyArchive.manifest(archive), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String reason, byte[] archive) {
        assertEquals(
                reason,
                assertThrows(Unreadable.class, () -> PolicyArchive.manifest(archive)).getMessage());
    }

    private static byte[] paxHeader(String records) throws IOException {
        return joined(PolicyTar.header("pax", 'x', records.length()), padded(records));
    }

    private static byte[] padded(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        byte[] block = new byte[1 << 20];
        for (int left = count; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
    }
}
