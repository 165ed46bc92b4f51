package dev.autonomy.registry.desktop.view;

/** What a window needs of the computer around it, and a test plays. */
public record Desk(FileDialogs dialogs, FileDrops drops, FolderOpener folders) {}
