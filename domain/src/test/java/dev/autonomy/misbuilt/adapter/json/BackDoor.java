package dev.autonomy.misbuilt.adapter.json;

/** A second way into a room. */
public final class BackDoor {}
