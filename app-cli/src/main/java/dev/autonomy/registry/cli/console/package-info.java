/** The terminal and the streams: progress while a command runs, and its result. */
package dev.autonomy.registry.cli.console;
