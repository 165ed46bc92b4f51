package dev.autonomy.registry.adapter.folder;

import java.io.IOException;
import java.nio.file.Path;

/** Makes named pipes, which keep whoever opens them waiting for another who does. */
public final class Pipe {

    private Pipe() {}

    public static Path make(Path path) {
        try {
            Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
            if (mkfifo.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("no pipe at " + path);
            }
            return path;
        } catch (IOException e) {
            throw new IllegalStateException("mkfifo is part of every Unix", e);
        }
    }
}
