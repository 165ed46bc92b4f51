package dev.autonomy.registry.cli.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records and pattern switches of every kind, and what they say. */
public final class PlainCallsSample {

    private PlainCallsSample() {}

    /** A component of each type. */
    record Everything(
            boolean truth,
            byte small,
            char letter,
            short shorter,
            int number,
            long longer,
            float rough,
            double fine,
            String text,
            char[] letters,
            Optional<List<String>> more) {}

    record Nothing() {}

    sealed interface Shape {
        record Circle(int radius) implements Shape {}

        record Box(Shape inside, String label) implements Shape {}

        enum Unit implements Shape {
            POINT,
            LINE
        }

        /** A switch in an interface. */
        default String told() {
            return switch (this) {
                case Circle(int radius) when radius > 10 -> "great circle";
                case Circle(int radius) -> "circle " + radius;
                case Box(Circle(var radius), var label) -> label + " around " + radius;
                case Box(Box(_, _), String label) when label.isEmpty() -> "nameless boxes";
                case Box box -> "box " + box.label();
                case Unit unit -> unit.name();
            };
        }
    }

    static String named(Object any) {
        return switch (any) {
            case null -> "null";
            case Integer i when i < 0 -> "negative";
            case Integer _ -> "integer";
            case String word -> word(word);
            case CharSequence text -> "text of " + text.length();
            case int[] many -> many.length + " numbers";
            default -> any.getClass().getSimpleName();
        };
    }

    static String word(String word) {
        return switch (word) {
            case "word" -> "the word";
            case String other when other.length() > 4 -> "a long one";
            case String other -> other;
        };
    }

    static String unit(Shape.Unit unit) {
        return switch (unit) {
            case POINT -> "point";
            case Shape.Unit other when other.ordinal() > 0 -> "one of more";
            case Shape.Unit other -> other.toString();
        };
    }

    /** All that they say, line by line. */
    public static List<String> tell() {
        List<String> lines = new ArrayList<>();
        char[] letters = {};
        Everything one = everything(0.0, letters);
        for (Everything other :
                List.of(
                        one,
                        everything(0.0, letters),
                        everything(-0.0, letters),
                        everything(Double.NaN, letters))) {
            lines.add(one.equals(other) + " " + (one.hashCode() == other.hashCode()));
            lines.add(other.toString().replaceAll("C@[0-9a-f]+", "C"));
        }
        lines.add("" + everything(Double.NaN, letters).equals(everything(Double.NaN, letters)));
        lines.add(
                ""
                        + one.equals(null)
                        + one.equals("one")
                        + one.equals(everything(0.0, new char[0])));
        lines.add(
                new Nothing()
                        + " "
                        + new Nothing().hashCode()
                        + new Nothing().equals(new Nothing()));
        lines.add("" + new Shape.Box(null, null) + new Shape.Box(null, null).hashCode());
        lines.add("" + new Shape.Box(new Shape.Circle(3), "a").hashCode());
        for (Shape shape :
                List.of(
                        new Shape.Circle(11),
                        new Shape.Circle(10),
                        new Shape.Box(new Shape.Circle(1), "ring"),
                        new Shape.Box(new Shape.Box(Shape.Unit.LINE, "b"), ""),
                        new Shape.Box(new Shape.Box(Shape.Unit.LINE, "b"), "c"),
                        new Shape.Box(null, "hollow"),
                        Shape.Unit.POINT)) {
            lines.add(shape.told());
        }
        for (Object any :
                new Object[] {
                    null, -1, 1, "word", "words", "w", new StringBuilder("text"), new int[3], 1L
                }) {
            lines.add(named(any));
        }
        lines.add(unit(Shape.Unit.POINT) + unit(Shape.Unit.LINE));
        return lines;
    }

    private static Everything everything(double fine, char[] letters) {
        return new Everything(
                true,
                (byte) -3,
                'x',
                (short) 4,
                5,
                1L << 40,
                1.5f,
                fine,
                "t",
                letters,
                Optional.of(List.of("m")));
    }
}
