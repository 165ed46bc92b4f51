/** The wizard's state and view models: properties, lists and plain Java, no toolkit. */
package dev.autonomy.registry.desktop.wizard;
