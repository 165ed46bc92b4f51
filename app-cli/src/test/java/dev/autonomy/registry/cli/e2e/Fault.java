package dev.autonomy.registry.cli.e2e;

import java.nio.charset.StandardCharsets;

/** What befalls one exchange with a registry, on the wire between it and the one who asks. */
sealed interface Fault {

    /** An answer in the registry's place, which does not get to see the request. */
    record Instead(int status, String headers, byte[] body) implements Fault {

        static Instead error(int status, String code, String message) {
            return json(
                    status,
                    "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
        }

        static Instead json(int status, String body) {
            return new Instead(
                    status,
                    "Content-Type: application/json\r\n",
                    body.getBytes(StandardCharsets.UTF_8));
        }

        static Instead page(int status) {
            return new Instead(
                    status,
                    "Content-Type: text/html\r\n",
                    "<html><body>Please sign in</body></html>".getBytes(StandardCharsets.UTF_8));
        }

        Instead with(String name, String value) {
            return new Instead(status, headers + name + ": " + value + "\r\n", body);
        }
    }

    /** The connection is reset once this many bytes of the request's body went through. */
    record ResetUpload(long after) implements Fault {}

    /** Nothing is read any more once this many bytes of the request's body went through. */
    record FreezeUpload(long after) implements Fault {}

    /** The request is taken, something happens, and it is never answered. */
    record Silence(Action action) implements Fault {

        Silence() {
            this(() -> {});
        }
    }

    /** The registry answers, something happens, and the connection is reset in its place. */
    record LoseAnswer(Action action) implements Fault {

        LoseAnswer() {
            this(() -> {});
        }
    }

    /** The connection is reset once this many bytes of the answer's body went through. */
    record ResetAnswer(long after) implements Fault {}

    /** The answer ends in good order after this many bytes of its body. */
    record Truncate(long after) implements Fault {}

    /** One bit of the answer's body is another. */
    record Flip(long position) implements Fault {}

    /** The answer's body comes one byte at a time, ten a second. */
    record Drip() implements Fault {}

    /** A success whose body has no end. */
    record Endless(String mediaType) implements Fault {}

    /** Something happens just before the registry gets the request. */
    record Before(Action action) implements Fault {}

    /** Something happens once the registry has answered, just before the answer is passed on. */
    record After(Action action) implements Fault {}

    /** What a test does while a request waits. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }
}
