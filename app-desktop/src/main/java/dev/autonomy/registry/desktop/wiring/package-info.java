/** Puts the wizard's use case together and runs it beside the window. */
package dev.autonomy.registry.desktop.wiring;
