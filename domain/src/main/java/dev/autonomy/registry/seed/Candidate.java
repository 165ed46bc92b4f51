package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A seed that was judged before it moves; it waits to be carried unless it ended already. */
public final class Candidate implements AutoCloseable {

    private final Function<Optional<Map<BundlePart, Manifest>>, SeedRun> runs;
    private SeedRun run;
    private Optional<SeedReport> end;

    private Candidate(
            Function<Optional<Map<BundlePart, Manifest>>, SeedRun> runs,
            SeedRun run,
            Optional<SeedReport> end) {
        this.runs = runs;
        this.run = run;
        this.end = end;
    }

    static Candidate judged(Function<Optional<Map<BundlePart, Manifest>>, SeedRun> runs)
            throws InterruptedException {
        SeedRun run = runs.apply(Optional.empty());
        boolean isJudged = false;
        try {
            Candidate judged = new Candidate(runs, run, run.judge());
            isJudged = true;
            return judged;
        } finally {
            if (!isJudged) {
                run.close();
            }
        }
    }

    /** How it ended, where it is not going to be carried. */
    public Optional<SeedReport> end() {
        return end;
    }

    /** The layers of the image it brings. */
    public Set<Digest> layers() {
        return run.plan().image().tree().manifests().stream()
                .flatMap(Candidate::layers)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Digest> layers(Manifest manifest) {
        return manifest instanceof Manifest.Image image
                ? image.layers().stream().map(Descriptor::digest)
                : Stream.of();
    }

    /** Whatever something may be attached to, of all that it brings. */
    public Set<Digest> subjects() {
        return run.plan().parts().stream()
                .flatMap(part -> part.tree().manifests().stream())
                .map(Manifest::digest)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Plans and judges the same pins once more, where the destination has changed since for what is
     * attached to them.
     */
    public void judgeAgain() throws InterruptedException {
        Map<BundlePart, Manifest> pins = run.pins();
        run.close();
        run = runs.apply(Optional.of(pins));
        end = run.judge();
    }

    /** Brings it, and reports how that ended. */
    public SeedReport carry() throws InterruptedException {
        return end.isPresent() ? end.get() : run.carry();
    }

    @Override
    public void close() {
        run.close();
    }
}
