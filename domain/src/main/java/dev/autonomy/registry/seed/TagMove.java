package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tag, what it is to name, what it named in the preflight, and which attachment's it is. */
record TagMove(
        Tag tag,
        ManifestContent target,
        Optional<Manifest> previous,
        Optional<SeedPlan.Carried> attachment) {

    Promotion promotion() {
        return new Promotion(tag, target.digest(), previousDigest());
    }

    Optional<Digest> previousDigest() {
        return previous.map(Manifest::digest);
    }

    /** The tag left where it is. */
    TagMove kept() {
        return new TagMove(tag, previous.orElseThrow().content(), previous, attachment);
    }

    boolean isNeeded() {
        return !previousDigest().equals(Optional.of(target.digest()));
    }

    /**
     * Where every tag is to point, in the order they are moved: attachments, lock, policy, image.
     */
    static List<TagMove> of(SeedPlan plan) {
        List<TagMove> moves = new ArrayList<>();
        plan.carried().stream()
                .filter(each -> !each.isListedByApi())
                .forEach(
                        each ->
                                moves.add(
                                        new TagMove(
                                                each.attachment().tag(),
                                                each.result().content(),
                                                each.present().flatMap(Attachment::underTag),
                                                Optional.of(each))));
        plan.sidecars().forEach(part -> moves.add(toward(part)));
        moves.add(toward(plan.image()));
        return moves;
    }

    private static TagMove toward(SeedPlan.Part part) {
        return new TagMove(
                part.tag(), part.tree().manifest().content(), part.previous(), Optional.empty());
    }
}
