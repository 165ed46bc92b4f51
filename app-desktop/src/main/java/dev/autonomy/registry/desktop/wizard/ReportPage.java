package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Page 5: how the seed came out; it stays until it is dismissed. Every report is kept beside the
 * seed's files without being asked.
 */
public final class ReportPage {

    private final Texts texts;
    private final Quantities quantities;
    private final Versions versions;
    private final Threads threads;
    private final SeedingBackend backend;
    private final ReadOnlyObjectWrapper<Optional<ReportContent>> content =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private Optional<RunEnd> shown = Optional.empty();
    private Optional<Kept> kept = Optional.empty();

    /** A report that was written by itself, and what came of that; empty while it is written. */
    private record Kept(RunEnd end, String outcome) {}

    ReportPage(
            Texts texts,
            Quantities quantities,
            Versions versions,
            Threads threads,
            SeedingBackend backend) {
        this.texts = texts;
        this.quantities = quantities;
        this.versions = versions;
        this.threads = threads;
        this.backend = backend;
    }

    public ReadOnlyObjectProperty<Optional<ReportContent>> content() {
        return content.getReadOnlyProperty();
    }

    /** The report as one HTML file; empty while there is none. */
    public Optional<String> html() {
        return shown.map(this::html);
    }

    /** The folder that the seed left its files in; empty while there is no report. */
    public Optional<Path> folder() {
        return shown.map(end -> end.order().folder());
    }

    /** Where a copy of the report could go: beside the kept one, under a name that is free. */
    public Optional<Path> suggestedFile() {
        return shown.map(
                end -> {
                    Path folder = end.order().folder();
                    String stem =
                            folder.getFileName() + "-report-" + quantities.stamp(end.endedAt());
                    Path free = folder.resolve(stem + ".html");
                    for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
                        free = folder.resolve(stem + "-" + i + ".html");
                    }
                    return free;
                });
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

    /** Shows how a seed ended, and keeps the report; then does this. */
    void show(RunEnd end, Runnable then) {
        shown = Optional.of(end);
        saved.set(kept.filter(each -> each.end() == end).map(Kept::outcome).orElse(""));
        content.set(Optional.of(written(end)));
        keep(end, then);
    }

    /** Keeps the report of this end on disk, once; then does this. */
    void keep(RunEnd end, Runnable then) {
        if (kept.filter(each -> each.end() == end).isPresent()) {
            then.run();
            return;
        }
        kept = Optional.of(new Kept(end, ""));
        SavedReport report = new SavedReport(html(end), log(end));
        Job.start(
                threads,
                () -> keep(end.order().folder(), report),
                ending -> {
                    if (ending instanceof Job.Ending.Done<String>(String outcome)) {
                        kept = Optional.of(new Kept(end, outcome));
                        if (shown.filter(each -> each == end).isPresent()) {
                            saved.set(outcome);
                        }
                    }
                    then.run();
                });
    }

    /** Whether the report in view is about a review, and not about a run. */
    boolean isOfReview() {
        return shown.filter(end -> end.stage() == RunEnd.Stage.REVIEW).isPresent();
    }

    void dismiss() {
        shown = Optional.empty();
        content.set(Optional.empty());
    }

    private ReportContent written(RunEnd end) {
        return new ReportWriter(texts, quantities, versions).of(end);
    }

    private String html(RunEnd end) {
        return ReportHtml.of(written(end), texts, madeAt(end));
    }

    private String log(RunEnd end) {
        return new ReportText(texts).of(written(end), end, madeAt(end));
    }

    private String madeAt(RunEnd end) {
        return texts.of("report.made-at", versions.product(), quantities.moment(end.endedAt()));
    }

    private String keep(Path folder, SavedReport report) {
        try {
            return texts.of("report.saved", backend.keep(folder, report));
        } catch (Obstacle obstacle) {
            return texts.of("report.not-kept", folder, obstacle.seen());
        }
    }

    private String write(Path file, String text) {
        try {
            replace(file, text);
            return texts.of("report.saved", file);
        } catch (IOException e) {
            return texts.of("report.not-saved", reason(e));
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

    private static String reason(IOException e) {
        return switch (e) {
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            case AccessDeniedException _ -> "this user may not write there";
            case NoSuchFileException _ -> "there is no such folder";
            default -> "the disk does not take it";
        };
    }
}
