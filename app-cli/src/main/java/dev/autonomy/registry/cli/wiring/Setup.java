package dev.autonomy.registry.cli.wiring;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line says about credentials and the link: an authfile, where plain HTTP is
 * permitted, how long nothing may move, and how long a lost registry is waited for.
 */
public record Setup(
        Optional<Path> authFile, PlainHttp plainHttp, Duration stallTimeout, Duration waitForLink) {

    public Setup {
        Objects.requireNonNull(authFile);
        Objects.requireNonNull(plainHttp);
        Objects.requireNonNull(stallTimeout);
        Objects.requireNonNull(waitForLink);
    }
}
