/** What a seed leaves behind: the seed manifest and the lock, their JSON and their folder. */
package dev.autonomy.registry.adapter.output;
