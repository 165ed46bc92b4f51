package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.stream.Stream;

/** What to try next when the image is there and its lock or policy does not lie beside it. */
final class MissingSidecarHint {

    private MissingSidecarHint() {}

    static boolean fits(Obstacle.NotFound missing, Reference reference) {
        return missing.attempt().artifact().stream()
                .anyMatch(
                        artifact ->
                                reference.tag().stream()
                                        .flatMap(MissingSidecarHint::tagsBeside)
                                        .map(tag -> reference.repository().at(tag))
                                        .anyMatch(artifact::equals));
    }

    /**
     * @param otherwise what to do where the image alone is wanted
     */
    static String of(String otherwise) {
        return "ask the bundle's publisher for what is missing: lock and policy must lie beside the"
                + " image, at <tag>-lock and <tag>-policy. For the image alone "
                + otherwise
                + ".";
    }

    private static Stream<Tag> tagsBeside(Tag imageTag) {
        return Stream.of(BundlePart.LOCK, BundlePart.POLICY)
                .flatMap(
                        part -> {
                            try {
                                return Stream.of(part.tagBeside(imageTag));
                            } catch (InvalidInput _) {
                                return Stream.empty();
                            }
                        });
    }
}
