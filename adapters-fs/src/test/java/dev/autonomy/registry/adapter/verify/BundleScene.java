package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.testkit.Artifact;

/** A whole bundle by our key: an image with lock and policy, of which a test replaces a part. */
final class BundleScene {

    static final SigningKey OURS = SigningKey.p256();
    static final Artifact IMAGE = Artifact.index(Artifact.image("amd64"), Artifact.image("arm64"));
    static final Artifact OTHER_IMAGE = Artifact.image("another");
    static final byte[] POLICY = PolicyTar.ofVersion("1.2.3");
    static final Digest POLICY_DIGEST = Artifact.sha256(POLICY);
    static final byte[] LOCK = Lock.of(IMAGE.digest(), "v1.2.0", POLICY_DIGEST);

    static final Artifact LOCK_SIDECAR = Manifests.sidecar(Manifests.LOCK, LOCK);
    static final Artifact POLICY_SIDECAR = Manifests.sidecar(Manifests.POLICY, POLICY);

    private BundleScene() {}

    static VerificationReport withBlobAnswering(byte[] blob, Obstacle obstacle) throws Exception {
        Scene scene = withSidecars(LOCK_SIDECAR, POLICY_SIDECAR);
        scene.registries()
                .before(
                        request -> {
                            if (request.endsWith(Artifact.sha256(blob).toString())) {
                                throw obstacle;
                            }
                        });
        return scene.verifyBundle();
    }

    static VerificationReport verify(byte[] lock, byte[] policy) throws Exception {
        return verify(
                Manifests.sidecar(Manifests.LOCK, lock),
                Manifests.sidecar(Manifests.POLICY, policy));
    }

    static VerificationReport verify(Artifact lock, Artifact policy) throws Exception {
        return withSidecars(lock, policy).verifyBundle();
    }

    static Scene withSidecars(Artifact lock, Artifact policy) {
        return scene().with(BundlePart.LOCK, lock, signed(lock))
                .with(BundlePart.POLICY, policy, signed(policy));
    }

    static Scene scene() {
        return new Scene(OURS).with(BundlePart.IMAGE, IMAGE, signed(IMAGE));
    }

    /** All of it, signed in the newer format. */
    static Scene inNewerFormat() {
        return new Scene(OURS)
                .with(BundlePart.IMAGE, IMAGE)
                .referredBy(BundleJson.good(OURS, IMAGE.digest()))
                .with(BundlePart.LOCK, LOCK_SIDECAR)
                .referredBy(BundleJson.good(OURS, LOCK_SIDECAR.digest()))
                .with(BundlePart.POLICY, POLICY_SIDECAR)
                .referredBy(BundleJson.good(OURS, POLICY_SIDECAR.digest()));
    }

    static Artifact signed(Artifact artifact) {
        return Manifests.signatures(SignatureLayer.good(OURS, artifact.digest()));
    }
}
