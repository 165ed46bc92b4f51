/** Folders that nobody but this user can enter; the door is the private folder. */
package dev.autonomy.registry.adapter.folder;
