package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.port.Replicator.Cargo;
import dev.autonomy.registry.progress.RetryObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What skopeo's debug lines tell, and nothing else does: that it waits by itself, up to a minute at
 * a time, because a registry asks for fewer requests (429), which request it began last, and the
 * status with which an upload was refused. The same words in 1.9.3 and 1.22. The lines come from
 * another thread than the questions; times from a nanosecond ticker.
 */
final class DebugLog {

    private static final String HEAD = "time=\"[^\"]*\" level=debug ";
    private static final Pattern DEBUG = Pattern.compile(HEAD);

    /** The whole line: within another message these words may be a registry's own. */
    private static final Pattern WAITING =
            Pattern.compile(
                    HEAD
                            + "msg=\"Too many requests to \\w+://(?:[^/@\\s]*@)?"
                            + "([A-Za-z0-9.:\\[\\]-]+)(?:[/?]\\S*)?: sleeping for"
                            + " ([0-9]{1,4}(?:\\.[0-9]{1,9})?) seconds before next attempt\"");

    private static final Pattern REQUEST =
            Pattern.compile(
                    HEAD
                            + "msg=\"(GET|HEAD|POST|PATCH|PUT|DELETE) https?://(?:[^/@\\s]*@)?"
                            + "([A-Za-z0-9.:\\[\\]-]+)(?:[/?]\\S*)?\"");

    /** The dump of a refusal's head; its reason phrase is the registry's, its number is not. */
    private static final Pattern REFUSED =
            Pattern.compile(
                    HEAD
                            + "msg=\"Error (?:initiating layer upload|uploading layer), response"
                            + " http\\.Response\\{Status:\\\\\"[^\"\\\\]*\\\\\", StatusCode:([0-9]{3}), ");

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Cargo cargo;
    private final RetryObserver retries;
    private final LongSupplier ticker;
    private final long begun;
    private Duration waitsUntil = Duration.ZERO;
    private int waits;
    private Optional<Request> lastRequest = Optional.empty();
    private OptionalInt refused = OptionalInt.empty();

    DebugLog(Cargo cargo, RetryObserver retries, LongSupplier ticker) {
        this.cargo = cargo;
        this.retries = retries;
        this.ticker = ticker;
        this.begun = ticker.getAsLong();
    }

    /** Takes a line of the error output, unless it is one for people. */
    synchronized boolean takes(String line) {
        if (!DEBUG.matcher(line).lookingAt()) {
            return false;
        }
        Matcher waiting = WAITING.matcher(line);
        if (waiting.matches()) {
            Duration said = Duration.ofMillis((long) (Double.parseDouble(waiting.group(2)) * 1000));
            Duration pause = said.compareTo(LONGEST) > 0 ? LONGEST : said;
            Duration until = sinceBegun().plus(pause);
            waitsUntil = until.compareTo(waitsUntil) > 0 ? until : waitsUntil;
            waits++;
            String registry = waiting.group(1);
            retries.again(
                    Attempt.at("copying", cargo.from().at(cargo.whole()), registry),
                    waits,
                    registry + " asks for fewer requests (429)",
                    pause);
        }
        Matcher refusal = REFUSED.matcher(line);
        if (refusal.lookingAt()) {
            refused = OptionalInt.of(Integer.parseInt(refusal.group(1)));
        }
        Matcher request = REQUEST.matcher(line);
        if (request.matches()) {
            lastRequest =
                    Optional.of(new Request(request.group(2), request.group(1).equals("PATCH")));
        }
        return true;
    }

    /** The request that was begun last. */
    synchronized Optional<Request> lastRequest() {
        return lastRequest;
    }

    /** A request to a server ({@code host[:port]}), and whether it is the sending of a blob. */
    record Request(String server, boolean sendsBlob) {}

    /** The status with which an upload was refused last; empty when none was. */
    synchronized OptionalInt refused() {
        return refused;
    }

    /** Whether skopeo does nothing at this moment because it was asked to. */
    synchronized boolean isWaiting() {
        return sinceBegun().compareTo(waitsUntil) < 0;
    }

    private Duration sinceBegun() {
        return Duration.ofNanos(ticker.getAsLong() - begun);
    }
}
