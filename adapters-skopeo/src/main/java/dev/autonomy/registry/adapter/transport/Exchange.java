package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.outcome.Obstacle;
import java.net.URI;
import java.util.Optional;

/**
 * A request and the redirects it leads to. What authorizes it is sent to the origin it belongs to
 * only, and no more once a redirect has left that.
 */
public final class Exchange implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final Transport transport;
    private final Targets targets;

    public Exchange(Transport transport, Targets targets) {
        this.transport = transport;
        this.targets = targets;
    }

    /** The very answer of this address, without credentials. */
    public Answer once(Call call, URI address) throws Obstacle, InterruptedException {
        return transport.send(call, address, Optional.empty());
    }

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

    @Override
    public void close() {
        transport.close();
    }
}
