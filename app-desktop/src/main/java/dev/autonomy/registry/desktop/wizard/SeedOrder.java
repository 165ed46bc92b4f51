package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.SeedRequest;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** One seed as the pages describe it: the request and how this machine is to carry it out. */
public record SeedOrder(
        SeedRequest request, Path folder, PlainHttpPolicy plainHttp, Optional<Path> authFile) {

    public SeedOrder {
        Objects.requireNonNull(request);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(plainHttp);
        Objects.requireNonNull(authFile);
    }

    /** The same seed with its files in this folder. */
    public SeedOrder into(Path place) {
        return new SeedOrder(request, place, plainHttp, authFile);
    }
}
