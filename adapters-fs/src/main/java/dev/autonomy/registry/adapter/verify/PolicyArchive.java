package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The gzip tar of a policy bundle, walked to its end as a stream and never unpacked (spec 2.1). */
final class PolicyArchive {

    static final long MAX_EXPANDED = 256L << 20;
    static final int MAX_ENTRIES = 10_000;
    static final int MAX_MANIFEST = 1 << 20;

    /** What one entry may take in headers: long names and extensions are read into memory. */
    static final long MAX_HEADERS = 64L << 10;

    private static final String MANIFEST = "manifest.json";
    private static final int RECORD = 512;

    private final Expansion expansion;
    private final TarArchiveInputStream tar;
    private Optional<byte[]> manifest = Optional.empty();

    private PolicyArchive(Expansion expansion, TarArchiveInputStream tar) {
        this.expansion = expansion;
        this.tar = tar;
    }

    /** The content of {@code manifest.json}; everything else is only looked at. */
    static byte[] manifest(InputStream archive) throws Unreadable {
        try (Expansion expansion = new Expansion(new GZIPInputStream(archive), MAX_EXPANDED);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                expansion, RECORD, RECORD, StandardCharsets.UTF_8.name())) {
            return new PolicyArchive(expansion, tar).walk();
        } catch (Expansion.OverLimit e) {
            throw new Unreadable(e.getMessage());
        } catch (IOException | RuntimeException _) {
            // The tar reader answers odd headers with unchecked exceptions as well.
            throw new Unreadable("it is not a gzip tar");
        }
    }

    private byte[] walk() throws IOException, Unreadable {
        int entries = 0;
        for (TarArchiveEntry entry = next(0); entry != null; entry = next(entry.getSize())) {
            if (++entries > MAX_ENTRIES) {
                throw new Unreadable("it has more than " + MAX_ENTRIES + " entries");
            }
            look(entry);
        }
        refuseRemainder();
        return manifest.orElseThrow(() -> new Unreadable("it has no " + MANIFEST));
    }

    private TarArchiveEntry next(long sizeOfLast) throws IOException {
        if (sizeOfLast > MAX_EXPANDED) {
            throw new Expansion.OverLimit(MAX_EXPANDED);
        }
        expansion.allow(sizeOfLast + RECORD + MAX_HEADERS);
        return tar.getNextEntry();
    }

    private void look(TarArchiveEntry entry) throws IOException, Unreadable {
        String name = plainName(entry);
        if (!isFile(entry) && !entry.isDirectory() || entry.isSparse() || isOdd(name)) {
            throw new Unreadable("it has an entry that is not a plain file or folder inside it");
        }
        if (!name.equals(MANIFEST)) {
            return;
        }
        if (!isFile(entry)) {
            throw new Unreadable("its " + MANIFEST + " is a folder");
        }
        if (manifest.isPresent()) {
            throw new Unreadable("it has two entries " + MANIFEST);
        }
        if (entry.getSize() > MAX_MANIFEST) {
            throw new Unreadable("its " + MANIFEST + " is larger than 1 MiB");
        }
        expansion.allow(entry.getSize());
        manifest = Optional.of(tar.readNBytes(MAX_MANIFEST));
    }

    /** The library's own isFile also holds for devices, pipes and unknown kinds. */
    private static boolean isFile(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM)
                && !entry.isDirectory();
    }

    /** The name without the {@code ./} and the last {@code /} that archivers add. */
    private static String plainName(TarArchiveEntry entry) {
        String name = entry.getName();
        if (name.startsWith("./")) {
            name = name.substring(2);
        }
        return entry.isDirectory() && name.endsWith("/")
                ? name.substring(0, name.length() - 1)
                : name;
    }

    /** Whether two readers could understand the name differently; the folder itself has none. */
    private static boolean isOdd(String name) {
        if (name.isEmpty() || name.equals(".")) {
            return false;
        }
        return name.chars().anyMatch(c -> c == '\\' || c < ' ' || c == 0x7f)
                || Arrays.stream(name.split("/", -1))
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /** Behind the end a tar is padded with zeros; reading on also checks gzip's own sum. */
    private void refuseRemainder() throws IOException, Unreadable {
        expansion.allow(MAX_EXPANDED);
        byte[] buffer = new byte[8 << 10];
        for (int read = expansion.read(buffer); read >= 0; read = expansion.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] != 0) {
                    throw new Unreadable("there is other content behind its end");
                }
            }
        }
        if (expansion.length() % RECORD != 0) {
            throw new Unreadable("it is cut off");
        }
    }
}
