package dev.autonomy.registry.drift;

import dev.autonomy.registry.drift.DriftItem.Kind;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport.AttachmentPin;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Looks whether what a lock says is attached to a subject still is, and what came to it. */
final class EvidenceCheck {

    private final Repository repository;
    private final DigestResolver resolver;
    private final ArtifactReader reader;
    private final Semaphore inHand;
    private final ContentCheck content;
    private final PartNames names;
    private final ItemLedger ledger;

    /**
     * @param inHand so many subjects at once, of all bundles: what is attached to one may be much
     */
    EvidenceCheck(
            Repository repository,
            DigestResolver resolver,
            ArtifactReader reader,
            Semaphore inHand,
            ContentCheck content,
            PartNames names,
            ItemLedger ledger) {
        this.repository = repository;
        this.resolver = resolver;
        this.reader = reader;
        this.inHand = inHand;
        this.content = content;
        this.names = names;
        this.ledger = ledger;
    }

    /** What became of a pin's place; nothing where it is as the lock says. */
    private record Compared(AttachmentPin pin, Optional<DriftItem> deviation) {}

    void check(Digest subject, List<AttachmentPin> pins) throws Obstacle, InterruptedException {
        List<Compared> compared;
        inHand.acquire();
        try {
            compared = compared(subject, pins);
        } finally {
            inHand.release();
        }
        Parallel.map(compared, this::settled);
    }

    private Compared settled(Compared each) throws Obstacle, InterruptedException {
        AttachmentPin pin = each.pin();
        DriftItem.Standing standing =
                content.check(nameOf(pin), pin.digest(), DriftState.MISSING_ATTACHMENT);
        if (isToldAlready(each, standing)) {
            return each;
        }
        each.deviation()
                .map(item -> item.state() == DriftState.MOVED ? item.standing(standing) : item)
                .ifPresentOrElse(ledger::add, ledger::unchanged);
        return each;
    }

    /** A referrer is its manifest: one that is gone is neither listed nor there. */
    private static boolean isToldAlready(Compared each, DriftItem.Standing standing) {
        return each.pin().kind() == AttachmentKind.REFERRERS
                && standing == DriftItem.Standing.GONE
                && each.deviation()
                        .filter(item -> item.state() == DriftState.MISSING_ATTACHMENT)
                        .isPresent();
    }

    private List<Compared> compared(Digest subject, List<AttachmentPin> pins)
            throws InterruptedException {
        try {
            List<Attachment> found = reader.attachments(repository, subject);
            List<Compared> compared = new ArrayList<>();
            for (AttachmentPin pin : pins) {
                compared.add(
                        compared(
                                pin,
                                found.stream()
                                        .filter(each -> each.kind() == pin.kind())
                                        .map(Attachment::manifest)
                                        .findFirst()));
            }
            found.forEach(each -> tellAdded(each, pins));
            return compared;
        } catch (Obstacle obstacle) {
            return oneByOne(subject, pins, obstacle);
        }
    }

    /** One thing that cannot be read must not hide the others, which the lock may know. */
    private List<Compared> oneByOne(Digest subject, List<AttachmentPin> pins, Obstacle obstacle)
            throws InterruptedException {
        List<Compared> compared = new ArrayList<>();
        for (AttachmentPin pin : pins) {
            compared.add(alone(pin, obstacle));
        }
        boolean isOfPins =
                compared.stream()
                        .anyMatch(
                                each -> each.deviation().flatMap(DriftItem::obstacle).isPresent());
        if (!isOfPins) {
            ledger.add(
                    isOfContent(obstacle)
                            ? DriftItem.added(
                                    Kind.TAG,
                                    names.of(subject),
                                    "evidence",
                                    "something unreadable: " + obstacle.seen())
                            : DriftItem.met(Kind.TAG, names.of(subject), "evidence", obstacle));
        }
        return compared;
    }

    private Compared alone(AttachmentPin pin, Obstacle ofAll) throws InterruptedException {
        if (pin.tag().isEmpty()) {
            return new Compared(pin, Optional.of(met(pin, ofAll)));
        }
        try {
            return compared(pin, resolver.resolve(repository, pin.tag().get()));
        } catch (Obstacle own) {
            return new Compared(pin, Optional.of(met(pin, own)));
        }
    }

    private static boolean isOfContent(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Malformed _, Obstacle.Unsupported _, Obstacle.Contradiction _ -> true;
            case Obstacle.NotFound _,
                    Obstacle.AccessDenied _,
                    Obstacle.Unreachable _,
                    Obstacle.Conflict _,
                    Obstacle.ToolMissing _,
                    Obstacle.LoginUnusable _,
                    Obstacle.ToolFailed _,
                    Obstacle.TrustUnusable _,
                    Obstacle.StorageFailed _,
                    Obstacle.Incomplete _ ->
                    false;
        };
    }

    private Compared compared(AttachmentPin pin, Optional<Manifest> now)
            throws InterruptedException {
        boolean isThere =
                switch (pin.kind()) {
                    case REFERRERS ->
                            now.filter(list -> listed(list).contains(pin.digest())).isPresent();
                    case SIGNATURE, ATTESTATION, SBOM ->
                            now.map(Manifest::digest).equals(Optional.of(pin.digest()));
                };
        return new Compared(pin, isThere ? Optional.empty() : Optional.of(deviation(pin, now)));
    }

    private DriftItem deviation(AttachmentPin pin, Optional<Manifest> now)
            throws InterruptedException {
        if (now.isEmpty() || pin.kind() == AttachmentKind.REFERRERS) {
            return DriftItem.absent(
                    kindOf(pin),
                    nameOf(pin),
                    placeOf(pin),
                    DriftState.MISSING_ATTACHMENT,
                    pin.digest());
        }
        return DriftItem.differing(
                Kind.TAG,
                nameOf(pin),
                placeOf(pin),
                holdsAll(now.get(), pin) ? DriftState.ADDED : DriftState.MOVED,
                pin.digest().toString(),
                now.get().digest().toString());
    }

    /** Whoever adds a signature to others moves their tag to a manifest that has all of them. */
    private boolean holdsAll(Manifest now, AttachmentPin pin) throws InterruptedException {
        try {
            return entries(now).containsAll(entries(reader.manifest(repository, pin.digest())));
        } catch (Obstacle _) {
            // The content check says what is wrong with it.
            return false;
        }
    }

    /** A signature stands in its layer's annotations; what a list names is named by digest. */
    private static Collection<?> entries(Manifest manifest) {
        return switch (manifest) {
            case Manifest.Image image -> Set.copyOf(image.layers());
            case Manifest.Index index -> listed(index);
        };
    }

    private static Set<Digest> listed(Manifest manifest) {
        return manifest instanceof Manifest.Index index
                ? index.manifests().stream().map(Descriptor::digest).collect(Collectors.toSet())
                : Set.of();
    }

    private void tellAdded(Attachment found, List<AttachmentPin> pins) {
        List<AttachmentPin> same = pins.stream().filter(pin -> pin.kind() == found.kind()).toList();
        String of = names.of(found.subject(), found.kind());
        switch (found.kind()) {
            case REFERRERS -> {
                Set<Digest> known =
                        same.stream().map(AttachmentPin::digest).collect(Collectors.toSet());
                listed(found.manifest()).stream()
                        .filter(digest -> !known.contains(digest))
                        .sorted()
                        .map(Digest::toString)
                        .forEach(
                                digest ->
                                        ledger.add(
                                                DriftItem.added(
                                                        Kind.MANIFEST, of, digest, digest)));
            }
            case SIGNATURE, ATTESTATION, SBOM -> {
                if (same.isEmpty()) {
                    ledger.add(
                            DriftItem.added(
                                    Kind.TAG, of, found.tag().name(), found.digest().toString()));
                }
            }
        }
    }

    private DriftItem met(AttachmentPin pin, Obstacle obstacle) {
        return DriftItem.met(kindOf(pin), nameOf(pin), placeOf(pin), obstacle);
    }

    private String nameOf(AttachmentPin pin) {
        return names.of(pin.subject(), pin.kind());
    }

    private static Kind kindOf(AttachmentPin pin) {
        return pin.kind() == AttachmentKind.REFERRERS ? Kind.MANIFEST : Kind.TAG;
    }

    /** A referrer is looked for by its digest, all else under its tag. */
    private static String placeOf(AttachmentPin pin) {
        return pin.kind() == AttachmentKind.REFERRERS
                ? pin.digest().toString()
                : pin.kind().tagOf(pin.subject()).name();
    }
}
