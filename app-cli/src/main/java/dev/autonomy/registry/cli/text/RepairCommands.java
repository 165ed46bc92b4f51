package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.drift.BundleDrift;
import dev.autonomy.registry.drift.DriftItem;
import dev.autonomy.registry.drift.DriftState;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The seed that brings a bundle there again, as a command line. */
public final class RepairCommands {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final Optional<TrustPolicy.Checked> trust;
    private final PlainHttp plainHttp;

    public RepairCommands(Optional<TrustPolicy.Checked> trust, PlainHttp plainHttp) {
        this.trust = trust;
        this.plainHttp = plainHttp;
    }

    /** Whether anything is gone or named otherwise than the lock says. */
    public static boolean helps(BundleDrift bundle) {
        return bundle.items().stream().anyMatch(each -> isMended(each.state()));
    }

    private static boolean isMended(DriftState state) {
        return switch (state) {
            case MOVED, MISSING_TAG, MISSING_MANIFEST, MISSING_BLOB, MISSING_ATTACHMENT -> true;
            // A registry that says it has the content takes none in its place.
            case TAMPERED, WRONG_SIZE -> false;
            case UNCHANGED, UNREADABLE, ADDED -> false;
        };
    }

    /** Whether the registry holds something other than it says, which no seed can mend. */
    public static boolean isBroken(BundleDrift bundle) {
        return bundle.items().stream()
                .map(DriftItem::state)
                .anyMatch(each -> each == DriftState.TAMPERED || each == DriftState.WRONG_SIZE);
    }

    /**
     * @param source where the bundle came from, if that is known
     */
    public String of(BundleDrift bundle, Optional<Reference> source) {
        List<String> words = new ArrayList<>(List.of("autonomy registry seed"));
        words.add("--from " + source.map(each -> locked(each, bundle)).orElse("<source>"));
        words.add("--to " + bundle.lock().image());
        if (bundle.lock().policy() != SidecarPolicy.IMAGE_ONLY) {
            words.add("--copy-policy");
        }
        words.add(trust.map(RepairCommands::signer).orElse("--pub-key <file>"));
        switch (plainHttp) {
            case PERMITTED -> words.add("--allow-insecure-registry");
            case LOOPBACK_ONLY -> {}
        }
        return String.join(" ", words);
    }

    /** By the digest that was signed off: where the source has moved on, the seed says so. */
    private static String locked(Reference source, BundleDrift bundle) {
        Digest digest = bundle.lock().digest();
        return source.tag()
                .map(tag -> source.repository().at(tag) + "@" + digest)
                .orElseGet(() -> source.repository().at(digest));
    }

    private static String signer(TrustPolicy.Checked policy) {
        return switch (policy) {
            case TrustPolicy.ByKey byKey -> "--pub-key " + quoted(byKey.keyFile());
            case TrustPolicy.ByIdentity by ->
                    "--certificate-identity "
                            + quoted(by.identity())
                            + " --certificate-oidc-issuer "
                            + quoted(by.issuer())
                            + " --trusted-root "
                            + quoted(by.trustedRootFile());
        };
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
