package dev.autonomy.registry.cli.bench;

/**
 * Counts what goes over a link. An exchange is what a client sends on one connection before it
 * hears back: a request, or a message of TLS's handshake. A round is a largest set of exchanges
 * that all began before any of them was answered.
 */
final class Traffic {

    private int connections;
    private int exchanges;
    private int rounds;
    private long round;
    private Round state = Round.ANSWERED;

    /** What went over the link in a stretch of time. */
    record Count(int connections, int exchanges, int rounds) {}

    private enum Round {
        ASKING,
        ANSWERED
    }

    /** What one connection's client said last. */
    final class Conversation {

        private long askedIn;
        private Round last = Round.ANSWERED;

        /** The client sent some bytes. */
        void asks() {
            synchronized (Traffic.this) {
                if (last == Round.ASKING) {
                    return;
                }
                last = Round.ASKING;
                askedIn = askedNow();
            }
        }

        /** Some bytes reached the client. */
        void hears() {
            synchronized (Traffic.this) {
                if (askedIn == round) {
                    state = Round.ANSWERED;
                }
                last = Round.ANSWERED;
            }
        }
    }

    synchronized Conversation connected() {
        connections++;
        return new Conversation();
    }

    /** The count since this was asked last; what begins from now on is in a new round. */
    synchronized Count take() {
        Count count = new Count(connections, exchanges, rounds);
        connections = 0;
        exchanges = 0;
        rounds = 0;
        state = Round.ANSWERED;
        return count;
    }

    private long askedNow() {
        exchanges++;
        if (state == Round.ANSWERED) {
            state = Round.ASKING;
            rounds++;
            round++;
        }
        return round;
    }
}
