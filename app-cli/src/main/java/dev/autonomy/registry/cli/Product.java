package dev.autonomy.registry.cli;

import dev.autonomy.registry.model.ToolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The product's name and the version it was built as. */
final class Product {

    private Product() {}

    static ToolVersion version() {
        try (InputStream in = Product.class.getResourceAsStream("version.txt")) {
            return new ToolVersion(
                    "autonomy", new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the version is part of the program", e);
        }
    }
}
