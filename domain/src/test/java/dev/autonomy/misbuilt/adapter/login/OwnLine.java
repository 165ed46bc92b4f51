package dev.autonomy.misbuilt.adapter.login;

import java.io.IOException;
import java.net.Socket;

/** A login that opens a connection of its own. */
final class OwnLine {

    Socket open() throws IOException {
        return new Socket("localhost", 1);
    }
}
