package dev.autonomy.registry.cli.wiring;

import java.nio.file.Path;
import java.util.Objects;

/** Where a bundle that is to be judged lies. */
public sealed interface Place {

    /** In the registry that its reference names. */
    record Registry() implements Place {}

    /** In an OCI layout directory of this machine. */
    record Layout(Path folder) implements Place {
        public Layout {
            Objects.requireNonNull(folder);
        }
    }
}
