package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.Optional;

/** Reads lock and policy, each of exactly one layer of its own type (spec 2.1). */
record Sidecars(Document<LockDocument> lock, Document<PolicyBundle> policy) {

    private static final String LOCK_TYPE = "application/vnd.autonomyops.lock.v1+json";
    private static final String POLICY_TYPE = "application/vnd.autonomyops.policy-bundle.v1+tar";
    private static final long MAX_LOCK = 1L << 20;
    private static final long MAX_POLICY = 64L << 20;

    static Sidecars read(ArtifactReader evidence, Verifier.Question question)
            throws Obstacle, InterruptedException {
        return new Sidecars(
                read(evidence, question, BundlePart.LOCK, LOCK_TYPE, MAX_LOCK, LockDocument::read),
                read(
                        evidence,
                        question,
                        BundlePart.POLICY,
                        POLICY_TYPE,
                        MAX_POLICY,
                        PolicyBundle::read));
    }

    private interface Format<T> {
        T read(byte[] bytes) throws Unreadable;
    }

    private static <T> Document<T> read(
            ArtifactReader evidence,
            Verifier.Question question,
            BundlePart part,
            String layerType,
            long limit,
            Format<T> format)
            throws Obstacle, InterruptedException {
        Optional<Verifier.Subject> subject =
                question.subjects().stream().filter(each -> each.part() == part).findFirst();
        if (subject.isEmpty()) {
            return new Document.NotAskedFor<>();
        }
        try {
            Manifest manifest =
                    evidence.manifest(subject.get().repository(), subject.get().digest());
            byte[] bytes =
                    evidence.blob(
                            subject.get().repository(), onlyLayer(manifest, layerType), limit);
            return new Document.Read<>(format.read(bytes));
        } catch (Unreadable e) {
            return new Document.Unusable<>(
                    Verdict.MALFORMED,
                    "The " + part.label() + " cannot be read: " + e.getMessage() + ".");
        } catch (Obstacle.Contradiction e) {
            return new Document.Unusable<>(
                    Verdict.TAMPERED, "The " + part.label() + " was changed: " + e.seen() + ".");
        } catch (Obstacle.NotFound e) {
            return new Document.Unusable<>(
                    Verdict.INCOMPLETE, "The " + part.label() + " is not there: " + e.seen() + ".");
        } catch (Obstacle.Malformed | Obstacle.Unsupported e) {
            return new Document.Unusable<>(
                    Verdict.MALFORMED,
                    "The " + part.label() + " cannot be read: " + e.seen() + ".");
        }
    }

    private static Descriptor onlyLayer(Manifest manifest, String layerType) throws Unreadable {
        if (!(manifest instanceof Manifest.Image image)) {
            throw new Unreadable("it is an index");
        }
        if (image.layers().size() != 1) {
            throw new Unreadable("it has " + image.layers().size() + " layers; one is expected");
        }
        Descriptor layer = image.layers().getFirst();
        if (!layer.mediaType().equals(layerType)) {
            throw new Unreadable(
                    "its layer is of type "
                            + layer.mediaType()
                            + "; "
                            + layerType
                            + " is expected");
        }
        return layer;
    }
}
