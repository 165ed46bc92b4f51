package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Catalogs with something changed in them at random, the same ones in every run. */
class CatalogCorpusTest {

    private static final int MUTANTS = 1500;

    private static final List<String> SEEDS = List.of(Catalogs.WHOLE, Catalogs.JSON);

    /** What means something to YAML, JSON or a catalog. */
    private static final List<String> PIECES =
            List.of(
                    "\n",
                    "\r\n",
                    "\t",
                    " ",
                    "  ",
                    "\"",
                    "'",
                    ": ",
                    ":",
                    "- ",
                    "? ",
                    "#",
                    "&a ",
                    "*a",
                    "!",
                    "!!str ",
                    "|",
                    ">-",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    "---\n",
                    "...\n",
                    "%YAML 1.1\n",
                    "\\",
                    "\\u",
                    "\\U0010ffff",
                    "\\ud800",
                    "@",
                    "`",
                    "~",
                    "null",
                    "true",
                    "1",
                    "0x1f",
                    "<<: ",
                    "\0",
                    "\u0085",
                    "\u2028",
                    "\ufeff",
                    "\ud83d\ude00",
                    "sha256:",
                    "localhost",
                    "docker://",
                    "a".repeat(300));

    static IntStream numbers() {
        return IntStream.range(0, MUTANTS);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void what_is_changed_is_read_or_refused_with_a_place(int number) {
        byte[] mutant = mutant(new Random(number));

        CatalogReading reading = CatalogFile.read(mutant, Path.of("site"), CatalogOptions.NONE);

        switch (reading) {
            case CatalogReading.Sound sound ->
                    assertFalse(sound.catalog().entries().isEmpty(), () -> text(mutant));
            case CatalogReading.Unsound unsound -> {
                assertFalse(unsound.problems().isEmpty(), () -> text(mutant));
                unsound.problems()
                        .forEach(problem -> assertTrue(isSaid(problem), problem::toString));
            }
        }
    }

    private static boolean isSaid(CatalogProblem problem) {
        return problem.line() > 0
                && problem.column() > 0
                && (problem.sentence().endsWith(".") || problem.sentence().endsWith("?"))
                && !problem.sentence().contains("snakeyaml")
                && !problem.sentence().contains("Exception");
    }

    private static byte[] mutant(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static String text(byte[] mutant) {
        return new String(mutant, StandardCharsets.UTF_8);
    }
}
