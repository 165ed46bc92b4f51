package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds everything that belongs to the pinned parts, at both ends, and refuses what is over a limit
 * (spec 2.1).
 */
final class Planner {

    private static final int MAX_DEPTH = 3;

    /** Far more than any bundle has, and few enough to ask for: of all depths together. */
    private static final int MAX_ATTACHED = 1000;

    private final SeedPorts ports;
    private final PlanLimits limits = new PlanLimits();
    private final TreeReader trees;
    private final AttachmentPlanner attachmentPlanner;

    /** For one plan: what it may hold is counted over all of it. */
    Planner(SeedPorts ports) {
        this.ports = ports;
        this.trees = new TreeReader(ports.reader(), limits);
        this.attachmentPlanner = new AttachmentPlanner(ports, trees, limits);
    }

    SeedPlan plan(SeedRequest request, Map<BundlePart, Manifest> pinned)
            throws Obstacle, InterruptedException {
        Repository from = request.from().repository();
        Holdings held = new Holdings(ports, request.to().repository());
        List<SeedPlan.Part> parts =
                Parallel.map(
                        pinned.entrySet(),
                        entry -> part(request, entry.getKey(), entry.getValue(), held));
        Map<Digest, String> subjects = subjects(parts);
        List<Attachment> incoming = attachmentsInDepth(from, subjects);
        List<Attachment> present =
                Parallel.map(
                                subjects.keySet(),
                                subject ->
                                        counted(
                                                request.to().repository(),
                                                held.attachedTo(subject)))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        List<AttachmentPlanner.Outcome> outcomes =
                Parallel.map(
                        incoming,
                        each ->
                                attachmentPlanner.plan(
                                        each,
                                        subjects.get(each.subject()),
                                        matching(present, each)));
        List<SeedPlan.Carried> carried =
                outcomes.stream().flatMap(each -> each.carried().stream()).toList();
        AttachmentLimits.requireSmallTogether(request, carried);
        List<Attachment> travelling = carried.stream().map(SeedPlan.Carried::attachment).toList();
        List<Attachment> settled =
                present.stream().filter(each -> matching(travelling, each).isEmpty()).toList();
        return new SeedPlan(
                parts,
                carried,
                settled,
                outcomes.stream().flatMap(each -> each.leftBehind().stream()).toList());
    }

    private SeedPlan.Part part(
            SeedRequest request, BundlePart part, Manifest manifest, Holdings held)
            throws Obstacle, InterruptedException {
        Tag tag = SourcePin.beside(request.to().name(), part);
        return new SeedPlan.Part(
                part, tag, trees.read(request.from().repository(), manifest), held.under(tag));
    }

    /** Every manifest that something may be attached to, with its name in texts. */
    private static Map<Digest, String> subjects(List<SeedPlan.Part> parts) {
        Map<Digest, String> subjects = new LinkedHashMap<>();
        for (SeedPlan.Part part : parts) {
            addSubjects(subjects, part.tree(), part.part().label(), part.part().label());
        }
        return subjects;
    }

    private static void addSubjects(
            Map<Digest, String> subjects, ManifestTree tree, String name, String root) {
        subjects.putIfAbsent(tree.manifest().digest(), name);
        for (ManifestTree child : tree.children()) {
            String platform =
                    platform(tree.manifest(), child.manifest().digest())
                            .map(Platform::toString)
                            .orElse(child.manifest().digest().abbreviated());
            addSubjects(subjects, child, root + " " + platform, root);
        }
    }

    private static Optional<Platform> platform(Manifest parent, Digest child) {
        return parent instanceof Manifest.Index index
                ? index.manifests().stream()
                        .filter(descriptor -> descriptor.digest().equals(child))
                        .findFirst()
                        .flatMap(descriptor -> descriptor.platform())
                : Optional.empty();
    }

    /** With what is attached to the referrers themselves, which become subjects too. */
    private List<Attachment> attachmentsInDepth(Repository from, Map<Digest, String> subjects)
            throws Obstacle, InterruptedException {
        List<Attachment> all = new ArrayList<>();
        Map<Digest, String> frontier = new LinkedHashMap<>(subjects);
        int referrers = 0;
        for (int depth = 0; !frontier.isEmpty(); depth++) {
            List<Attachment> found = attachments(from, frontier);
            Map<Digest, String> next = referrers(found, subjects);
            if (depth == MAX_DEPTH && !next.isEmpty()) {
                throw AttachmentLimits.overLimit(
                        found.getFirst(),
                        "referrers of referrers more than " + MAX_DEPTH + " deep");
            }
            all.addAll(found);
            referrers += next.size();
            if (all.size() > MAX_ATTACHED || referrers > MAX_ATTACHED) {
                throw AttachmentLimits.overLimit(
                        all.getLast(), "more than " + MAX_ATTACHED + " attachments in one bundle");
            }
            subjects.putAll(next);
            frontier = next;
        }
        return all;
    }

    private static Map<Digest, String> referrers(
            List<Attachment> attachments, Map<Digest, String> known) throws Obstacle {
        Map<Digest, String> referrers = new LinkedHashMap<>();
        for (Attachment each : attachments) {
            if (each.kind() == AttachmentKind.REFERRERS) {
                AttachmentLimits.requireFewEntries(each, each.manifest());
                for (Digest digest : SeedPlan.listed(each.manifest())) {
                    if (!known.containsKey(digest)) {
                        referrers.put(
                                digest,
                                "referrer "
                                        + digest.abbreviated()
                                        + " of "
                                        + known.get(each.subject()));
                    }
                }
            }
        }
        return referrers;
    }

    private List<Attachment> attachments(Repository repository, Map<Digest, String> subjects)
            throws Obstacle, InterruptedException {
        return Parallel.map(subjects.keySet(), subject -> attachments(repository, subject)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        return counted(repository, ports.reader().attachments(repository, subject));
    }

    /** What is read stays in memory as long as the plan, whichever side it is from. */
    private List<Attachment> counted(Repository repository, List<Attachment> found)
            throws Obstacle {
        for (Attachment each : found) {
            limits.hold(repository, each.manifest());
        }
        return found;
    }

    private static Optional<Attachment> matching(List<Attachment> attachments, Attachment wanted) {
        return attachments.stream()
                .filter(
                        each ->
                                each.subject().equals(wanted.subject())
                                        && each.kind() == wanted.kind())
                .findFirst();
    }
}
