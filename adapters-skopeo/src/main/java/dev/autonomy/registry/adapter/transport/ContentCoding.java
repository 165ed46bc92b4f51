package dev.autonomy.registry.adapter.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Undoes the compression of an answer that was not asked to be compressed; some proxies compress
 * all the same (RFC 9110, 8.4.1).
 */
final class ContentCoding {

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private ContentCoding() {}

    static boolean isGzip(Answer answer) {
        return GZIP.contains(
                answer.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT));
    }

    /**
     * The answer with at most {@code limit} bytes of what was compressed; as it is where not. What
     * arrived as few bytes may become many, so that they are unpacked in turn.
     */
    static Answer undone(Answer answer, int limit, Room room) throws InterruptedException {
        if (!isGzip(answer) || answer.body().extent() == Body.Extent.OVER_LIMIT) {
            return answer;
        }
        room.await();
        try (GZIPInputStream plain =
                new GZIPInputStream(new ByteArrayInputStream(answer.body().bytes()))) {
            byte[] bytes = plain.readNBytes(limit);
            Body.Extent extent = plain.read() < 0 ? Body.Extent.WHOLE : Body.Extent.OVER_LIMIT;
            return answer.with(new Body(bytes, extent));
        } catch (IOException _) {
            // Named gzip and is none: what was sent is what there is.
            return answer;
        }
    }
}
