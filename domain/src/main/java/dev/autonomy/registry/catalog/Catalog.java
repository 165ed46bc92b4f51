package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.SeedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Bundles named one by one, in the order in which they are brought (spec 7.1). {@link #clashes}
 * says which of them cannot stand side by side; a run refuses a catalog with any.
 */
public record Catalog(List<CatalogEntry> entries) {

    public static final int MAX_BUNDLES = 1000;

    public Catalog {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MAX_BUNDLES) {
            throw new IllegalArgumentException("a catalog has 1 to " + MAX_BUNDLES + " bundles");
        }
    }

    /** Two entries, counted from 0, the later one second, and what only one of them can have. */
    public record Clash(int first, int second, String over) {}

    /** Entries with one name, case aside, or with one tag at the destination. */
    public List<Clash> clashes() {
        List<Clash> clashes = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        Map<String, Integer> tags = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            CatalogEntry entry = entries.get(i);
            String name = entry.name().text();
            Optional<Integer> named = taken(names, name.toLowerCase(Locale.ROOT), i);
            if (named.isPresent()) {
                clashes.add(new Clash(named.get(), i, "the name " + name));
            }
            for (String tag : tags(entry.request())) {
                Optional<Integer> first = taken(tags, tag, i);
                if (first.isPresent()) {
                    clashes.add(new Clash(first.get(), i, "the destination " + tag));
                }
            }
        }
        return List.copyOf(clashes);
    }

    private static Optional<Integer> taken(Map<String, Integer> by, String claim, int entry) {
        return Optional.ofNullable(by.putIfAbsent(claim, entry));
    }

    /** Those that it points: its sidecars' too. */
    private static List<String> tags(SeedRequest request) {
        List<String> tags = new ArrayList<>();
        for (BundlePart part : request.sidecars().parts()) {
            try {
                tags.add(request.to().repository().at(part.tagBeside(request.to().name())));
            } catch (InvalidInput e) {
                throw new IllegalArgumentException("not a sound request", e);
            }
        }
        return tags;
    }
}
