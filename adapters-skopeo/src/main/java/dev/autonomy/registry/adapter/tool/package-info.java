/** Runs programs of this machine; the only place that starts a process. */
package dev.autonomy.registry.adapter.tool;
