package dev.autonomy.registry.adapter.lock;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.MemberReader;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.drift.SeedLock;
import dev.autonomy.registry.model.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the content of a seed.lock or a catalog.lock, whichever it is (spec 3, 7.1): strictly where
 * it knows a member, past those that it does not know, and no more of either than bundles have.
 */
final class LockReader {

    static final int MAX_BYTES = 64 << 20;
    static final int MAX_BUNDLES = 1_000;
    static final int MAX_PINS = 100_000;
    private static final int SCHEMA_VERSION = 1;

    private final MemberReader in;
    private final List<SeedLock> locks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int pins;
    private boolean isCatalog;

    private LockReader(MemberReader in) {
        this.in = in;
    }

    /** The bundles that it pins, in its order. */
    static List<SeedLock> read(InputStream document) throws IOException, Unreadable {
        return MemberReader.read(
                new LimitedInput(document, MAX_BYTES), in -> new LockReader(in).document());
    }

    private List<SeedLock> document() throws IOException, Unreadable {
        LockBuilder single = new LockBuilder(in, this::countPin);
        in.members(
                Map.of("schemaVersion", () -> in.number(SCHEMA_VERSION)),
                single.and("bundles", this::bundles));
        if (isCatalog && !single.isEmpty()) {
            throw new Unreadable("it is the lock of a bundle and of a catalog at once");
        }
        if (isCatalog && locks.isEmpty()) {
            throw new Unreadable("it locks no bundle");
        }
        if (!isCatalog) {
            locks.add(single.build(Optional.empty()));
        }
        return List.copyOf(locks);
    }

    private void bundles() throws IOException, Unreadable {
        isCatalog = true;
        in.entries(this::bundle);
    }

    private void bundle() throws IOException, Unreadable {
        if (locks.size() == MAX_BUNDLES) {
            throw in.refused("it has more than " + MAX_BUNDLES + " bundles");
        }
        LockBuilder builder = new LockBuilder(in, this::countPin);
        List<BundleName> name = new ArrayList<>();
        in.members(Map.of("name", () -> name.add(name())), builder.members());
        locks.add(builder.build(Optional.of(name.getFirst())));
    }

    private BundleName name() throws IOException, Unreadable {
        String text = in.text();
        if (!names.add(text.toLowerCase(Locale.ROOT))) {
            throw in.refused("it has two bundles of the name " + HostileText.quoted(text));
        }
        try {
            return BundleName.parse(text);
        } catch (InvalidInput e) {
            throw in.refused("expected the name of a bundle, but " + e.getMessage());
        }
    }

    private void countPin() throws Unreadable {
        if (++pins > MAX_PINS) {
            throw in.refused("it pins more than " + MAX_PINS + " things");
        }
    }
}
