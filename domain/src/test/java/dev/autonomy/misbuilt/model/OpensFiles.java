package dev.autonomy.misbuilt.model;

import java.nio.file.Path;

/** The domain with a file in its hands. */
record OpensFiles(Path path) {}
