package dev.autonomy.registry.adapter.tool;

import java.util.List;

/**
 * How a program ended: its exit status, and the last lines of its two outputs. A status above 128
 * means that a signal ended it.
 */
public record Ending(int exitStatus, List<String> output, List<String> errors) {

    public Ending {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }
}
