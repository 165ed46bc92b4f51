package dev.autonomy.registry.adapter.lock;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.MemberReader;
import dev.autonomy.registry.adapter.document.MemberReader.Taking;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.drift.SeedLock;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.SeedReport.AttachmentPin;
import dev.autonomy.registry.outcome.SeedReport.PlatformPin;
import dev.autonomy.registry.outcome.SeedReport.SidecarPin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The members of one bundle's lock, taken in the order in which they come. */
final class LockBuilder {

    private static final String BY_API = "referrers-api";

    private final MemberReader in;
    private final Counting counting;
    private final Map<String, Digest> digests = new HashMap<>();
    private Optional<Reference.Tagged> image = Optional.empty();
    private Optional<Digest> digest = Optional.empty();
    private Optional<List<SidecarPin>> sidecars = Optional.empty();
    private Optional<List<AttachmentPin>> attachments = Optional.empty();
    private Optional<List<PlatformPin>> platforms = Optional.empty();

    /** Told of every pin before it is read. */
    @FunctionalInterface
    interface Counting {
        void next() throws Unreadable;
    }

    LockBuilder(MemberReader in, Counting counting) {
        this.in = in;
        this.counting = counting;
    }

    Map<String, Taking> members() {
        return Map.of(
                "image", this::image,
                "sidecars", () -> sidecars = Optional.of(pins(this::sidecar)),
                "attachments", () -> attachments = Optional.of(pins(this::attachment)),
                "platforms", () -> platforms = Optional.of(pins(this::platform)));
    }

    Map<String, Taking> and(String name, Taking taking) {
        Map<String, Taking> more = new HashMap<>(members());
        more.put(name, taking);
        return more;
    }

    boolean isEmpty() {
        return image.isEmpty()
                && sidecars.isEmpty()
                && attachments.isEmpty()
                && platforms.isEmpty();
    }

    SeedLock build(Optional<BundleName> name) throws Unreadable {
        Reference.Tagged tagged = required("image", image);
        List<SidecarPin> beside = required("sidecars", sidecars);
        for (SidecarPin each : beside) {
            requireDerived(tagged, each);
        }
        if (beside.stream().map(SidecarPin::part).distinct().count() < beside.size()) {
            throw in.refused("it has two sidecars of one role");
        }
        return new SeedLock(
                name,
                tagged,
                digest.orElseThrow(),
                beside,
                required("attachments", attachments),
                required("platforms", platforms));
    }

    private <T> T required(String name, Optional<T> member) throws Unreadable {
        if (member.isEmpty()) {
            throw in.refused("expected a lock, found one without \"" + name + "\"");
        }
        return member.get();
    }

    private void requireDerived(Reference.Tagged tagged, SidecarPin pin) throws Unreadable {
        try {
            if (!pin.part().tagBeside(tagged.name()).equals(pin.tag())) {
                throw in.refused(
                        "expected the tag of the "
                                + pin.part().label()
                                + " to be derived from "
                                + tagged.name()
                                + ", found "
                                + pin.tag());
            }
        } catch (InvalidInput e) {
            throw in.refused(e.getMessage());
        }
    }

    private void image() throws IOException, Unreadable {
        Texts texts = new Texts("reference", "digest", "pinned");
        Reference.Tagged reference =
                texts.parsed("reference", "a reference", Reference::parseDestination);
        digest = Optional.of(texts.digest("digest"));
        if (!texts.get("pinned").equals(reference.repository().at(digest.get()))) {
            throw in.refused("expected \"pinned\" to be the reference at the digest");
        }
        image = Optional.of(reference);
    }

    /** Something that takes one pin. */
    private interface Pin<T> {
        T take() throws IOException, Unreadable;
    }

    private <T> List<T> pins(Pin<T> each) throws IOException, Unreadable {
        List<T> pins = new ArrayList<>();
        in.entries(
                () -> {
                    counting.next();
                    pins.add(each.take());
                });
        return pins;
    }

    private SidecarPin sidecar() throws IOException, Unreadable {
        Texts texts = new Texts("role", "tag", "digest", "mediaType");
        BundlePart part =
                texts.one("role", List.of(BundlePart.LOCK, BundlePart.POLICY), BundlePart::label);
        return new SidecarPin(
                part,
                texts.parsed("tag", "a tag", Tag::parse),
                texts.digest("digest"),
                texts.get("mediaType"));
    }

    private AttachmentPin attachment() throws IOException, Unreadable {
        Texts texts = new Texts("subject", "kind", "digest", "location");
        AttachmentKind kind =
                texts.one("kind", Arrays.asList(AttachmentKind.values()), AttachmentKind::label);
        Digest subject = texts.digest("subject");
        Tag tag = kind.tagOf(subject);
        String location = texts.get("location");
        boolean isByApi = kind == AttachmentKind.REFERRERS && location.equals(BY_API);
        if (!isByApi && !location.equals(tag.name())) {
            throw in.refused(
                    "expected the location of a "
                            + kind.label()
                            + " of that subject, found "
                            + HostileText.quoted(location));
        }
        return new AttachmentPin(
                subject,
                kind,
                texts.digest("digest"),
                isByApi ? Optional.empty() : Optional.of(tag));
    }

    private PlatformPin platform() throws IOException, Unreadable {
        Texts texts = new Texts("os", "architecture", "digest");
        return new PlatformPin(
                new Platform(
                        texts.shown("os"),
                        texts.shown("architecture"),
                        texts.has("variant")
                                ? Optional.of(texts.shown("variant"))
                                : Optional.empty()),
                texts.digest("digest"));
    }

    /** A method that reads text and refuses what it cannot read. */
    private interface Parser<T> {
        T parse(String text) throws InvalidInput;
    }

    /** The texts of one object. */
    private final class Texts {
        private static final String VARIANT = "variant";
        private final Map<String, String> values = new HashMap<>();

        Texts(String... names) throws IOException, Unreadable {
            Map<String, Taking> required = new HashMap<>();
            for (String name : names) {
                required.put(name, () -> values.put(name, in.text()));
            }
            in.members(required, Map.of(VARIANT, () -> values.put(VARIANT, in.text())));
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        String get(String name) {
            return Optional.ofNullable(values.get(name)).orElseThrow();
        }

        /** As it may be shown. */
        String shown(String name) {
            return HostileText.plain(get(name));
        }

        <T> T parsed(String name, String what, Parser<T> parser) throws Unreadable {
            try {
                return parser.parse(get(name));
            } catch (InvalidInput e) {
                throw in.refused(
                        "expected " + what + " in \"" + name + "\", but " + e.getMessage());
            }
        }

        /** The same digest is held once, however often it stands there. */
        Digest digest(String name) throws Unreadable {
            Digest read = parsed(name, "a digest", Digest::parse);
            return Optional.ofNullable(digests.putIfAbsent(read.hex(), read)).orElse(read);
        }

        <T> T one(String name, List<T> choices, Function<T, String> word) throws Unreadable {
            for (T choice : choices) {
                if (word.apply(choice).equals(get(name))) {
                    return choice;
                }
            }
            throw in.refused(
                    "expected one of "
                            + String.join(", ", choices.stream().map(word).toList())
                            + " in \""
                            + name
                            + "\", found "
                            + HostileText.quoted(get(name)));
        }
    }
}
