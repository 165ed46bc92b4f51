package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate for this machine that signed itself, with its key. */
final class TlsIdentity {

    private TlsIdentity() {}

    static void make(Path certificate, Path key) throws IOException, InterruptedException {
        Process openssl =
                new ProcessBuilder(
                                "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-nodes",
                                "-days",
                                "2",
                                "-subj",
                                "/CN=registry",
                                "-addext",
                                "subjectAltName=IP:127.0.0.1",
                                "-keyout",
                                key.toString(),
                                "-out",
                                certificate.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertEquals(0, openssl.waitFor());
    }
}
