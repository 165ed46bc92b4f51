package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the tests run without a network where the build says so. */
class WithoutNetworkTest {

    @Test
    void there_is_no_interface_but_loopback() throws SocketException {
        assumeTrue(
                System.getProperty("network", "").equals("loopback"),
                "this build has the network of the machine it runs on");

        List<String> interfaces =
                NetworkInterface.networkInterfaces().map(NetworkInterface::getName).toList();

        assertEquals(List.of("lo"), interfaces);
    }
}
