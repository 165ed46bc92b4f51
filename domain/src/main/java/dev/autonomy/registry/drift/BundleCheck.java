package dev.autonomy.registry.drift;

import dev.autonomy.registry.drift.DriftItem.Kind;
import dev.autonomy.registry.drift.DriftItem.Standing;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport.AttachmentPin;
import dev.autonomy.registry.outcome.SeedReport.PlatformPin;
import dev.autonomy.registry.outcome.SeedReport.SidecarPin;
import dev.autonomy.registry.port.Ahead;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares one locked bundle with what its repository holds: first the image's tag, which tells
 * whether anybody answers, then all else side by side.
 */
final class BundleCheck {

    private final SeedLock lock;
    private final Repository repository;
    private final DigestResolver resolver;
    private final FirstQuestion firstQuestion;
    private final ContentCheck content;
    private final EvidenceCheck evidence;
    private final Task<Judgement> judging;
    private final ItemLedger ledger;

    BundleCheck(
            SeedLock lock,
            DigestResolver resolver,
            FirstQuestion firstQuestion,
            ContentCheck content,
            EvidenceCheck evidence,
            Task<Judgement> judging,
            ItemLedger ledger) {
        this.lock = lock;
        this.repository = lock.image().repository();
        this.resolver = resolver;
        this.firstQuestion = firstQuestion;
        this.content = content;
        this.evidence = evidence;
        this.judging = judging;
        this.ledger = ledger;
    }

    BundleDrift check() throws Obstacle, InterruptedException {
        Task<Optional<Digest>> imageTag;
        try {
            Optional<Digest> named =
                    firstQuestion.ask(repository.registry(), () -> named(lock.image().name()));
            if (named.isEmpty() && isGone()) {
                return checked(Judgement.none());
            }
            imageTag = () -> named;
        } catch (Obstacle.AccessDenied | Obstacle.Unreachable | Obstacle.LoginUnusable closed) {
            ledger.add(met(BundlePart.IMAGE, lock.image().name(), closed));
            return checked(Judgement.none());
        } catch (Obstacle ofThisTag) {
            imageTag =
                    () -> {
                        throw ofThisTag;
                    };
        }
        return checked(everything(imageTag));
    }

    private Judgement everything(Task<Optional<Digest>> imageTag)
            throws Obstacle, InterruptedException {
        List<Task<Judgement>> tasks = new ArrayList<>();
        tasks.add(judging);
        tasks.add(
                () -> {
                    Standing standing = contentOf(BundlePart.IMAGE, lock.digest());
                    compare(
                            BundlePart.IMAGE,
                            lock.image().name(),
                            lock.digest(),
                            imageTag,
                            standing);
                    return Judgement.none();
                });
        lock.sidecars().forEach(each -> tasks.add(() -> sidecar(each)));
        pinsBySubject()
                .forEach(
                        (subject, pins) ->
                                tasks.add(
                                        () -> {
                                            evidence.check(subject, pins);
                                            return Judgement.none();
                                        }));
        return Parallel.map(tasks, Task::run).getFirst();
    }

    private Judgement sidecar(SidecarPin pin) throws Obstacle, InterruptedException {
        try (Ahead<Optional<Digest>> tag = Ahead.begin(() -> named(pin.tag()))) {
            Standing standing = contentOf(pin.part(), pin.digest());
            compare(pin.part(), pin.tag(), pin.digest(), tag::result, standing);
        }
        return Judgement.none();
    }

    private Standing contentOf(BundlePart part, Digest digest)
            throws Obstacle, InterruptedException {
        return content.check(part.label(), digest, DriftState.MISSING_MANIFEST);
    }

    /** The subjects that a seed looks at, also those to which nothing was attached. */
    private Map<Digest, List<AttachmentPin>> pinsBySubject() {
        Map<Digest, List<AttachmentPin>> pins = new LinkedHashMap<>();
        lock.parts().values().forEach(each -> pins.put(each, new ArrayList<>()));
        for (PlatformPin each : lock.platforms()) {
            pins.putIfAbsent(each.digest(), new ArrayList<>());
        }
        for (AttachmentPin each : lock.attachments()) {
            pins.computeIfAbsent(each.subject(), _ -> new ArrayList<>()).add(each);
        }
        return pins;
    }

    private Optional<Digest> named(Tag tag) throws Obstacle, InterruptedException {
        return resolver.resolve(repository, tag).map(Manifest::digest);
    }

    private boolean isGone() throws Obstacle, InterruptedException {
        boolean isGone = resolver.isUnknown(repository);
        if (isGone) {
            ledger.add(
                    missing(BundlePart.IMAGE, lock.image().name(), lock.digest())
                            .because(
                                    new Obstacle.NotFound(
                                            Attempt.at(
                                                    "looking for the repository",
                                                    repository.toString(),
                                                    repository.registry()),
                                            "the registry says that it knows no such repository")));
        }
        return isGone;
    }

    private void compare(
            BundlePart part,
            Tag tag,
            Digest locked,
            Task<Optional<Digest>> asked,
            Standing standing)
            throws InterruptedException {
        try {
            Optional<Digest> now = asked.run();
            if (now.isEmpty()) {
                ledger.add(missing(part, tag, locked));
            } else if (now.get().equals(locked)) {
                ledger.unchanged();
            } else {
                ledger.add(
                        DriftItem.differing(
                                        Kind.TAG,
                                        part.label(),
                                        tag.name(),
                                        DriftState.MOVED,
                                        locked.toString(),
                                        now.get().toString())
                                .standing(standing));
            }
        } catch (Obstacle obstacle) {
            ledger.add(met(part, tag, obstacle));
        }
    }

    private static DriftItem missing(BundlePart part, Tag tag, Digest locked) {
        return DriftItem.absent(Kind.TAG, part.label(), tag.name(), DriftState.MISSING_TAG, locked);
    }

    private static DriftItem met(BundlePart part, Tag tag, Obstacle obstacle) {
        return DriftItem.met(Kind.TAG, part.label(), tag.name(), obstacle);
    }

    private BundleDrift checked(Judgement judgement) {
        return new BundleDrift(
                lock,
                ledger.countUnchanged(),
                ledger.items(),
                ledger.unlisted(),
                ledger.gravest(),
                judgement.verification(),
                judgement.obstacle());
    }
}
