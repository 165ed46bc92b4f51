package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;

/** Several obstacles found at once, on their way to the report. */
final class Stop extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Obstacle> obstacles;

    Stop(List<Obstacle> obstacles) {
        super(obstacles.getFirst());
        this.obstacles = List.copyOf(obstacles);
    }

    List<Obstacle> obstacles() {
        return obstacles;
    }
}
