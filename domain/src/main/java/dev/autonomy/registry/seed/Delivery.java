package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings everything of a plan to the destination, by digest and without moving a tag: the image,
 * what is small beside it, and then the rest (spec 1.4, steps 1 and 2). Whatever fails first ends
 * all of it.
 */
final class Delivery {

    private final Shipment.Carriers carriers;

    Delivery(Shipment.Carriers carriers) {
        this.carriers = carriers;
    }

    /** What became of everything but the image, and each attachment as it will be found there. */
    record Delivered(List<Transfer> transfers, List<SeedPlan.Carried> carried) {}

    /**
     * @param imageIsThere told, on a thread of its own, when the image has arrived
     */
    Delivered deliver(SeedPlan plan, Consumer<Transfer> imageIsThere)
            throws Obstacle, InterruptedException {
        Shipment image = Shipment.of(plan.image(), carriers);
        List<Shipment> others =
                Stream.concat(
                                plan.sidecars().stream()
                                        .map(part -> Shipment.ofSidecar(part, carriers)),
                                plan.carried().stream().map(each -> Shipment.of(each, carriers)))
                        .toList();
        Set<Digest> shared = shared(image, others);
        List<Task<Shipment>> first = new ArrayList<>();
        first.add(
                () -> {
                    image.bringLarge(shared);
                    imageIsThere.accept(image.transfer());
                    return image;
                });
        others.forEach(
                each ->
                        first.add(
                                () -> {
                                    each.bringSmall();
                                    return each;
                                }));
        Parallel.map(first, Task::run);
        Parallel.map(
                others,
                each -> {
                    each.bringLarge(shared);
                    return each;
                });
        for (Shipment each : others) {
            each.bringRefused();
        }
        return new Delivered(
                others.stream().map(Shipment::transfer).toList(),
                others.stream().map(Shipment::attachment).flatMap(Optional::stream).toList());
    }

    /** The small blobs that more than one of them is made of. */
    private static Set<Digest> shared(Shipment image, List<Shipment> others) {
        Set<Digest> seen = new HashSet<>();
        return Stream.concat(Stream.of(image), others.stream())
                .flatMap(each -> each.smallBlobs().stream())
                .filter(blob -> !seen.add(blob))
                .collect(Collectors.toSet());
    }
}
