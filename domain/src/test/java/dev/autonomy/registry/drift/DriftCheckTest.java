package dev.autonomy.registry.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.drift.DriftItem.Standing;
import dev.autonomy.registry.drift.DriftRequest.Depth;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport.AttachmentPin;
import dev.autonomy.registry.outcome.SeedReport.PlatformPin;
import dev.autonomy.registry.outcome.SeedReport.SidecarPin;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import dev.autonomy.registry.testkit.ScriptedVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Repository EDGE = new Repository("edge.example", "robot-behavior");
    private static final String SIGNATURE_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

    private final Artifact arm64 = Artifact.image("shared", "arm64");
    private final Artifact image = Artifact.index(Artifact.image("shared", "amd64"), arm64);
    private final Artifact lock = Artifact.of("application/vnd.autonomyops.lock.v1+json", "lock");
    private final Artifact signature = Artifact.of(SIGNATURE_TYPE, "signed");
    private final Artifact referrer = Artifact.referringTo(image, "application/x.sbom", "sbom");
    private final InMemoryRegistries registries = new InMemoryRegistries();
    private final ScriptedVerifier verifier = new ScriptedVerifier();
    private final List<DriftEvent> events = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void seed() {
        seed(EDGE);
    }

    private void seed(Repository repository) {
        registries
                .store(repository, "v1", image)
                .store(repository, "v1-lock", lock)
                .store(repository, tag(AttachmentKind.SIGNATURE), signature)
                .store(repository, tag(AttachmentKind.REFERRERS), Artifact.referrers(referrer));
    }

    private String tag(AttachmentKind kind) {
        return kind.tagOf(image.digest()).name();
    }

    private SeedLock pins(Repository repository) {
        return new SeedLock(
                Optional.empty(),
                new Reference.Tagged(repository, new Tag("v1")),
                image.digest(),
                List.of(new SidecarPin(BundlePart.LOCK, new Tag("v1-lock"), lock.digest(), "type")),
                List.of(
                        new AttachmentPin(
                                image.digest(),
                                AttachmentKind.SIGNATURE,
                                signature.digest(),
                                Optional.of(AttachmentKind.SIGNATURE.tagOf(image.digest()))),
                        new AttachmentPin(
                                image.digest(),
                                AttachmentKind.REFERRERS,
                                referrer.digest(),
                                Optional.of(AttachmentKind.REFERRERS.tagOf(image.digest())))),
                List.of(
                        new PlatformPin(
                                new Platform("linux", "arm64", Optional.empty()), arm64.digest())));
    }

    private DriftReport check(Depth depth, Optional<TrustPolicy.Checked> trust, SeedLock... locks)
            throws InterruptedException {
        return new DriftCheck(registries, registries, verifier, Clock.fixed(NOW, ZoneOffset.UTC))
                .check(
                        new DriftRequest(List.of(locks), Optional.empty(), depth, trust),
                        events::add);
    }

    private DriftReport check() throws InterruptedException {
        return check(Depth.PRESENCE, Optional.empty(), pins(EDGE));
    }

    private DriftReport checkTrusted() throws InterruptedException {
        return check(
                Depth.PRESENCE,
                Optional.of(
                        new TrustPolicy.ByKey(
                                "key", new Freshness.NotOlderThan(Duration.ofDays(1)))),
                pins(EDGE));
    }

    private static List<DriftState> states(DriftReport report) {
        return report.bundles().stream()
                .flatMap(each -> each.items().stream())
                .map(DriftItem::state)
                .sorted()
                .toList();
    }

    private static void assertCame(DriftReport report, ExitCode code, DriftState... states) {
        assertEquals(List.of(states), states(report));
        assertEquals(code, report.exitCode());
    }

    private static Digest layer(Artifact artifact, int number) {
        return ((Manifest.Image) artifact.manifest()).layers().get(number).digest();
    }

    @Test
    void what_is_as_the_lock_says_has_not_drifted() throws Exception {
        DriftReport report = check();

        assertCame(report, ExitCode.SEEDED);
        assertEquals(22, report.checked());
    }

    @Test
    void a_tag_that_names_other_content_has_moved() throws Exception {
        registries.store(EDGE, "v1", lock);

        DriftReport report = check();

        assertCame(report, ExitCode.DRIFT, DriftState.MOVED);
        DriftItem moved = report.bundles().getFirst().items().getFirst();
        assertEquals(Optional.of(lock.digest().toString()), moved.found());
        assertEquals(Optional.of(Standing.WHOLE), moved.standing());
    }

    @Test
    void a_tag_that_moved_from_content_that_is_gone_says_so() throws Exception {
        registries.store(EDGE, "v1-lock", signature);
        registries.forget(EDGE, lock.digest());

        DriftReport report = check();

        assertCame(report, ExitCode.DRIFT, DriftState.MOVED, DriftState.MISSING_MANIFEST);
        assertTrue(
                report.bundles().getFirst().items().stream()
                        .anyMatch(each -> each.standing().equals(Optional.of(Standing.GONE))));
    }

    @Test
    void a_child_that_is_gone_is_a_missing_manifest() throws Exception {
        registries.forget(EDGE, arm64.digest());

        assertCame(check(), ExitCode.DRIFT, DriftState.MISSING_MANIFEST);
    }

    @Test
    void a_layer_that_is_gone_is_missing_for_each_manifest_and_asked_for_once() throws Exception {
        Digest shared = layer(arm64, 0);
        registries.forget(EDGE, shared);

        assertCame(check(), ExitCode.DRIFT, DriftState.MISSING_BLOB, DriftState.MISSING_BLOB);
        assertEquals(1, asked("size edge.example " + shared));
    }

    private long asked(String request) {
        return registries.requests().stream().filter(request::equals).count();
    }

    @Test
    void a_signature_that_is_gone_is_a_missing_attachment() throws Exception {
        registries.forget(EDGE, signature.digest());

        assertCame(
                check(),
                ExitCode.DRIFT,
                DriftState.MISSING_ATTACHMENT,
                DriftState.MISSING_ATTACHMENT);
    }

    @Test
    void a_referrer_that_is_gone_from_list_and_repository_is_told_once() throws Exception {
        registries.store(EDGE, tag(AttachmentKind.REFERRERS), Artifact.referrers());
        registries.forget(EDGE, referrer.digest());

        assertCame(check(), ExitCode.DRIFT, DriftState.MISSING_ATTACHMENT);
    }

    @Test
    void a_referrer_that_is_listed_no_more_is_a_missing_attachment() throws Exception {
        registries.store(EDGE, tag(AttachmentKind.REFERRERS), Artifact.referrers());

        assertCame(check(), ExitCode.DRIFT, DriftState.MISSING_ATTACHMENT);
    }

    @Test
    void a_referrer_that_is_neither_listed_nor_there_is_told_once() throws Exception {
        registries.store(EDGE, tag(AttachmentKind.REFERRERS), Artifact.referrers());
        registries.forget(EDGE, referrer.digest());

        assertCame(check(), ExitCode.DRIFT, DriftState.MISSING_ATTACHMENT);
    }

    @Test
    void referrers_and_tags_that_the_lock_does_not_know_are_added() throws Exception {
        registries
                .store(
                        EDGE,
                        tag(AttachmentKind.REFERRERS),
                        Artifact.referrers(
                                referrer, Artifact.referringTo(image, "application/x", "new")))
                .store(EDGE, tag(AttachmentKind.SBOM), Artifact.image("sbom"))
                .store(
                        EDGE,
                        AttachmentKind.SIGNATURE.tagOf(lock.digest()).name(),
                        Artifact.of(SIGNATURE_TYPE, "of the lock"));

        assertCame(check(), ExitCode.SEEDED, DriftState.ADDED, DriftState.ADDED, DriftState.ADDED);
    }

    @Test
    void a_signatures_tag_that_names_the_locked_one_among_others_is_added() throws Exception {
        registries.store(
                EDGE,
                tag(AttachmentKind.SIGNATURE),
                Artifact.of(SIGNATURE_TYPE, "signed", "signed again"));

        assertCame(check(), ExitCode.SEEDED, DriftState.ADDED);
    }

    @Test
    void a_signatures_tag_that_lacks_the_locked_one_has_moved() throws Exception {
        registries.store(
                EDGE, tag(AttachmentKind.SIGNATURE), Artifact.of(SIGNATURE_TYPE, "by another"));

        assertCame(check(), ExitCode.DRIFT, DriftState.MOVED);
    }

    @Test
    void gone_evidence_is_incomplete_where_trust_is_asked_and_never_never_signed()
            throws Exception {
        registries.forget(EDGE, signature.digest());

        DriftReport report = checkTrusted();

        assertEquals(ExitCode.INCOMPLETE, report.exitCode());
        assertEquals(
                Verdict.INCOMPLETE,
                report.bundles().getFirst().verification().orElseThrow().verdict());
    }

    @Test
    void a_registry_that_does_not_know_the_repository_says_not_found() throws Exception {
        SeedLock elsewhere = pins(new Repository("edge.example", "gone"));

        assertCame(
                check(Depth.PRESENCE, Optional.empty(), elsewhere),
                ExitCode.NOT_FOUND,
                DriftState.MISSING_TAG);
        assertEquals(1, asked("tags edge.example gone"));
    }

    @Test
    void the_list_of_tags_is_not_asked_for_while_the_tag_is_there() throws Exception {
        check();

        assertEquals(0, asked("tags edge.example robot-behavior"));
    }

    @Test
    void a_registry_out_of_reach_is_asked_once_for_a_thousand_bundles() throws Exception {
        registries.before(
                _ -> {
                    throw new Obstacle.Unreachable(
                            Obstacle.Unreachable.Reason.CONNECTION_REFUSED,
                            Attempt.locally("asking"),
                            "refused");
                });
        SeedLock[] locks =
                IntStream.range(0, 1000)
                        .mapToObj(i -> pins(new Repository("edge.example", "app" + i)))
                        .toArray(SeedLock[]::new);

        DriftReport report = check(Depth.PRESENCE, Optional.empty(), locks);

        assertEquals(ExitCode.UNREACHABLE, report.exitCode());
        assertEquals(1000, report.deviating().size());
        assertEquals(1, registries.requests().size());
    }

    @Test
    void a_denied_repository_is_unreadable_and_not_asked_further() throws Exception {
        registries.before(
                _ -> {
                    throw new Obstacle.AccessDenied(
                            Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                            Attempt.locally("asking"),
                            "401");
                });

        assertCame(check(), ExitCode.ACCESS_DENIED, DriftState.UNREADABLE);
        assertEquals(1, registries.requests().size());
    }

    @Test
    void bytes_that_do_not_hash_outrank_drift() throws Exception {
        registries.store(EDGE, "v1-lock", signature);
        registries.before(
                request -> {
                    if (request.equals("manifest edge.example " + arm64.digest())) {
                        throw new Obstacle.Contradiction(
                                Attempt.locally("reading"), "these", "others");
                    }
                });

        assertCame(check(), ExitCode.TAMPERED, DriftState.MOVED, DriftState.TAMPERED);
    }

    @Test
    void evidence_that_cannot_be_read_does_not_hide_the_locked_evidence() throws Exception {
        registries.before(
                request -> {
                    if (request.equals("attachments edge.example " + image.digest())) {
                        throw new Obstacle.Unsupported(
                                Attempt.locally("reading"), "of another kind");
                    }
                });

        assertCame(check(), ExitCode.SEEDED, DriftState.ADDED);
    }

    @Test
    void bytes_are_read_once_per_registry_and_presence_asked_in_each_repository() throws Exception {
        Repository other = new Repository("edge.example", "fleet/other");
        seed(other);

        DriftReport report = check(Depth.BYTES, Optional.empty(), pins(EDGE), pins(other));

        assertCame(report, ExitCode.SEEDED);
        Digest shared = layer(arm64, 0);
        assertEquals(1, asked("blob edge.example " + shared));
        assertEquals(1, asked("size edge.example " + shared));
    }

    @Test
    void a_blob_that_another_repository_lacks_is_still_read_here() throws Exception {
        Repository other = new Repository("edge.example", "fleet/other");
        seed(other);
        Digest shared = layer(arm64, 0);
        registries.forget(EDGE, shared);

        DriftReport report = check(Depth.BYTES, Optional.empty(), pins(EDGE), pins(other));

        assertEquals(2, report.bundles().getFirst().items().size());
        assertEquals(List.of(), report.bundles().getLast().items());
    }

    @Test
    void bytes_told_come_to_the_total_which_never_shrinks() throws Exception {
        check(Depth.BYTES, Optional.empty(), pins(EDGE));

        List<Long> totals =
                events.stream()
                        .filter(DriftEvent.Counted.class::isInstance)
                        .map(each -> ((DriftEvent.Counted) each).totalBytes())
                        .toList();
        long read =
                events.stream()
                        .filter(DriftEvent.Read.class::isInstance)
                        .mapToLong(each -> ((DriftEvent.Read) each).done())
                        .sum();
        assertEquals(totals.stream().sorted().toList(), totals);
        assertEquals(totals.getLast(), read);
    }

    @Test
    void an_unusable_key_stops_everything_before_a_question() throws Exception {
        verifier.unusable(new Obstacle.TrustUnusable(Attempt.locally("reading the key"), "no key"));

        DriftReport report = checkTrusted();

        assertEquals(ExitCode.TRUST_SETUP, report.exitCode());
        assertEquals(List.of(), registries.requests());
    }

    @Test
    void an_unmoved_bundle_can_be_refused() throws Exception {
        verifier.answering(Verdict.STALE);
        registries.store(
                EDGE,
                AttachmentKind.SIGNATURE.tagOf(lock.digest()).name(),
                Artifact.of(SIGNATURE_TYPE, "of the lock"));

        assertEquals(ExitCode.STALE, checkTrusted().exitCode());
    }

    @Test
    void of_too_many_deviations_the_rest_is_counted() throws Exception {
        ItemLedger ledger = new ItemLedger(ExitCode.DRIFT);
        for (int i = 0; i < ItemLedger.MOST_LISTED + 5; i++) {
            ledger.add(
                    DriftItem.absent(
                            DriftItem.Kind.BLOB,
                            "image",
                            "" + i,
                            DriftState.MISSING_BLOB,
                            image.digest()));
        }

        assertEquals(ItemLedger.MOST_LISTED, ledger.items().size());
        assertEquals(5, ledger.unlisted());
    }
}
