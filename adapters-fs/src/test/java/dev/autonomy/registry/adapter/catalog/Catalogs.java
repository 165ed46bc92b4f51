package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.autonomy.registry.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Catalogs as texts, and what is read in them. */
final class Catalogs {

    /** The six lines before the first bundle. */
    static final String HEAD =
            """
            schemaVersion: 1
            defaults:
              fromRegistry: a.example
              toRegistry: localhost:5000
              pubKey: k.pub
            bundles:
            """;

    static final String WHOLE =
            """
            # What the site in the north gets.
            schemaVersion: 1
            defaults:
              fromRegistry: registry.upstream.example.com
              toRegistry: localhost:5000
              copyPolicy: true
              pubKey: keys/release.pub
              maxAge: 720h
            bundles:
              - from: robot-behavior:v1       # the same path and tag
              - name: nav
                from: registry.other.example.com/fleet/nav-stack:v2@sha256:%1$s
                to: nav:v2
                copyPolicy: false
                maxAge: 1h30m
                pubKey: /etc/keys/nav.pub
              - { from: vision:1.10, certificateIdentity: "release@example.com",
                  certificateOidcIssuer: 'https://issuer.example.com', trustedRoot: root.json }
              - from: >-
                  tools@sha256:%1$s
                to: tools:stable
            """
                    .formatted("0a".repeat(32));

    static final String JSON =
            """
            {
            \t"schemaVersion"
            \t\t: 1,
            \t"defaults": {"fromRegistry": "a.example", "toRegistry": "localhost:5000",
            \t\t"pubKey": "keys\\/release.pub", "copyPolicy": true},
            \t"bundles": [
            \t\t{"from": "robot\\u002dbehavior:v1"},
            \t\t{"from": "nav:1.10", "name": "\\u006eav", "maxAge": "720h"}
            \t]
            }
            """;

    private Catalogs() {}

    static CatalogReading reading(String text, CatalogOptions options) {
        return CatalogFile.read(text.getBytes(StandardCharsets.UTF_8), Path.of("site"), options);
    }

    static Catalog catalog(String text) {
        return catalog(text, CatalogOptions.NONE);
    }

    static Catalog catalog(String text, CatalogOptions options) {
        CatalogReading reading = reading(text, options);
        return assertInstanceOf(CatalogReading.Sound.class, reading, reading::toString).catalog();
    }

    /** As {@code line:column: sentence}. */
    static List<String> problems(String text) {
        return problems(text, CatalogOptions.NONE);
    }

    static List<String> problems(String text, CatalogOptions options) {
        return assertInstanceOf(CatalogReading.Unsound.class, reading(text, options))
                .problems()
                .stream()
                .map(CatalogProblem::toString)
                .toList();
    }
}
