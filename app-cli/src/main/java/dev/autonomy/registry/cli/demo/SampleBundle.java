package dev.autonomy.registry.cli.demo;

import dev.autonomy.registry.adapter.verify.LockFingerprint;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.TagPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A small two-platform image with lock and policy, all three signed by a key that exists only here.
 */
public final class SampleBundle {

    private static final String LOCK = "application/vnd.autonomyops.lock.v1+json";
    private static final String SBOM = "text/spdx";
    private static final String POLICY = "application/vnd.autonomyops.policy-bundle.v1+tar";

    private final Repository repository;
    private final Signer signer;
    private final Instant signedAt;
    private final Content amd64;
    private final Content arm64;
    private final Content image;
    private final Content policy;
    private final Content lock;
    private final Content tamperedLock;

    /** A bundle for this repository, signed at this moment. */
    public SampleBundle(Repository repository, Instant signedAt) {
        this(repository, Signer.withNewKey(), signedAt);
    }

    private SampleBundle(Repository repository, Signer signer, Instant signedAt) {
        this.repository = repository;
        this.signer = signer;
        this.signedAt = signedAt;
        Random random = new Random(signedAt.toEpochMilli() + repository.path().hashCode());
        amd64 = SampleImage.platform("amd64", random);
        arm64 = SampleImage.platform("arm64", random);
        image = SampleImage.index(amd64, arm64);
        byte[] policyArchive = policyArchive();
        policy = Content.sidecar(POLICY, policyArchive);
        String document = lockDocument(image.digest(), Content.sha256(policyArchive));
        lock = Content.sidecar(LOCK, document.getBytes(StandardCharsets.UTF_8));
        tamperedLock =
                Content.sidecar(
                        LOCK,
                        document.replace("\"max_speed\": 1", "\"max_speed\": 9")
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** One of another repository, of other content, signed by the same key. */
    public SampleBundle another(Repository other) {
        return new SampleBundle(other, signer, signedAt);
    }

    public String publicKeyPem() {
        return signer.publicKeyPem();
    }

    /** Pushes the bundle and its signatures, and points its tags. */
    public void publish(TagPublisher publisher, Tag tag) throws Obstacle, InterruptedException {
        push(publisher, amd64);
        push(publisher, arm64);
        tag(publisher, tag, image);
        tag(publisher, new Tag(tag + "-lock"), lock);
        tag(publisher, new Tag(tag + "-policy"), policy);
        for (Content signed : new Content[] {image, lock, policy}) {
            tag(publisher, AttachmentKind.SIGNATURE.tagOf(signed.digest()), signed(signed));
        }
    }

    /**
     * Adds what cosign 3 and its like attach, where a registry without the Referrers API has it: to
     * each of the three a signature and an SBOM.
     */
    public void publishReferrers(TagPublisher publisher) throws Obstacle, InterruptedException {
        byte[] sbom = "SPDXVersion: SPDX-2.3".getBytes(StandardCharsets.UTF_8);
        for (Content subject : new Content[] {image, lock, policy}) {
            List<Content> referrers =
                    List.of(
                            signer.bundle(subject.manifest(), signedAt),
                            Content.referrer(SBOM, sbom, subject.manifest()));
            for (Content referrer : referrers) {
                push(publisher, referrer);
            }
            tag(
                    publisher,
                    AttachmentKind.REFERRERS.tagOf(subject.digest()),
                    Content.listOf(referrers));
        }
    }

    /**
     * Points another tag's three tags at the same bundle, but with a lock that somebody changed.
     */
    public void publishTampered(TagPublisher publisher, Tag tag)
            throws Obstacle, InterruptedException {
        tag(publisher, tag, image);
        tag(publisher, new Tag(tag + "-lock"), tamperedLock);
        tag(publisher, new Tag(tag + "-policy"), policy);
    }

    private Content signed(Content subject) {
        return signer.sign(repository, subject.digest(), signedAt);
    }

    private void push(TagPublisher publisher, Content content)
            throws Obstacle, InterruptedException {
        for (byte[] blob : content.blobs()) {
            publisher.upload(repository, blob);
        }
        publisher.put(repository, content.manifest());
    }

    private void tag(TagPublisher publisher, Tag tag, Content content)
            throws Obstacle, InterruptedException {
        push(publisher, content);
        publisher.point(repository, tag, Optional.empty(), content.manifest());
    }

    private static byte[] policyArchive() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "manifest.json",
                """
                {"policy_bundle_version":"1.4.2","required_runtime_version":">=1.0.0 <2.0.0","name":"sample-policy"}
                """
                        .getBytes(StandardCharsets.UTF_8));
        files.put(
                "drive.rego",
                """
                package drive

                allow if input.speed <= data.max_speed
                """
                        .getBytes(StandardCharsets.UTF_8));
        return SampleImage.gzip(SampleImage.tar(files));
    }

    private String lockDocument(Digest imageDigest, Digest policyDigest) {
        String unsealed =
                """
                {
                  "agent_artifact": { "ref": "%s:v1", "digest": "%s" },
                  "policy_bundle": { "ref": "%s-policy:v1.4.2", "digest": "%s" },
                  "limits": { "max_speed": 1 }%s
                }
                """;
        String bare = unsealed.formatted(repository, imageDigest, repository, policyDigest, "");
        String fingerprint = LockFingerprint.of(bare);
        return unsealed.formatted(
                repository,
                imageDigest,
                repository,
                policyDigest,
                ",\n  \"behavioral_fingerprint\": \"" + fingerprint + "\"");
    }
}
