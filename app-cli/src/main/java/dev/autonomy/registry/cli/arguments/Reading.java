package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.text.Ending;

/**
 * What became of a command line: what it asks for, or why that cannot be done and how to show it.
 */
public sealed interface Reading<T> {

    record Sound<T>(T invocation) implements Reading<T> {}

    record Unsound<T>(Ending ending, Display display) implements Reading<T> {}
}
