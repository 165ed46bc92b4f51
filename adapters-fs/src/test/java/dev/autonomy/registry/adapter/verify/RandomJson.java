package dev.autonomy.registry.adapter.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** JSON objects, and many spellings of each; the seed says which. */
final class RandomJson {

    private static final List<String> NUMBERS =
            List.of("0", "-0", "1", "1.0", "1e0", "1E+400", "-12.50e-3", "123456789012345678901");
    private static final String SPACE = " \t\r\n";

    private final SplittableRandom random;

    RandomJson(long seed) {
        random = new SplittableRandom(seed);
    }

    sealed interface Value {}

    record Word(String text) implements Value {}

    record Text(String text) implements Value {}

    record Items(List<Value> items) implements Value {}

    record Members(Map<String, Value> members) implements Value {}

    Members object() {
        return object(3);
    }

    /** The object in one of its spellings: order, space and escapes differ. */
    String spelled(Members object) {
        StringBuilder text = new StringBuilder();
        spell(text, object);
        return text.toString();
    }

    private Members object(int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            members.put(text(), value(depth));
        }
        return new Members(members);
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> new Word(List.of("true", "false", "null").get(random.nextInt(3)));
            case 1 -> new Word(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 2 -> new Text(text());
            case 3 -> object(depth - 1);
            default -> {
                List<Value> items = new ArrayList<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    items.add(value(depth - 1));
                }
                yield new Items(items);
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.appendCodePoint(codePoint());
        }
        return text.toString();
    }

    private int codePoint() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/<>&\u2028\u2029\u007f\uFEFF\uE000\uFFFF".charAt(random.nextInt(12));
            case 2 -> random.nextInt(0x10000, 0x110000);
            case 3 -> random.nextInt(0xA0, 0xD800);
            default -> random.nextInt('a', 'e');
        };
    }

    private void spell(StringBuilder text, Value value) {
        space(text);
        switch (value) {
            case Word(String word) -> text.append(word);
            case Text(String string) -> quote(text, string);
            case Items(List<Value> items) -> {
                text.append('[');
                for (int i = 0; i < items.size(); i++) {
                    text.append(i == 0 ? "" : ",");
                    spell(text, items.get(i));
                }
                text.append(']');
            }
            case Members(Map<String, Value> members) -> {
                text.append('{');
                List<String> names = shuffled(members.keySet());
                for (int i = 0; i < names.size(); i++) {
                    text.append(i == 0 ? "" : ",");
                    space(text);
                    quote(text, names.get(i));
                    space(text);
                    text.append(':');
                    spell(text, members.get(names.get(i)));
                }
                text.append('}');
            }
        }
        space(text);
    }

    private List<String> shuffled(Iterable<String> names) {
        List<String> shuffled = new ArrayList<>();
        names.forEach(name -> shuffled.add(random.nextInt(shuffled.size() + 1), name));
        return shuffled;
    }

    private void quote(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean must = c < 0x20 || c == '"' || c == '\\';
            boolean pair = Character.isSurrogate(c);
            if (must || !pair && random.nextInt(4) == 0) {
                text.append("\\u").append("%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private void space(StringBuilder text) {
        for (int left = random.nextInt(3); left > 1; left--) {
            text.append(SPACE.charAt(random.nextInt(SPACE.length())));
        }
    }
}
