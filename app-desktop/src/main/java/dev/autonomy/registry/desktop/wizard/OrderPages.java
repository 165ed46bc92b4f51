package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;

/** The pages that describe a seed, and the order that they come to. */
record OrderPages(WherePage where, TrustPage trust) {

    /** Empty until everything is filled in and makes sense. */
    Optional<SeedOrder> order(Optional<Path> authFile) {
        Optional<Reference> from = where.from().reference();
        Optional<Reference.Tagged> to = where.destination();
        Optional<TrustPolicy> policy = trust.trust();
        Optional<Path> folder = where.folder();
        if (from.isEmpty() || to.isEmpty() || policy.isEmpty() || folder.isEmpty()) {
            return Optional.empty();
        }
        SeedRequest request = new SeedRequest(from.get(), to.get(), where.sidecars(), policy.get());
        return Optional.of(new SeedOrder(request, folder.get(), where.plainHttpPolicy(), authFile));
    }

    /** The two ends of the order. */
    record Registries(String from, String to) {}

    Optional<Registries> registries() {
        return where.from()
                .reference()
                .flatMap(
                        from ->
                                where.destination()
                                        .map(
                                                to ->
                                                        new Registries(
                                                                from.repository().registry(),
                                                                to.repository().registry())));
    }

    /** The key whose type and fingerprint are on the screen. */
    Optional<TrustedKey> shownKey() {
        return trust.key().get() instanceof KeyState.Usable usable
                ? Optional.of(usable.key())
                : Optional.empty();
    }

    /** Tells the listener of every change of the order. */
    void watch(InvalidationListener listener) {
        Observable[] parts = {
            where.hint(),
            where.complete(),
            where.withSidecars(),
            where.plainHttp(),
            where.folderText(),
            where.from().reading(),
            where.to().reading(),
            trust.hint(),
            trust.complete(),
            trust.skipping(),
            trust.age(),
            trust.unit()
        };
        for (Observable part : parts) {
            part.addListener(listener);
        }
    }
}
