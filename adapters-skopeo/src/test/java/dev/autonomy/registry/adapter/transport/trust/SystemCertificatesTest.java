package dev.autonomy.registry.adapter.transport.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemCertificatesTest {

    @TempDir Path folder;

    @Test
    void a_pipe_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve("ca.pem");
        Path certificates = Files.createDirectory(folder.resolve("certificates"));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join().exitValue());

        Map<String, String> environment =
                Map.of("SSL_CERT_FILE", pipe.toString(), "SSL_CERT_DIR", certificates.toString());
        assertEquals(
                List.of(),
                new SystemCertificates(name -> Optional.ofNullable(environment.get(name))).all());
    }
}
