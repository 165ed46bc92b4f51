package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.trust.Trust;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.net.URI;
import java.util.Optional;

/**
 * Requests on behalf of one registry, and the redirects they lead to. What authorizes a request is
 * sent to the origin it belongs to only, and no more once a redirect has left that.
 */
public final class Exchange implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final Transport transport;
    private final Targets targets;

    /**
     * @param registry by the name that its folder of certificates has
     */
    public Exchange(String registry, RegistrySettings settings, Trust trust) {
        this.transport =
                new Transport(
                        settings.stallTimeout(),
                        new ProxyRules(settings),
                        () -> trust.towards(registry));
        this.targets = new Targets(settings.plainHttp());
    }

    /** The very answer of this address, without credentials. */
    public Answer once(Call call, URI address) throws Obstacle, InterruptedException {
        return transport.send(call, address, Optional.empty());
    }

    /** The same, where more requests will follow. */
    public Answer greet(Call call, URI address) throws Obstacle, InterruptedException {
        return transport.greet(call, address);
    }

    /** The answer at the end of all redirects, with credentials that belong to the home. */
    public Answer follow(Call call, URI start, Origin home, Optional<String> authorization)
            throws Obstacle, InterruptedException {
        Optional<String> credentials = authorization;
        URI target = start;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            if (!Origin.of(target).equals(home)) {
                credentials = Optional.empty();
            }
            Answer answer = transport.send(call, target, credentials);
            Optional<URI> next = targets.redirect(answer, call);
            if (next.isEmpty()) {
                return answer;
            }
            target = next.get();
        }
        throw new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                call.attempt(),
                "expected an answer, found more than " + MOST_REDIRECTS + " redirects in a row");
    }

    /** The answer's Location, as an address that may be followed. */
    public URI location(Answer answer, Attempt attempt) throws Obstacle {
        return targets.location(answer, attempt);
    }

    /** The page that follows this one (RFC 8288; OCI distribution spec); empty on the last. */
    public Optional<URI> next(Answer answer, Attempt attempt) throws Obstacle {
        return targets.next(answer, attempt);
    }

    /** Whether clear text may be spoken there (spec 1.6). */
    public boolean mayBePlain(Origin origin) {
        return targets.mayBePlain(origin);
    }

    /** Whether a server on this machine speaks HTTP in clear text; false where it is in doubt. */
    public static boolean isClearText(Origin server) throws InterruptedException {
        return ClearTextProbe.isClearText(server);
    }

    /** The address that a server or a reference names; http or https, with a host. */
    public static URI address(String text) throws Unreadable {
        return Address.parse(text);
    }

    @Override
    public void close() {
        transport.close();
    }
}
