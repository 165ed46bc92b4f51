package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.Verifier;
import java.util.Optional;
import java.util.function.Supplier;

/** Lock and policy, each read from a manifest with one layer of its own type (spec 2.1). */
record Sidecars(Document<LockDocument> lock, Document<PolicyBundle> policy) {

    private static final String LOCK_TYPE = "application/vnd.autonomyops.lock.v1+json";
    private static final String POLICY_TYPE = "application/vnd.autonomyops.policy-bundle.v1+tar";
    private static final Role<LockDocument> LOCK =
            new Role<>(BundlePart.LOCK, LOCK_TYPE, POLICY_TYPE, 1 << 20, Sidecars::lock);
    private static final Role<PolicyBundle> POLICY =
            new Role<>(BundlePart.POLICY, POLICY_TYPE, LOCK_TYPE, 64 << 20, Sidecars::policy);

    /** Asks for both side by side; to be had when the round was run. */
    static Supplier<Sidecars> ask(
            Round round, ArtifactReader evidence, Verifier.Question question) {
        Supplier<Document<LockDocument>> lock = LOCK.ask(round, evidence, question);
        Supplier<Document<PolicyBundle>> policy = POLICY.ask(round, evidence, question);
        return () -> new Sidecars(lock.get(), policy.get());
    }

    /** What the lock calls the image; empty where it does not, or cannot be read. */
    Optional<String> artifactReference() {
        return lock.map(
                LockDocument::artifactReference, (_, _) -> Optional.empty(), Optional::empty);
    }

    private interface Format<T> {
        T read(Descriptor layer, BlobReading.Bytes bytes) throws Unreadable;
    }

    private static LockDocument lock(Descriptor layer, BlobReading.Bytes bytes) throws Unreadable {
        return LockDocument.read(BlobReading.whole((int) layer.size()).of(bytes));
    }

    private static PolicyBundle policy(Descriptor layer, BlobReading.Bytes bytes)
            throws Unreadable {
        return PolicyBundle.read(layer.digest(), new BlobInput(bytes));
    }

    /** What a sidecar is: the type of its layer, and the type it must not claim to be. */
    private record Role<T>(
            BundlePart part, String layerType, String otherRole, int limit, Format<T> format) {

        Supplier<Document<T>> ask(
                Round round, ArtifactReader evidence, Verifier.Question question) {
            return question.subjects().stream()
                    .filter(each -> each.part() == part)
                    .findFirst()
                    .map(subject -> round.ask(() -> read(evidence, subject)))
                    .orElse(() -> absent(question.scope()));
        }

        private Document<T> absent(SidecarPolicy scope) {
            return scope.parts().contains(part)
                    ? unusable(Verdict.INCOMPLETE, "is not there")
                    : new Document.NotAskedFor<>();
        }

        private Document<T> read(ArtifactReader evidence, Verifier.Subject subject)
                throws Obstacle, InterruptedException {
            try {
                Descriptor layer =
                        onlyLayer(evidence.manifest(subject.repository(), subject.digest()));
                return evidence.read(
                        subject.repository(), layer, limit, bytes -> document(layer, bytes));
            } catch (Unreadable e) {
                return unusable(Verdict.MALFORMED, "cannot be read: " + e.getMessage());
            } catch (Obstacle.Contradiction e) {
                return unusable(Verdict.TAMPERED, "was changed: " + e.seen());
            } catch (Obstacle.NotFound e) {
                return unusable(Verdict.INCOMPLETE, "is not there: " + e.seen());
            } catch (Obstacle.Malformed | Obstacle.Unsupported e) {
                return unusable(Verdict.MALFORMED, "cannot be read: " + e.seen());
            }
        }

        /** Read or not, it counts only once every byte of the layer has matched. */
        private Document<T> document(Descriptor layer, BlobReading.Bytes unchecked) {
            try {
                return new Document.Read<>(format.read(layer, unchecked));
            } catch (Unreadable e) {
                return unusable(Verdict.MALFORMED, "cannot be read: " + e.getMessage());
            }
        }

        private Document<T> unusable(Verdict verdict, String what) {
            return new Document.Unusable<>(verdict, "The " + part.label() + " " + what + ".");
        }

        /** Of the manifest no more is kept while the layer arrives. */
        private Descriptor onlyLayer(Manifest manifest) throws Unreadable {
            if (!(manifest instanceof Manifest.Image image)) {
                throw new Unreadable("it is an index");
            }
            if (image.artifactType().filter(otherRole::equals).isPresent()) {
                throw new Unreadable("it says it is a " + otherRole);
            }
            if (image.layers().size() != 1) {
                throw new Unreadable(
                        "it has " + image.layers().size() + " layers; one is expected");
            }
            Descriptor layer = image.layers().getFirst();
            if (!layer.mediaType().equals(layerType)) {
                throw new Unreadable(
                        "its layer is of type "
                                + HostileText.quoted(layer.mediaType())
                                + "; "
                                + layerType
                                + " is expected");
            }
            return Descriptor.of(layerType, layer.digest(), layer.size());
        }
    }
}
