package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.connection.Route;
import dev.autonomy.registry.outcome.Attempt;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransportFailureTest {

    @Test
    void an_error_of_this_process_is_not_told_as_one_of_the_link() {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        IOException failure = new IOException("closed", new IOException(error));

        assertSame(
                error,
                assertThrows(
                        OutOfMemoryError.class,
                        () ->
                                TransportFailure.obstacle(
                                        failure,
                                        new Route(
                                                Origin.of(URI.create("https://registry.example/")),
                                                Optional.empty()),
                                        Duration.ZERO,
                                        Duration.ofSeconds(60),
                                        Attempt.locally("asking"))));
    }
}
