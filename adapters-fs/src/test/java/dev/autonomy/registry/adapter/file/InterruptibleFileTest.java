package dev.autonomy.registry.adapter.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptibleFileTest {

    @TempDir Path folder;

    @Test
    void no_more_than_the_beginning_is_read() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");

        assertEquals("cont", new String(InterruptibleFile.head(file, 4)));
        assertEquals("content", new String(InterruptibleFile.head(file, 8)));
        assertArrayEquals(new byte[5], InterruptibleFile.head(Path.of("/dev/zero"), 5));
    }

    @Test
    void what_a_pipe_is_given_is_read() throws Exception {
        Path pipe = Pipe.make(folder.resolve("pipe"));
        Thread.startVirtualThread(() -> write(pipe, "content"));

        assertEquals("content", new String(InterruptibleFile.head(pipe, 100)));
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_pipe_that_nobody_writes_to() throws Exception {
        Path pipe = Pipe.make(folder.resolve("pipe"));
        BlockingQueue<Exception> thrown = new LinkedBlockingQueue<>();
        Thread reader =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                InterruptibleFile.head(pipe, 1);
                            } catch (Exception e) {
                                thrown.add(e);
                            }
                        });

        reader.interrupt();

        assertInstanceOf(InterruptedException.class, thrown.take());
    }

    @Test
    void a_refusal_of_the_system_is_passed_on() {
        assertThrows(
                NoSuchFileException.class,
                () -> InterruptibleFile.head(folder.resolve("absent"), 1));
    }

    private static void write(Path pipe, String content) {
        try {
            Files.writeString(pipe, content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
