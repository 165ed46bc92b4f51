package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which repositories have said in this run that there is no Referrers API, so that they are not
 * asked again. "Not found" says so only of a subject that is there: registries with the API must
 * not answer that (OCI distribution spec 1.1), yet some do for what they do not hold. It says so of
 * one repository only: a host may pass others on to another registry.
 */
final class WithoutReferrers {

    private static final Set<String> NOT_ABOUT_THE_SUBJECT = Set.of("", "UNSUPPORTED");

    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final Set<Repository> without = ConcurrentHashMap.newKeySet();

    private record Held(Repository repository, Digest digest) {}

    /** To be told of every manifest that was read. */
    void holds(Repository repository, Digest digest) {
        held.add(new Held(repository, digest));
    }

    void learn(Repository repository, Digest subject, Answer answer) {
        if (answer.status() == Answer.NOT_FOUND
                && NOT_ABOUT_THE_SUBJECT.contains(answer.errorCode())
                && held.contains(new Held(repository, subject))) {
            without.add(repository);
        }
    }

    boolean contains(Repository repository) {
        return without.contains(repository);
    }
}
