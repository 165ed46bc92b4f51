package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearTextProbeTest {

    @TempDir private Path folder;

    @Test
    void a_registry_without_tls_answers_in_clear_text() throws Exception {
        try (DockerRegistry server = DockerRegistry.start()) {
            assertTrue(probe(server.port()));
        }
    }

    @Test
    void a_registry_with_tls_does_not() throws Exception {
        KeyMaterial identity = KeyMaterial.forLoopback(folder, "registry");
        try (DockerRegistry server =
                DockerRegistry.startTls(
                        "",
                        identity.certificateTo(folder.resolve("pem")),
                        identity.keyTo(folder.resolve("key")))) {
            assertFalse(probe(server.port()));
        }
    }

    @Test
    void silence_and_a_closed_port_decide_nothing() throws Exception {
        int port;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            assertFalse(probe(port));
        }
        assertFalse(probe(port));
    }

    @Test
    void another_protocol_in_clear_text_decides_nothing() throws Exception {
        try (ServerSocket mail = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            answer(mail, "220 mail.example.com ESMTP\r\n");

            assertFalse(probe(mail.getLocalPort()));
        }
    }

    @Test
    void the_greeting_is_a_whole_tls_record_with_a_line_end_in_it() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> greeting =
                    answer(listener, "HTTP/1.0 400 Bad Request\r\n\r\n");

            assertTrue(probe(listener.getLocalPort()));

            ByteBuffer record = ByteBuffer.wrap(greeting.get());
            assertEquals(0x16, record.get());
            assertEquals(0x0301, record.getShort());
            assertEquals(record.getShort(), record.remaining());
            assertEquals(1, record.get());
            assertEquals(record.remaining() - 3, record.get() << 16 | record.getShort());
            assertTrue(new String(greeting.get()).contains("\n"));
        }
    }

    /** On a thread of the platform, as that of the command is. */
    @Test
    void an_interrupt_ends_the_wait_for_an_answer() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            FutureTask<Boolean> probe = new FutureTask<>(() -> probe(listener.getLocalPort()));
            Thread probing = Thread.ofPlatform().start(probe);
            try (Socket socket = listener.accept()) {
                socket.getOutputStream().write("HTTP".getBytes());
                probing.interrupt();
                writeIfThere(socket, '/');

                ExecutionException end = assertThrows(ExecutionException.class, probe::get);
                assertInstanceOf(InterruptedException.class, end.getCause());
            }
        }
    }

    private static void writeIfThere(Socket socket, char c) {
        try {
            socket.getOutputStream().write(c);
        } catch (IOException _) {
            return; // the other side has left
        }
    }

    private static CompletableFuture<byte[]> answer(ServerSocket listener, String text) {
        CompletableFuture<byte[]> greeting = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Socket socket = listener.accept()) {
                                InputStream in = socket.getInputStream();
                                byte[] head = in.readNBytes(5);
                                byte[] rest = in.readNBytes(ByteBuffer.wrap(head, 3, 2).getShort());
                                greeting.complete(
                                        ByteBuffer.allocate(5 + rest.length)
                                                .put(head)
                                                .put(rest)
                                                .array());
                                socket.getOutputStream().write(text.getBytes());
                            } catch (IOException e) {
                                greeting.completeExceptionally(e);
                            }
                        });
        return greeting;
    }

    private static boolean probe(int port) throws InterruptedException {
        return ClearTextProbe.isClearText(new Origin("https", "127.0.0.1", port));
    }
}
