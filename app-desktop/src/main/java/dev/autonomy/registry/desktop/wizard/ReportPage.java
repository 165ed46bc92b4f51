package dev.autonomy.registry.desktop.wizard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Page 5: how the seed came out; it stays until it is dismissed. */
public final class ReportPage {

    private final Texts texts;
    private final Quantities quantities;
    private final ReadOnlyObjectWrapper<Optional<ReportContent>> content =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private final Threads threads;
    private Instant endedAt = Instant.EPOCH;

    ReportPage(Texts texts, Quantities quantities, Threads threads) {
        this.threads = threads;
        this.texts = texts;
        this.quantities = quantities;
    }

    public ReadOnlyObjectProperty<Optional<ReportContent>> content() {
        return content.getReadOnlyProperty();
    }

    /** The report as one HTML file; empty while there is none. */
    public Optional<String> html() {
        return content.get()
                .map(
                        report ->
                                ReportHtml.of(
                                        report,
                                        texts,
                                        texts.of("report.made-at", quantities.moment(endedAt))));
    }

    /** Writes the report into this file, beside the window. */
    public void save(Path file) {
        html().ifPresent(
                        text ->
                                Job.start(
                                        threads,
                                        () -> write(file, text),
                                        ending -> {
                                            if (ending
                                                    instanceof
                                                    Job.Ending.Done<String>(String outcome)) {
                                                saved.set(outcome);
                                            }
                                        }));
    }

    /** Where the report was saved, or why it was not; empty before. */
    public ReadOnlyStringProperty saved() {
        return saved.getReadOnlyProperty();
    }

    private String write(Path file, String text) {
        try {
            replace(file, text);
            return texts.of("report.saved", file);
        } catch (IOException e) {
            return texts.of("report.not-saved", e.getMessage());
        }
    }

    /** Whatever has the name is replaced, so no link is followed and no pipe waited for. */
    private static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    void show(RunEnd end) {
        saved.set("");
        endedAt = end.endedAt();
        content.set(Optional.of(new ReportWriter(texts, quantities).of(end)));
    }

    void dismiss() {
        content.set(Optional.empty());
    }
}
