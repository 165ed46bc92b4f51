package dev.autonomy.registry.desktop.wizard;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A wizard over a scripted backend, with a clock that moves by hand and no thread of its own. */
public final class WizardScene {

    public final ScriptedBackend backend = new ScriptedBackend();
    public final MovableClock clock = new MovableClock(Sample.NOW);
    public final Remembered recent = new Remembered();
    public final Wizard wizard;

    public WizardScene() {
        this(new Threads(Runnable::run, Runnable::run));
    }

    public WizardScene(Threads threads) {
        wizard =
                new Wizard(
                        new Surroundings(
                                Locale.ENGLISH,
                                clock,
                                threads,
                                backend,
                                recent,
                                Path.of("/home/kim/seeds"),
                                new Versions("1.0.0", "25.0.1", "Linux 6.12 amd64")));
    }

    /** Both references and a key: everything that a review needs. */
    public WizardScene filledIn() {
        wizard.where().from().text().set(Sample.FROM);
        wizard.where().to().text().set(Sample.TO);
        wizard.trust().choose(Path.of("/home/kim/keys/cosign.pub"));
        return this;
    }

    public WizardScene onReview() {
        return filledIn().onReviewOfWhatIsFilledIn();
    }

    WizardScene onReviewOfWhatIsFilledIn() {
        wizard.next();
        wizard.next();
        return this;
    }

    ReviewLine line(ReviewItem item) {
        return wizard.review().lines().get(item.ordinal());
    }

    RailItem rail(Page page) {
        return wizard.rail().get(page.ordinal());
    }

    public Footer footer() {
        return wizard.footer().get();
    }

    public ReportContent report() {
        return wizard.report().content().get().orElseThrow();
    }

    /** Time that passes when it is told to. */
    public static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        public synchronized void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock stays where it is");
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }
    }

    /** Recent references in memory. */
    public static final class Remembered implements RecentReferences {
        private final Map<Side, List<String>> references = new EnumMap<>(Side.class);
        private Optional<Path> key = Optional.empty();

        @Override
        public List<String> of(Side side) {
            return List.copyOf(references.getOrDefault(side, List.of()));
        }

        @Override
        public Optional<Path> key() {
            return key;
        }

        @Override
        public void usedKey(Path file) {
            key = Optional.of(file);
        }

        @Override
        public void used(Side side, String reference) {
            references.computeIfAbsent(side, _ -> new ArrayList<>()).addFirst(reference);
        }
    }
}
