package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Page 1: what is copied from where to where, and where the files of a seed go. */
public final class WherePage {

    private final Texts texts;
    private final RecentReferences recent;
    private final ReferenceField from = new ReferenceField(Side.FROM);
    private final ReferenceField to = new ReferenceField(Side.TO);
    private final BooleanProperty withSidecars = new SimpleBooleanProperty(true);
    private final BooleanProperty plainHttp = new SimpleBooleanProperty(false);
    private final StringProperty folder;
    private final ObservableList<String> recentFrom = FXCollections.observableArrayList();
    private final ObservableList<String> recentTo = FXCollections.observableArrayList();
    private final BooleanBinding complete;
    private final ObjectBinding<Hint> hint;

    WherePage(Texts texts, RecentReferences recent, Path folder) {
        this.texts = texts;
        this.recent = recent;
        this.folder = new SimpleStringProperty(folder.toString());
        from.text().addListener((_, _, _) -> compare());
        to.text().addListener((_, _, _) -> compare());
        withSidecars.addListener((_, _, _) -> compare());
        refreshRecent();
        complete =
                Bindings.createBooleanBinding(
                        () ->
                                from.reference().isPresent()
                                        && to.reference().isPresent()
                                        && folder().isPresent(),
                        from.reading(),
                        to.reading(),
                        this.folder);
        hint =
                Bindings.createObjectBinding(
                        this::hintNow, from.shown(), to.shown(), this.folder, complete);
    }

    public ReferenceField from() {
        return from;
    }

    public ReferenceField to() {
        return to;
    }

    public ReferenceField field(Side side) {
        return side == Side.FROM ? from : to;
    }

    public ObservableList<String> recent(Side side) {
        return side == Side.FROM ? recentFrom : recentTo;
    }

    /** Whether lock and policy are copied too. */
    public BooleanProperty withSidecars() {
        return withSidecars;
    }

    public BooleanProperty plainHttp() {
        return plainHttp;
    }

    public StringProperty folderText() {
        return folder;
    }

    public BooleanBinding complete() {
        return complete;
    }

    public ObjectBinding<Hint> hint() {
        return hint;
    }

    SidecarPolicy sidecars() {
        return withSidecars.get() ? SidecarPolicy.WITH_SIDECARS : SidecarPolicy.IMAGE_ONLY;
    }

    PlainHttpPolicy plainHttpPolicy() {
        return plainHttp.get() ? PlainHttpPolicy.PERMITTED : PlainHttpPolicy.LOOPBACK_ONLY;
    }

    public Optional<Path> folder() {
        if (folder.get().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(folder.get().strip()));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    Optional<Reference.Tagged> destination() {
        return to.reference()
                .map(
                        reference ->
                                new Reference.Tagged(
                                        reference.repository(), reference.tag().orElseThrow()));
    }

    /** Offers these references again the next time. */
    void remember() {
        for (Side side : Side.values()) {
            field(side).reference().ifPresent(reference -> recent.used(side, reference.toString()));
        }
        refreshRecent();
    }

    private void refreshRecent() {
        recentFrom.setAll(recent.of(Side.FROM));
        recentTo.setAll(recent.of(Side.TO));
    }

    /** The rules between the fields of the page (spec 1.2). */
    private void compare() {
        from.object(from.alone().flatMap(this::objectionToSource));
        to.object(to.alone().flatMap(this::objectionToDestination));
    }

    private Optional<String> objectionToSource(Reference reference) {
        return withSidecars.get() ? sidecarTagProblem(reference) : Optional.empty();
    }

    private Optional<String> objectionToDestination(Reference reference) {
        if (Optional.of(reference).equals(from.alone())) {
            return Optional.of(texts.of("where.same"));
        }
        return withSidecars.get() ? sidecarTagProblem(reference) : Optional.empty();
    }

    private static Optional<String> sidecarTagProblem(Reference reference) {
        return reference.tag().flatMap(WherePage::sidecarTagProblem);
    }

    private static Optional<String> sidecarTagProblem(Tag tag) {
        for (BundlePart part : List.of(BundlePart.LOCK, BundlePart.POLICY)) {
            try {
                part.tagBeside(tag);
            } catch (InvalidInput e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Hint hintNow() {
        for (ReferenceField field : List.of(from, to)) {
            if (field.shown().get() instanceof Reading.Invalid) {
                return Hint.problem(texts.of("where.hint.correct." + field.side().key()));
            }
        }
        if (complete.get()) {
            return readAs().orElseGet(() -> Hint.info(texts.of("where.hint.next")));
        }
        return folder().isEmpty() && !folder.get().isBlank()
                ? Hint.problem(texts.of("where.hint.folder"))
                : Hint.info(texts.of("where.hint.fill"));
    }

    /** More is meant than was typed: that is said before it is relied on. */
    private Optional<Hint> readAs() {
        return List.of(from, to).stream()
                .filter(
                        field ->
                                field.reading().get() instanceof Reading.Valid(_, var whole)
                                        && whole.isPresent())
                .findFirst()
                .map(
                        field ->
                                new Hint(
                                        Tone.WARNING,
                                        texts.of(
                                                "where.hint.read-as." + field.side().key(),
                                                field.reference().orElseThrow())));
    }
}
