/** The autonomy command: its grammar, its usage rules, and its process. */
package dev.autonomy.registry.cli;
