package dev.autonomy.registry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one seed is asked to do. {@link #problems} says what does not fit together; a seed refuses a
 * request with any.
 */
public record SeedRequest(
        Reference from, Reference.Tagged to, SidecarPolicy sidecars, TrustPolicy trust) {

    public SeedRequest {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(sidecars);
        Objects.requireNonNull(trust);
    }

    /**
     * Everything that is wrong with the request as a whole, in the order of the options; empty when
     * it is sound.
     */
    public List<InvalidInput> problems() {
        List<InvalidInput> problems = new ArrayList<>();
        if (from.equals(to)) {
            problems.add(
                    new InvalidInput(
                            "Destination", "the same as the source", "From and To must differ."));
        }
        if (sidecars != SidecarPolicy.IMAGE_ONLY) {
            from.tag().ifPresent(tag -> addTagProblem(problems, tag));
            addTagProblem(problems, to.name());
        }
        return List.copyOf(problems);
    }

    private static void addTagProblem(List<InvalidInput> problems, Tag tag) {
        try {
            BundlePart.POLICY.tagBeside(tag);
        } catch (InvalidInput e) {
            problems.add(e);
        }
    }
}
