package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A policy bundle, a gzip tar read as a stream and never unpacked: its digest and the version it
 * states (spec 2.1).
 */
record PolicyBundle(Digest digest, Optional<String> version) {

    private static final long MAX_EXPANDED = 256L << 20;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_MANIFEST = 1 << 20;
    private static final String MANIFEST = "manifest.json";

    static PolicyBundle read(byte[] archive) throws Unreadable {
        Optional<byte[]> manifest = Optional.empty();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new Capped(new GZIPInputStream(new ByteArrayInputStream(archive))))) {
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new Unreadable("it has more than " + MAX_ENTRIES + " entries");
                }
                refuseOddEntry(entry);
                if (plainName(entry).equals(MANIFEST)) {
                    if (manifest.isPresent()) {
                        throw new Unreadable("it has two entries " + MANIFEST);
                    }
                    manifest = Optional.of(content(tar));
                }
            }
        } catch (IOException | IllegalArgumentException _) {
            throw new Unreadable(
                    "it is not a gzip tar, or expands to more than "
                            + (MAX_EXPANDED >> 20)
                            + " MiB");
        }
        ObjectNode document =
                StrictJson.object(
                        manifest.orElseThrow(() -> new Unreadable("it has no " + MANIFEST)));
        return new PolicyBundle(
                Sha256.of(archive), StrictJson.string(document, "policy_bundle_version"));
    }

    private static void refuseOddEntry(TarArchiveEntry entry) throws Unreadable {
        String name = plainName(entry);
        boolean climbs = name.startsWith("/") || Arrays.asList(name.split("/")).contains("..");
        if (climbs
                || name.indexOf('\\') >= 0
                || !(entry.isFile() || entry.isDirectory())
                || entry.isLink()
                || entry.isSymbolicLink()) {
            throw new Unreadable("it has an entry that is not a plain file or folder inside it");
        }
    }

    private static String plainName(TarArchiveEntry entry) {
        String name = entry.getName();
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static byte[] content(InputStream tar) throws IOException, Unreadable {
        byte[] bytes = tar.readNBytes(MAX_MANIFEST + 1);
        if (bytes.length > MAX_MANIFEST) {
            throw new Unreadable("its " + MANIFEST + " is too large");
        }
        return bytes;
    }

    /** Ends a stream that expands to more than any policy bundle. */
    private static final class Capped extends FilterInputStream {

        private long left = MAX_EXPANDED;

        Capped(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("over the limit");
            }
        }
    }
}
