package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.login.Authorizer;
import dev.autonomy.registry.adapter.login.CredentialStore;
import dev.autonomy.registry.adapter.login.TokenServer;
import dev.autonomy.registry.adapter.patience.Link;
import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.adapter.patience.Pause;
import dev.autonomy.registry.adapter.patience.Persistence;
import dev.autonomy.registry.adapter.transport.Exchange;
import dev.autonomy.registry.adapter.transport.ProxyRules;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Targets;
import dev.autonomy.registry.adapter.transport.Transport;
import dev.autonomy.registry.adapter.transport.trust.SystemCertificates;
import dev.autonomy.registry.model.Repository;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The registries spoken to in this run, each with what was learnt about it. */
final class Endpoints implements AutoCloseable {

    private final RegistrySettings settings;
    private final Persistence persistence;
    private final LinkPatience links;
    private final Pause pause;
    private final Targets targets;
    private final CredentialStore credentials;
    private final SystemCertificates certificates;
    private final ProxyRules proxies;
    private final LargeAnswers largeAnswers = new LargeAnswers();
    private final Map<String, Endpoint> byRegistry = new ConcurrentHashMap<>();

    Endpoints(RegistrySettings settings, Persistence persistence, LinkPatience links, Pause pause) {
        this.settings = settings;
        this.persistence = persistence;
        this.links = links;
        this.pause = pause;
        this.targets = new Targets(settings.plainHttp());
        this.credentials = new CredentialStore(settings);
        this.certificates = new SystemCertificates(settings::variable);
        this.proxies = new ProxyRules(settings);
    }

    Endpoint of(Repository repository) {
        return byRegistry.computeIfAbsent(repository.registry(), this::endpoint);
    }

    /** One turn for all of them: they share the memory. */
    LargeAnswers.Turn turn() {
        return largeAnswers.turn();
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
        Transport transport = new Transport(registry, settings, certificates, proxies);
        Exchange exchange = new Exchange(transport, targets);
        Authorizer authorizer =
                new Authorizer(registry, credentials, new TokenServer(exchange, targets));
        Link link = new Link(registry, links, Clock.systemUTC(), pause);
        return new Endpoint(registry, exchange, targets, authorizer, persistence, link);
    }

    @Override
    public void close() {
        byRegistry.values().forEach(Endpoint::close);
    }
}
