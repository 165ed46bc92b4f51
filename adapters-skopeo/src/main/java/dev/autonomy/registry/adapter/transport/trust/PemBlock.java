package dev.autonomy.registry.adapter.transport.trust;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a PEM file: its label and the bytes in it (RFC 7468). */
record PemBlock(String label, byte[] der) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /** The blocks in order; text around them is ignored, as is a block that is not base64. */
    static List<PemBlock> parse(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                String base64 = matcher.group(2).replaceAll("\\s", "");
                blocks.add(new PemBlock(matcher.group(1), Base64.getDecoder().decode(base64)));
            } catch (IllegalArgumentException _) {
                continue;
            }
        }
        return blocks;
    }
}
