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
import dev.autonomy.registry.port.Ahead;
import dev.autonomy.registry.port.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds everything that belongs to the pinned parts, at both ends, and refuses what is over a limit
 * (spec 2.1).
 */
final class Planner implements AutoCloseable {

    private static final int MAX_DEPTH = 3;

    /** Far more than any bundle has, and few enough to ask for: of all depths together. */
    private static final int MAX_ATTACHED = 1000;

    private final SeedRequest request;
    private final Inventory inventory;
    private final Foresight foresight;
    private final PlanLimits limits;
    private final TreeReader trees;
    private final Gathering gathering;
    private final AttachmentPlanner attachmentPlanner;
    private final Questions<Digest, List<Attachment>> atSource;
    private final Questions<Digest, List<Attachment>> atDestination;
    private final Questions<Attachment, List<AttachmentPlanner.Traveller>> travellers;

    /** For one plan: what it may hold is counted over all of it. */
    Planner(
            SeedPorts ports,
            SeedRequest request,
            Inventory inventory,
            Foresight foresight,
            PlanLimits limits) {
        this.limits = limits;
        this.request = request;
        this.inventory = inventory;
        this.foresight = foresight;
        this.trees = new TreeReader(ports.reader(), limits);
        this.gathering = new Gathering(ports.reader());
        this.attachmentPlanner = new AttachmentPlanner(ports.composer(), gathering, trees, limits);
        Repository from = request.from().repository();
        Repository to = request.to().repository();
        Holdings held = new Holdings(ports, to);
        this.atSource =
                new Questions<>(
                        subject -> counted(from, ports.reader().attachments(from, subject)));
        this.atDestination = new Questions<>(subject -> counted(to, held.attachedTo(subject)));
        this.travellers = new Questions<>(this::travellers);
    }

    /** Told what a plan will come to before it is whole, for what can be asked meanwhile. */
    interface Foresight {
        void brings(ManifestTree tree);

        void replaces(Digest image);
    }

    SeedPlan plan(Map<BundlePart, Manifest> pinned) throws Obstacle, InterruptedException {
        List<SeedPlan.Part> parts =
                Parallel.map(pinned.entrySet(), entry -> part(entry.getKey(), entry.getValue()));
        Map<Digest, String> subjects = subjects(parts);
        List<Attachment> incoming = attachmentsInDepth(subjects);
        List<Attachment> present = answers(atDestination, subjects.keySet());
        List<AttachmentPlanner.Outcome> outcomes = new ArrayList<>();
        for (Attachment each : incoming) {
            outcomes.add(
                    attachmentPlanner.plan(
                            each,
                            travellers.answer(each),
                            subjects.get(each.subject()),
                            matching(present, each)));
        }
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

    private SeedPlan.Part part(BundlePart part, Manifest manifest)
            throws Obstacle, InterruptedException {
        Repository from = request.from().repository();
        Tag tag = SourcePin.beside(request.to().name(), part);
        try (Ahead<Optional<Manifest>> previous =
                Ahead.begin(() -> previous(part, manifest, tag))) {
            askAbout(manifest.digest());
            ManifestTree tree = trees.read(from, manifest, this::askAbout);
            foresight.brings(tree);
            if (part != BundlePart.IMAGE) {
                gathering.contents(from, manifest);
            }
            return new SeedPlan.Part(part, tag, tree, previous.result());
        }
    }

    private Optional<Manifest> previous(BundlePart part, Manifest incoming, Tag tag)
            throws Obstacle, InterruptedException {
        Optional<Manifest> previous = inventory.under(tag);
        if (part == BundlePart.IMAGE) {
            previous.map(Manifest::digest)
                    .filter(digest -> !digest.equals(incoming.digest()))
                    .ifPresent(foresight::replaces);
        }
        return previous;
    }

    private void askAbout(Digest subject) {
        atSource.ask(subject);
        atDestination.ask(subject);
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
    private List<Attachment> attachmentsInDepth(Map<Digest, String> subjects)
            throws Obstacle, InterruptedException {
        List<Attachment> all = new ArrayList<>();
        Map<Digest, String> frontier = new LinkedHashMap<>(subjects);
        int referrers = 0;
        for (int depth = 0; !frontier.isEmpty(); depth++) {
            List<Attachment> attached = answers(atSource, frontier.keySet());
            Map<Digest, String> next = referrers(attached, subjects);
            if (depth == MAX_DEPTH && !next.isEmpty()) {
                throw AttachmentLimits.overLimit(
                        attached.getFirst(),
                        "referrers of referrers more than " + MAX_DEPTH + " deep");
            }
            all.addAll(attached);
            referrers += next.size();
            if (all.size() > MAX_ATTACHED || referrers > MAX_ATTACHED) {
                throw AttachmentLimits.overLimit(
                        all.getLast(), "more than " + MAX_ATTACHED + " attachments in one bundle");
            }
            attached.forEach(travellers::ask);
            next.keySet().forEach(this::askAbout);
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

    private static List<Attachment> answers(
            Questions<Digest, List<Attachment>> asked, Set<Digest> subjects)
            throws Obstacle, InterruptedException {
        subjects.forEach(asked::ask);
        List<Attachment> all = new ArrayList<>();
        for (Digest subject : subjects) {
            all.addAll(asked.answer(subject));
        }
        return all;
    }

    /** What is read stays in memory as long as the plan, whichever side it is from. */
    private List<Attachment> counted(Repository repository, List<Attachment> found)
            throws Obstacle {
        for (Attachment each : found) {
            limits.hold(repository, each.manifest());
        }
        return found;
    }

    private List<AttachmentPlanner.Traveller> travellers(Attachment incoming)
            throws Obstacle, InterruptedException {
        List<AttachmentPlanner.Traveller> found = attachmentPlanner.travellers(incoming);
        found.forEach(each -> each.tree().ifPresent(foresight::brings));
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

    @Override
    public void close() {
        atSource.close();
        atDestination.close();
        travellers.close();
    }
}
