package dev.autonomy.misbuilt.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.misbuilt.adapter.verify.RealDoor;
import java.io.IOException;
import java.net.http.HttpClient;

/** A command that does everything itself. */
final class Command {

    static int runs;

    ObjectMapper json() {
        return new ObjectMapper();
    }

    HttpClient http() {
        return HttpClient.newHttpClient();
    }

    Process start() throws IOException {
        new RealDoor().open();
        runs++;
        System.out.println(System.getenv("HOME"));
        System.exit(3);
        return new ProcessBuilder("true").start();
    }
}
