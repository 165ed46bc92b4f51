package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Page 2: the public key that must have signed, and how long ago; or the typed wish to skip it. */
public final class TrustPage {

    private static final int MOST_DIGITS = 5;

    private final Texts texts;
    private final Quantities quantities;
    private final Clock clock;
    private final Threads threads;
    private final SeedingBackend backend;
    private final RecentReferences recent;
    private final ReadOnlyObjectWrapper<KeyState> key =
            new ReadOnlyObjectWrapper<>(new KeyState.None());
    private final StringProperty age = new SimpleStringProperty("365");
    private final ObjectProperty<AgeUnit> unit = new SimpleObjectProperty<>(AgeUnit.DAYS);
    private final StringProperty confirmation = new SimpleStringProperty("");
    private final BooleanBinding skipping;
    private final BooleanBinding complete;
    private final ObjectBinding<Hint> hint;
    private final ObjectBinding<RichText> refusedBefore;

    TrustPage(
            Texts texts,
            Quantities quantities,
            Clock clock,
            Threads threads,
            SeedingBackend backend,
            RecentReferences recent) {
        this.texts = texts;
        this.quantities = quantities;
        this.clock = clock;
        this.threads = threads;
        this.backend = backend;
        this.recent = recent;
        skipping = Bindings.createBooleanBinding(this::isConfirmed, confirmation);
        complete =
                Bindings.createBooleanBinding(
                        () -> trust().isPresent(), key, age, unit, confirmation);
        hint = Bindings.createObjectBinding(this::hintNow, key, age, unit, confirmation);
        refusedBefore = Bindings.createObjectBinding(this::refusedBeforeNow, age, unit);
    }

    public ReadOnlyObjectProperty<KeyState> key() {
        return key.getReadOnlyProperty();
    }

    public StringProperty age() {
        return age;
    }

    /** Whether the age is a number that can be used. */
    public boolean isAgeUsable() {
        return maxAge().isPresent();
    }

    public ObjectProperty<AgeUnit> unit() {
        return unit;
    }

    /** What is typed to skip verification. */
    public StringProperty confirmation() {
        return confirmation;
    }

    /** Whether verification is off for this seed. */
    public BooleanBinding skipping() {
        return skipping;
    }

    public BooleanBinding complete() {
        return complete;
    }

    public ObjectBinding<Hint> hint() {
        return hint;
    }

    /** From which date on a signature is accepted, in words. */
    public ObjectBinding<RichText> refusedBefore() {
        return refusedBefore;
    }

    /** Reads the file beside the window; a later choice outdoes an earlier one. */
    public void choose(Path file) {
        load(new KeyState.Loading(Optional.of(file)), () -> file);
    }

    /**
     * Reads a key given as text, which is kept in a file; a later choice outdoes an earlier one.
     */
    public void paste(String text) {
        load(new KeyState.Loading(Optional.empty()), () -> backend.keepKey(text));
    }

    /** The key file in use, or else the one used last. */
    public Optional<Path> lastKey() {
        return key.get() instanceof KeyState.Usable usable
                ? Optional.of(usable.file())
                : recent.key();
    }

    public void verifyAgain() {
        confirmation.set("");
    }

    /** The policy the page describes; empty while it is incomplete. */
    Optional<TrustPolicy> trust() {
        if (isConfirmed()) {
            return Optional.of(new TrustPolicy.Skipped(texts.of("trust.skip.reason")));
        }
        return key.get() instanceof KeyState.Usable(Path file, _)
                ? maxAge().map(
                                oldest ->
                                        new TrustPolicy.ByKey(
                                                file.toString(),
                                                new Freshness.NotOlderThan(oldest)))
                : Optional.empty();
    }

    private Optional<Duration> maxAge() {
        String digits = age.get().strip();
        if (!digits.matches("[0-9]{1," + MOST_DIGITS + "}") || Integer.parseInt(digits) == 0) {
            return Optional.empty();
        }
        return Optional.of(unit.get().times(Integer.parseInt(digits)));
    }

    private boolean isConfirmed() {
        return confirmation
                .get()
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(texts.of("trust.skip.words"));
    }

    private interface KeyFile {
        Path path() throws Obstacle;
    }

    private void load(KeyState.Loading loading, KeyFile file) {
        key.set(loading);
        Job.start(threads, () -> read(loading, file), ending -> accept(loading, ending));
    }

    private KeyState read(KeyState.Loading loading, KeyFile file) throws InterruptedException {
        try {
            Path path = file.path();
            KeyState.Usable usable = new KeyState.Usable(path, backend.load(path));
            recent.usedKey(path);
            return usable;
        } catch (Obstacle refused) {
            return new KeyState.Refused(loading.file(), refused.seen());
        }
    }

    private void accept(KeyState.Loading loading, Job.Ending<KeyState> ending) {
        if (key.get() != loading) {
            return;
        }
        key.set(
                switch (ending) {
                    case Job.Ending.Done<KeyState>(KeyState read) -> read;
                    case Job.Ending.Cancelled<KeyState>() -> new KeyState.None();
                    case Job.Ending.Failed<KeyState>(Throwable bug) ->
                            new KeyState.Refused(loading.file(), bug.toString());
                });
    }

    private RichText refusedBeforeNow() {
        return maxAge().map(
                        oldest ->
                                texts.rich(
                                        "trust.refused-before",
                                        quantities.date(clock.instant().minus(oldest))))
                .orElseGet(() -> RichText.plain(texts.of("trust.age-wanted")));
    }

    private Hint hintNow() {
        if (isConfirmed()) {
            return new Hint(Tone.PROBLEM, texts.of("trust.hint.off"));
        }
        return switch (key.get()) {
            case KeyState.None _ -> Hint.info(texts.of("trust.hint.choose"));
            case KeyState.Loading _ -> Hint.info(texts.of("trust.hint.loading"));
            case KeyState.Refused _ -> Hint.problem(texts.of("trust.hint.choose"));
            case KeyState.Usable _ ->
                    maxAge().isPresent()
                            ? Hint.info(texts.of("trust.hint.next"))
                            : Hint.problem(texts.of("trust.age-wanted"));
        };
    }
}
