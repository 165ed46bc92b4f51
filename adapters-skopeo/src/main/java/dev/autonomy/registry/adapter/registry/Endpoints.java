package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.login.Authorizer;
import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.adapter.patience.Pause;
import dev.autonomy.registry.adapter.patience.Persistence;
import dev.autonomy.registry.adapter.transport.Exchange;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.trust.Trust;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.progress.RetryObserver;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The registries spoken to in this run, each with what was learnt about it. */
final class Endpoints implements AutoCloseable {

    private final RegistrySettings settings;
    private final RetryObserver retries;
    private final LinkPatience links;
    private final Pause pause;
    private final Trust trust;
    private final LargeAnswers largeAnswers = new LargeAnswers();
    private final WithoutReferrers withoutReferrers = new WithoutReferrers();
    private final Map<String, Endpoint> byRegistry = new ConcurrentHashMap<>();

    Endpoints(RegistrySettings settings, RetryObserver retries, LinkPatience links, Pause pause) {
        this.settings = settings;
        this.retries = retries;
        this.links = links;
        this.pause = pause;
        this.trust = new Trust(settings.home(), settings::variable);
    }

    Endpoint of(Repository repository) {
        return byRegistry.computeIfAbsent(repository.registry(), this::endpoint);
    }

    /** One turn for all of them: they share the memory. */
    LargeAnswers.Turn turn() {
        return largeAnswers.turn();
    }

    WithoutReferrers withoutReferrers() {
        return withoutReferrers;
    }

    Set<String> speakingPlainHttp() {
        Set<String> plain = new TreeSet<>();
        byRegistry.forEach(
                (registry, endpoint) -> {
                    if (endpoint.speaksPlainHttp()) {
                        plain.add(registry);
                    }
                });
        return plain;
    }

    private Endpoint endpoint(String registry) {
        Exchange exchange = new Exchange(registry, settings, trust);
        return new Endpoint(
                registry,
                exchange,
                new Authorizer(registry, settings, exchange),
                new Persistence(registry, retries, links, pause));
    }

    @Override
    public void close() {
        byRegistry.values().forEach(Endpoint::close);
    }
}
