package dev.autonomy.registry.adapter.tool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an output, as many as fit into a fixed amount of memory. */
final class Tail {

    static final int MOST_CHARACTERS = 64 << 10;

    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;

    synchronized void add(String line) {
        lines.addLast(line);
        characters += line.length() + 1;
        while (characters > MOST_CHARACTERS) {
            characters -= lines.removeFirst().length() + 1;
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
