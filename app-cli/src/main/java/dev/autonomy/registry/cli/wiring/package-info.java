/** The composition root: which adapters stand behind the ports. */
package dev.autonomy.registry.cli.wiring;
