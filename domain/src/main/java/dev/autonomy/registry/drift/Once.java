package dev.autonomy.registry.drift;

import java.util.Optional;

/** A question that the first who has it asks, while the others wait for the answer. */
final class Once<T> {

    /** What comes of asking. */
    interface Question<T> {
        T ask() throws InterruptedException;
    }

    private enum State {
        UNASKED,
        ASKED,
        ANSWERED
    }

    private State state = State.UNASKED;
    private Optional<T> answer = Optional.empty();

    /** The answer, whoever asks. */
    T answer(Question<T> question) throws InterruptedException {
        Optional<T> own = begin(question);
        return own.isPresent() ? own.get() : result();
    }

    /** Asks, unless somebody does or did. */
    Optional<T> begin(Question<T> question) throws InterruptedException {
        if (!isMine()) {
            return Optional.empty();
        }
        try {
            T own = question.ask();
            end(Optional.of(own));
            return Optional.of(own);
        } finally {
            end(Optional.empty());
        }
    }

    private synchronized boolean isMine() {
        boolean isMine = state == State.UNASKED;
        if (isMine) {
            state = State.ASKED;
        }
        return isMine;
    }

    /** Where nothing came of it, the next may ask. */
    private synchronized void end(Optional<T> outcome) {
        if (state == State.ASKED) {
            state = outcome.isPresent() ? State.ANSWERED : State.UNASKED;
            answer = outcome;
            notifyAll();
        }
    }

    /** Waits for who asks. */
    synchronized T result() throws InterruptedException {
        while (state == State.ASKED) {
            wait();
        }
        return answer.orElseThrow(() -> new IllegalStateException("nothing came of the question"));
    }
}
