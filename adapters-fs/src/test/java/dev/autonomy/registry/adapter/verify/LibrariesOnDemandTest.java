package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which libraries a check needs; a class that is loaded too much is noticed here. */
class LibrariesOnDemandTest {

    private static final String[] OF_SIGSTORE = {
        "dev.sigstore.", "com.google.", "org.erdtman.", "io.grpc."
    };

    /**
     * What Bouncy Castle ships beside its provider, and what sigstore-java signs and fetches with.
     */
    private static final String[] OF_SIGNING = {
        "org.bouncycastle.cert.",
        "org.bouncycastle.cms.",
        "org.bouncycastle.openssl.",
        "org.bouncycastle.operator.",
        "org.bouncycastle.pkcs.",
        "org.bouncycastle.tsp.",
        "com.google.api.client.http.",
        "com.google.auth.",
        "io.grpc.",
        "org.apache.http."
    };

    @TempDir private Path folder;

    @Test
    void a_key_is_loaded_and_verifies_without_the_libraries_of_sigstore() throws Exception {
        assertEquals(
                "VERIFIED_IMAGE_ONLY VERIFIED_IMAGE_ONLY",
                run(ByKey.class, new WithoutLibraries(OF_SIGSTORE), folder.resolve("cosign.pub")));
    }

    @Test
    void an_identity_is_checked_without_what_signs_and_fetches() throws Exception {
        assertEquals("Signed", run(ByIdentity.class, new WithoutLibraries(OF_SIGNING), identity()));
    }

    @Test
    void an_identity_is_not_checked_without_the_libraries_of_sigstore() throws Exception {
        Path scene = identity();

        assertThrows(
                NoClassDefFoundError.class,
                () -> run(ByIdentity.class, new WithoutLibraries(OF_SIGSTORE), scene));
    }

    private Path identity() throws Exception {
        KeylessScene scene = new KeylessScene();
        Files.write(folder.resolve("root.json"), KeylessScene.bytes(scene.trustedRoot()));
        Files.write(
                folder.resolve("bundle.json"),
                KeylessScene.bytes(scene.goodSigner().bundle(KeylessScene.STATEMENT)));
        return folder;
    }

    private static String run(
            Class<? extends Function<Path, String>> check, ClassLoader libraries, Path input)
            throws Exception {
        @SuppressWarnings("unchecked")
        Function<Path, String> anew =
                (Function<Path, String>)
                        libraries.loadClass(check.getName()).getDeclaredConstructor().newInstance();
        return anew.apply(input);
    }

    /** Loads a key from its file and verifies an image signed with it in either format. */
    public static final class ByKey implements Function<Path, String> {
        @Override
        public String apply(Path file) {
            try {
                SigningKey key = SigningKey.p256();
                Files.writeString(file, key.pem());
                new CosignVerifier()
                        .load(new TrustPolicy.ByKey(file.toString(), new Freshness.Unchecked()));
                Artifact image = Artifact.image("robot");
                return Stream.of(
                                scene(
                                        key,
                                        image,
                                        Manifests.signatures(
                                                SignatureLayer.good(key, image.digest()))),
                                scene(key, image).referredBy(BundleJson.good(key, image.digest())))
                        .map(ByKey::verdict)
                        .collect(Collectors.joining(" "));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static Scene scene(SigningKey key, Artifact image, Artifact... signatures) {
            return new Scene(key).with(BundlePart.IMAGE, image, signatures);
        }

        private static String verdict(Scene scene) {
            try {
                return scene.verifyImage().verdict().name();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Loads an identity and checks a bundle, both from a folder. */
    public static final class ByIdentity implements Function<Path, String> {
        @Override
        public String apply(Path folder) {
            try {
                return new KeylessCheck(
                                TrustedRootFile.read(
                                        new TrustPolicy.ByIdentity(
                                                LeafRequest.IDENTITY,
                                                LeafRequest.ISSUER,
                                                folder.resolve("root.json").toString(),
                                                new Freshness.Unchecked())),
                                new RecentProofs())
                        .bundle(Files.readAllBytes(folder.resolve("bundle.json")))
                        .getClass()
                        .getSimpleName();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
