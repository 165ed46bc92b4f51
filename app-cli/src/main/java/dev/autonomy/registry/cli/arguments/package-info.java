/** Command lines: their grammar, and what was asked for in one that is sound. */
package dev.autonomy.registry.cli.arguments;
