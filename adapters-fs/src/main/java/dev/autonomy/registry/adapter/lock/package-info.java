/** Locks that seeds left behind, read back as hostile files. */
package dev.autonomy.registry.adapter.lock;
