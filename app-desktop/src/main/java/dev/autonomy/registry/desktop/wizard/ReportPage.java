package dev.autonomy.registry.desktop.wizard;

import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Page 5: how the seed came out; it stays until it is dismissed. */
public final class ReportPage {

    private final Texts texts;
    private final Quantities quantities;
    private final ReadOnlyObjectWrapper<Optional<ReportContent>> content =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Instant endedAt = Instant.EPOCH;

    ReportPage(Texts texts, Quantities quantities) {
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

    void show(RunEnd end) {
        endedAt = end.endedAt();
        content.set(Optional.of(new ReportWriter(texts, quantities).of(end)));
    }

    void dismiss() {
        content.set(Optional.empty());
    }
}
