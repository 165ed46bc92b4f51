package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.desktop.wizard.SavedReport;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reports beside a seed's files: a page and a log of the same name, which nothing had before. */
final class ReportFiles {

    private static final String NAME = "seed-report";

    private ReportFiles() {}

    static Path write(Path folder, SavedReport report) throws Obstacle {
        try {
            Files.createDirectories(folder);
            for (int i = 1; ; i++) {
                String name = i == 1 ? NAME : NAME + "-" + i;
                Path page = folder.resolve(name + ".html");
                Path log = folder.resolve(name + ".log");
                if (!Files.exists(log) && isWritten(page, report.html())) {
                    Files.writeString(log, report.log(), StandardOpenOption.CREATE_NEW);
                    return page;
                }
            }
        } catch (IOException e) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("writing the report into", folder.toString()),
                    "it cannot be written" + reason(e));
        }
    }

    /** Only where nothing of this name exists, which is decided as the file is made. */
    private static boolean isWritten(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException failed
                ? Optional.ofNullable(failed.getReason()).map(reason -> ": " + reason).orElse("")
                : "";
    }
}
