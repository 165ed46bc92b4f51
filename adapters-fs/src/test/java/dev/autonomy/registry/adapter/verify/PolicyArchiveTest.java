package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.PolicyTar.joined;
import static dev.autonomy.registry.adapter.verify.PolicyTar.padded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which entries a policy bundle may have, and which of them is its manifest. */
class PolicyArchiveTest {

    private static final String MANIFEST = "{\"policy_bundle_version\":\"1.2.0\"}";
    private static final String ODD =
            "it has an entry that is not a plain file or folder inside it";

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
                () ->
                        PolicyArchive.manifest(
                                new ByteArrayInputStream(
                                        PolicyTar.gzip(joined(old, new byte[1024])))));
        assertRefused(ODD, PolicyTar.gzip(joined(pax, new byte[1024])));
    }

    private static byte[] paxHeader(String records) throws IOException {
        return joined(PolicyTar.header("pax", 'x', records.length()), padded(records));
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
