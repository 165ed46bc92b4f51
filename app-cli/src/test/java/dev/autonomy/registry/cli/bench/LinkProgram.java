package dev.autonomy.registry.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A link for the benchmark, until stdin ends: milliseconds of a round trip, Mbit/s each way (0: any
 * number), host and port of the server. Prints its own address; then, for each line of stdin, the
 * connections, exchanges and rounds since the last one.
 */
final class LinkProgram {

    private LinkProgram() {}

    public static void main(String[] arguments) throws IOException {
        Link.Terms terms =
                new Link.Terms(
                        Duration.ofMillis(Integer.parseInt(arguments[0])),
                        Integer.parseInt(arguments[1]));
        int colon = arguments[2].lastIndexOf(':');
        InetSocketAddress server =
                new InetSocketAddress(
                        arguments[2].substring(0, colon),
                        Integer.parseInt(arguments[2].substring(colon + 1)));
        try (Link link = new Link(terms, server, Timeline.real());
                BufferedReader questions =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.printf(
                    "%s:%d%n",
                    link.address().getAddress().getHostAddress(), link.address().getPort());
            while (questions.readLine() != null) {
                Traffic.Count count = link.takeCount();
                System.out.printf(
                        "%d %d %d%n", count.connections(), count.exchanges(), count.rounds());
            }
        }
    }
}
