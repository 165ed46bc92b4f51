package dev.autonomy.registry.adapter.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes policy bundles, well-formed and otherwise. */
final class PolicyTar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar;

    PolicyTar() {
        tar = new TarArchiveOutputStream(bytes);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    /** A complete bundle of this version. */
    static byte[] ofVersion(String version) {
        return new PolicyTar()
                .file("manifest.json", "{\"policy_bundle_version\":\"" + version + "\"}")
                .file("policies/motion.rego", "package motion\n\ndefault allow := false\n")
                .gzip();
    }

    PolicyTar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    PolicyTar file(String name, byte[] content) {
        return entry(name, TarConstants.LF_NORMAL, content);
    }

    PolicyTar folder(String name) {
        return entry(name, TarConstants.LF_DIR, new byte[0]);
    }

    PolicyTar entry(String name, byte kind, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setSize(content.length);
        if (kind == TarConstants.LF_SYMLINK || kind == TarConstants.LF_LINK) {
            entry.setLinkName("manifest.json");
        }
        return written(
                () -> {
                    tar.putArchiveEntry(entry);
                    tar.write(content);
                    tar.closeArchiveEntry();
                });
    }

    /** The archive with its end and padding, not compressed. */
    byte[] plain() {
        written(tar::close);
        return bytes.toByteArray();
    }

    byte[] gzip() {
        return gzip(plain());
    }

    static byte[] gzip(byte[] content) {
        return gzip(out -> out.write(content));
    }

    static byte[] gzip(Content content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            content.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** A tar header by hand, for what an archiver refuses to write. */
    static byte[] header(String name, char kind, long size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = (byte) kind;
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private PolicyTar written(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    static byte[] padded(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
    }

    static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    static void zeros(OutputStream out, int count) throws IOException {
        byte[] block = new byte[1 << 20];
        for (int left = count; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
    }
}
