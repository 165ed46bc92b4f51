/** Reads and writes JSON as strictly as a stranger's document must be read. */
package dev.autonomy.registry.adapter.json;
