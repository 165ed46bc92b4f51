package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.SavedReport;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

    @TempDir private Path folder;

    @Test
    void a_report_and_its_log_make_the_folder_and_stand_side_by_side() throws Exception {
        Path page = ReportFiles.write(folder.resolve("a/b"), new SavedReport("page", "log"));

        assertEquals("page", Files.readString(page));
        assertEquals("log", Files.readString(folder.resolve("a/b/seed-report.log")));
    }

    @Test
    void no_report_overwrites_another() throws Exception {
        Path first = ReportFiles.write(folder, new SavedReport("first", "log of first"));
        Path second = ReportFiles.write(folder, new SavedReport("second", "log of second"));
        Files.writeString(folder.resolve("seed-report-3.log"), "somebody's");
        Files.writeString(folder.resolve("seed-report-4.html"), "another's");
        Path third = ReportFiles.write(folder, new SavedReport("third", "log of third"));

        assertEquals("first", Files.readString(first));
        assertEquals(folder.resolve("seed-report-2.html"), second);
        assertEquals(folder.resolve("seed-report-5.html"), third);
        assertEquals("another's", Files.readString(folder.resolve("seed-report-4.html")));
        assertEquals("somebody's", Files.readString(folder.resolve("seed-report-3.log")));
    }

    @Test
    void a_folder_that_cannot_be_made_is_an_obstacle() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        Obstacle failed =
                assertThrows(
                        Obstacle.StorageFailed.class,
                        () -> ReportFiles.write(file.resolve("x"), new SavedReport("", "")));

        assertTrue(failed.seen().startsWith("it cannot be written"), failed.seen());
    }
}
