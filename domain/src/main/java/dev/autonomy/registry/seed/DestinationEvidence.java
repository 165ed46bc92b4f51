package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Ahead;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the destination serves after the copy, every byte of it read again (spec 1.4, step 4). */
final class DestinationEvidence {

    private final ArtifactReader reader;
    private final Repository to;

    /**
     * @param reader knows nothing yet of what the destination serves
     */
    DestinationEvidence(ArtifactReader reader, Repository to) {
        this.reader = reader;
        this.to = to;
    }

    List<Attachment> read(SeedPlan plan) throws Obstacle, InterruptedException {
        try (Ahead<List<Attachment>> settled = Ahead.begin(() -> settled(plan))) {
            List<List<Attachment>> carried =
                    Parallel.map(
                            plan.carried(),
                            each ->
                                    each.isListedByApi()
                                            ? readList(each)
                                            : List.of(
                                                    readBack(
                                                            each.attachment(),
                                                            each.result().digest())));
            return Stream.concat(carried.stream().flatMap(List::stream), settled.result().stream())
                    .toList();
        }
    }

    /** What the destination alone had in the plan, as it is now. */
    private List<Attachment> settled(SeedPlan plan) throws Obstacle, InterruptedException {
        Set<Digest> subjects =
                plan.settled().stream().map(Attachment::subject).collect(Collectors.toSet());
        return Parallel.map(subjects, subject -> reader.attachments(to, subject)).stream()
                .flatMap(List::stream)
                .filter(
                        now ->
                                plan.settled().stream()
                                        .anyMatch(
                                                each ->
                                                        each.subject().equals(now.subject())
                                                                && each.kind() == now.kind()))
                .toList();
    }

    private Attachment readBack(Attachment attachment, Digest digest)
            throws Obstacle, InterruptedException {
        try {
            Manifest manifest = reader.manifest(to, digest);
            return Attachment.tagged(to, attachment.subject(), attachment.kind(), manifest);
        } catch (Obstacle.NotFound _) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at(
                            "reading back the " + attachment.kind().label(),
                            to.at(digest),
                            to.registry()),
                    "the destination does not have it after the copy");
        }
    }

    /**
     * The registry's own list of referrers, which must have every one that was brought; nothing
     * where it lists none and none was.
     */
    private List<Attachment> readList(SeedPlan.Carried carried)
            throws Obstacle, InterruptedException {
        Digest subject = carried.attachment().subject();
        List<Attachment> lists =
                reader.attachments(to, subject).stream()
                        .filter(each -> each.kind() == AttachmentKind.REFERRERS)
                        .toList();
        Set<Digest> listed =
                lists.stream()
                        .flatMap(each -> SeedPlan.listed(each.manifest()).stream())
                        .collect(Collectors.toSet());
        List<String> missing =
                SeedPlan.listed(carried.attachment().manifest()).stream()
                        .filter(digest -> !listed.contains(digest))
                        .map(Digest::toString)
                        .toList();
        if (!missing.isEmpty()) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.DESTINATION,
                    Attempt.at("reading the list of referrers of", to.at(subject), to.registry()),
                    "the registry does not list " + String.join(", ", missing) + " after the copy");
        }
        return lists;
    }
}
