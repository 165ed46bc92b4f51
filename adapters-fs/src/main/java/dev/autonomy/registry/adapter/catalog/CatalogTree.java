package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tree of a file means. */
final class CatalogTree {

    private final Path folder;
    private final CatalogOptions options;
    private final Problems problems;

    CatalogTree(Path folder, CatalogOptions options, Problems problems) {
        this.folder = folder;
        this.options = options;
        this.problems = problems;
    }

    /** The bundles of which enough is right to be compared; what is wrong is among the problems. */
    List<Bundle> bundles(Node root) {
        Optional<Section> catalog =
                section(root, Key.Level.CATALOG, "A catalog has schemaVersion and bundles");
        return catalog.filter(this::isOfKnownVersion).map(this::bundles).orElse(List.of());
    }

    private List<Bundle> bundles(Section catalog) {
        Optional<Section> defaults =
                catalog.node(Key.DEFAULTS)
                        .flatMap(
                                node ->
                                        section(
                                                node,
                                                Key.Level.DEFAULTS,
                                                "defaults has keys below it"));
        Route.Registries registries =
                defaults.map(Route.Registries::read).orElse(Route.Registries.NONE);
        Asked byDefault =
                defaults.map(each -> Asked.read(each, folder, options)).orElse(Asked.NOTHING);
        List<Bundle> bundles = new ArrayList<>();
        for (Node item : items(catalog)) {
            section(item, Key.Level.BUNDLE, "A bundle has keys, at least from")
                    .flatMap(
                            section ->
                                    Bundle.read(
                                            section,
                                            registries,
                                            Asked.read(section, folder, options).or(byDefault),
                                            options))
                    .ifPresent(bundles::add);
        }
        compare(bundles);
        return bundles;
    }

    private boolean isOfKnownVersion(Section catalog) {
        if (!catalog.has(Key.SCHEMA_VERSION)) {
            catalog.refuse(
                    Key.SCHEMA_VERSION,
                    "schemaVersion is missing. Write schemaVersion: 1 at the beginning.");
            return true;
        }
        Optional<Node.Text> version = catalog.scalar(Key.SCHEMA_VERSION).usable();
        if (version.filter(text -> !text.isPlain("1")).isPresent()) {
            catalog.refuse(
                    Key.SCHEMA_VERSION,
                    "schemaVersion is "
                            + Section.quoted(version.get().text())
                            + ", and only 1, without quotes, is known here. The rest was not read.");
            return false;
        }
        return true;
    }

    private List<Node> items(Section catalog) {
        Optional<Node> bundles = catalog.node(Key.BUNDLES);
        if (bundles.isEmpty()) {
            catalog.refuseWhole("bundles is missing. List at least one bundle under it.");
        }
        return bundles.map(this::items).orElse(List.of());
    }

    private List<Node> items(Node bundles) {
        return switch (bundles) {
            case Node.Items(_, List<Node> nodes) -> {
                if (nodes.isEmpty()) {
                    problems.add(
                            bundles.place(),
                            "bundles is empty. List at least one bundle under it.");
                }
                if (nodes.size() <= Catalog.MAX_BUNDLES) {
                    yield nodes;
                }
                problems.add(
                        nodes.get(Catalog.MAX_BUNDLES).place(),
                        "This is bundle "
                                + (Catalog.MAX_BUNDLES + 1)
                                + ", and a catalog has at most "
                                + Catalog.MAX_BUNDLES
                                + ". Split it.");
                yield nodes.subList(0, Catalog.MAX_BUNDLES);
            }
            case Node.Refused _ -> List.of();
            case Node.Text _, Node.Members _ -> {
                problems.add(
                        bundles.place(),
                        "bundles is "
                                + bundles.kind()
                                + ". Write a list under it, each bundle behind a \"-\".");
                yield List.of();
            }
        };
    }

    private Optional<Section> section(Node node, Key.Level level, String expected) {
        switch (node) {
            case Node.Members members -> {
                return Optional.of(Section.of(members, level, problems));
            }
            case Node.Refused _ -> {}
            case Node.Text _, Node.Items _ ->
                    problems.add(node.place(), expected + ", and this is " + node.kind() + ".");
        }
        return Optional.empty();
    }

    private void compare(List<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        Catalog catalog = new Catalog(bundles.stream().map(Bundle::entry).toList());
        for (Catalog.Clash clash : catalog.clashes()) {
            Section first = bundles.get(clash.first()).section();
            Section second = bundles.get(clash.second()).section();
            second.refuseWhole(
                    "This bundle and the one in line "
                            + first.place().line()
                            + " both have "
                            + clash.over()
                            + ". Change one of them.");
        }
    }
}
