/** The composition root of the wizard: which adapters stand behind what it asks for. */
package dev.autonomy.registry.desktop.wiring;
