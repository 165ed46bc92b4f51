package dev.autonomy.registry.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A two-platform image of made-up files. */
final class SampleImage {

    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final int FILE_SIZE = 400_000;

    private SampleImage() {}

    static Content platform(String architecture, Random random) {
        byte[] noise = new byte[FILE_SIZE];
        random.nextBytes(noise);
        byte[] tar = tar(Map.of("opt/robot/behaviour-" + architecture, noise));
        byte[] layer = gzip(tar);
        byte[] config =
                """
                {"architecture":"%s","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}"""
                        .formatted(architecture, Content.sha256(tar))
                        .getBytes(StandardCharsets.UTF_8);
        return new Content(
                Content.manifest(
                        Content.descriptor(CONFIG, config, ""),
                        List.of(Content.descriptor(LAYER, layer, ""))),
                List.of(config, layer));
    }

    static Content index(Content amd64, Content arm64) {
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}"""
                        .formatted(INDEX, entry(amd64, "amd64"), entry(arm64, "arm64"));
        return new Content(Content.manifest(INDEX, json), List.of());
    }

    private static String entry(Content child, String architecture) {
        return Content.descriptor(
                MANIFEST,
                child.manifest().bytes(),
                ",\"platform\":{\"architecture\":\"%s\",\"os\":\"linux\"}".formatted(architecture));
    }

    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
