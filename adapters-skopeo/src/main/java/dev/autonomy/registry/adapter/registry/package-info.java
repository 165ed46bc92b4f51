/** Asks registries over HTTP, and writes the few small things that a seed composes or points. */
package dev.autonomy.registry.adapter.registry;
