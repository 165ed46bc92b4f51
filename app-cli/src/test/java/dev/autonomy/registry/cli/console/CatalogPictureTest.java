package dev.autonomy.registry.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogPictureTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final int BUNDLES = 40;
    private static final long SIZE = 10_000_000;

    private final CatalogPicture picture = new CatalogPicture();
    private final List<String> lines = new ArrayList<>();

    private static String name(int bundle) {
        return "fleet__a-bundle-with-a-long-name-%02d-v1".formatted(bundle);
    }

    private static SeedEvent.Artifact image(int bundle) {
        Digest digest = new Digest("%064x".formatted(bundle + 1));
        return new SeedEvent.Artifact("image", digest, Map.of(digest, SIZE), List.of());
    }

    private void tell(SeedEvent event) {
        picture.after(event).forEach(line -> lines.add(line.text()));
    }

    private void tell(int bundle, SeedEvent event) {
        tell(new SeedEvent.OfBundle(name(bundle), event));
    }

    private void begin() {
        tell(
                new SeedEvent.CatalogStarted(
                        START,
                        IntStream.range(0, BUNDLES).mapToObj(CatalogPictureTest::name).toList()));
    }

    private void judge(int bundle) {
        tell(bundle, new SeedEvent.BundleStarted(START, request()));
        tell(bundle, new SeedEvent.Planned(START, List.of(image(bundle)), SIZE));
        tell(bundle, new SeedEvent.StepFinished(START, SeedStep.PREFLIGHT));
    }

    private void judgeAll() {
        begin();
        IntStream.range(0, BUNDLES).forEach(this::judge);
    }

    private void move(int bundle) {
        tell(bundle, new SeedEvent.StepStarted(START, SeedStep.REPLICATE));
        tell(bundle, new SeedEvent.ArtifactStarted(START, image(bundle)));
        tell(
                bundle,
                new SeedEvent.Bytes(START, image(bundle), image(bundle).digest(), SIZE / 2, SIZE));
    }

    private void end(int bundle, BundleResult result, ExitCode code) {
        tell(bundle, new SeedEvent.BundleFinished(START.plusSeconds(2), result, code, List.of()));
    }

    private static SeedRequest request() {
        try {
            return new SeedRequest(
                    Reference.parse("source.example/nav:v1"),
                    Reference.parseDestination("edge.example/nav:v1"),
                    SidecarPolicy.IMAGE_ONLY,
                    new TrustPolicy.Skipped("a test"));
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void while_bundles_are_judged_their_number_is_told() {
        begin();
        judge(0);

        assertEquals(List.of("  catalog      1 of 40 bundles judged"), picture.frame(START, 79));
    }

    @Test
    void the_whole_stands_above_the_bundles_under_way() {
        judgeAll();
        move(0);
        move(1);

        assertEquals(
                List.of(
                        "  catalog      ░░░░░░░░░░░░░░░░░░░░░░    2 %  10.0 of 400.0 MB  0 of 40 bundles",
                        "    fleet__a-bundle-with-a-long…  1 replicate  ███████████░░░░░░░░░░░   50 %",
                        "    fleet__a-bundle-with-a-long…  1 replicate  ███████████░░░░░░░░░░░   50 %"),
                picture.frame(START, 79));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 79, 200})
    void no_line_is_longer_than_the_terminal_and_few_are_shown(int columns) {
        judgeAll();
        IntStream.range(0, 16).forEach(this::move);

        List<String> frame = picture.frame(START, columns);

        assertTrue(frame.stream().allMatch(line -> line.length() <= columns), frame::toString);
        assertTrue(frame.size() <= 10, frame::toString);
    }

    @Test
    void each_bundle_that_ended_has_one_line() {
        judgeAll();
        move(0);
        tell(0, new SeedEvent.ArtifactFinished(START, image(0), Transfer.Status.COPIED));
        end(0, BundleResult.SEEDED, ExitCode.SEEDED);
        end(1, BundleResult.SEEDED, ExitCode.SEEDED);
        end(2, BundleResult.REFUSED, ExitCode.WRONG_KEY);
        end(3, BundleResult.NOT_ATTEMPTED, ExitCode.WRONG_KEY);

        assertEquals(
                List.of(
                        name(0) + "  10.0 MB in 2.0 s",
                        name(1) + "  already there",
                        name(2) + "  wrong-key (12)",
                        name(3) + "  not attempted"),
                lines);
    }

    @Test
    void a_registry_without_tls_is_told_of_once_and_other_warnings_with_their_bundle() {
        judgeAll();
        Warning plain = Warning.plainHttp("edge.example");
        Warning other = new Warning(Warning.Kind.OTHER_NAME, "Another name.");

        tell(0, new SeedEvent.Warned(START, plain));
        tell(1, new SeedEvent.Warned(START, plain));
        tell(1, new SeedEvent.Warned(START, other));

        assertEquals(List.of(plain.message(), name(1) + ": Another name."), lines);
    }

    @Test
    void a_log_is_told_where_the_whole_stands_until_all_have_ended() {
        judgeAll();
        assertEquals(
                Optional.of("so far         0 %  0.0 of 400.0 MB  0 of 40 bundles"),
                picture.standing(START));

        IntStream.range(0, BUNDLES).forEach(i -> end(i, BundleResult.SEEDED, ExitCode.SEEDED));

        assertEquals(Optional.empty(), picture.standing(START));
        assertEquals(List.of(), picture.frame(START, 79));
    }
}
