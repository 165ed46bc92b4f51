/** What happens during a run, told to one observer. */
package dev.autonomy.registry.progress;
