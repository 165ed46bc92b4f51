package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.model.Repository;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The registries spoken to in this run, each with what was learnt about it. */
final class Endpoints implements AutoCloseable {

    private final Transport transport;
    private final Targets targets;
    private final Exchange exchange;
    private final CredentialStore credentials;
    private final Pause pause;
    private final Map<String, Endpoint> byRegistry = new ConcurrentHashMap<>();

    Endpoints(RegistrySettings settings, Pause pause) {
        this.transport = new Transport(settings);
        this.targets = new Targets(settings.plainHttp());
        this.exchange = new Exchange(transport, targets);
        this.credentials = new CredentialStore(settings);
        this.pause = pause;
    }

    Endpoint of(Repository repository) {
        return byRegistry.computeIfAbsent(repository.registry(), this::endpoint);
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
        TokenServer tokens = new TokenServer(exchange, targets);
        Authorizer authorizer = new Authorizer(registry, credentials, tokens);
        return new Endpoint(registry, exchange, targets, authorizer, pause);
    }

    @Override
    public void close() {
        transport.close();
    }
}
