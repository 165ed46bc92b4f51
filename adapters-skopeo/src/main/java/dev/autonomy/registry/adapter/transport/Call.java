package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.outcome.Attempt;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request, before it is known where it goes and who asks.
 *
 * @param path at the server, or the whole address elsewhere
 */
public record Call(
        String method,
        String path,
        Map<String, String> headers,
        Optional<byte[]> payload,
        Reception reception,
        Patience patience,
        Attempt attempt) {

    /** How long the beginning of an answer may take, in stall times (spec 1.5). */
    public enum Patience {
        USUAL(1),
        AFTER_A_BLOB(10);

        private final int stallTimes;

        Patience(int stallTimes) {
            this.stallTimes = stallTimes;
        }

        int stallTimes() {
            return stallTimes;
        }
    }

    /** One that sends nothing and wants no content. */
    public static Call bare(String method, String path, Attempt attempt) {
        return small(method, path, Map.of(), Optional.empty(), Patience.USUAL, attempt);
    }

    /** One whose answer carries no content. */
    public static Call small(
            String method,
            String path,
            Map<String, String> headers,
            Optional<byte[]> payload,
            Patience patience,
            Attempt attempt) {
        return new Call(method, path, headers, payload, new Body.Small(), patience, attempt);
    }

    /** The same at the address that an answer names for it. */
    public Call at(URI address) {
        return new Call(method, address.toString(), headers, payload, reception, patience, attempt);
    }

    public boolean isQuestion() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
