package dev.autonomy.registry.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder that everything of a demo lies in; closing it removes it unless it is kept. */
record DemoFolder(Path path, Demo.Leftovers leftovers) implements AutoCloseable {

    static DemoFolder create(Path parent, Demo.Leftovers leftovers) throws IOException {
        return new DemoFolder(Files.createTempDirectory(parent, "autonomy-demo-"), leftovers);
    }

    @Override
    public void close() throws IOException {
        switch (leftovers) {
            case KEPT -> {}
            case REMOVED -> remove();
        }
    }

    private void remove() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
