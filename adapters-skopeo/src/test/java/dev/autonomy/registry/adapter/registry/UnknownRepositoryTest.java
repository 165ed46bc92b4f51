package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository is unknown only where the registry says just that. */
class UnknownRepositoryTest {

    private volatile Reply reply = Reply.error(404, "NAME_UNKNOWN", "repository name not known");
    private final WebServer server = WebServer.startRegistry(_ -> reply);
    private final HttpRegistries registries = Clients.hasty(Settings.impatient());
    private final Repository repository = new Repository(server.host(), "app");

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    @Test
    void a_name_that_the_registry_does_not_know_is_unknown() throws Exception {
        assertTrue(registries.isUnknown(repository));
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND",
        "404, UNSUPPORTED",
        "403, DENIED",
        "403, NAME_UNKNOWN",
        "401, UNAUTHORIZED",
        "405, UNSUPPORTED"
    })
    void whatever_else_it_answers_says_nothing_of_that(int status, String code) throws Exception {
        reply = Reply.error(status, code, "no");

        assertEquals(false, registries.isUnknown(repository));
    }

    @Test
    void a_registry_out_of_order_says_nothing_at_all() {
        reply = Reply.of(503);

        assertThrows(Obstacle.Unreachable.class, () -> registries.isUnknown(repository));
    }
}
