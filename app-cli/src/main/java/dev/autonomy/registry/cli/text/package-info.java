/** What the command says: failures, verdicts and hints in words, sizes and times. */
package dev.autonomy.registry.cli.text;
