package dev.autonomy.misbuilt.nowhere;

/** A class that nobody can place or name. */
final class DoorManagerImpl {}
