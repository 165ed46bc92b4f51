package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.seed.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which bundle goes next: the first in catalog order that does not bring what another one is
 * bringing at the moment, so that shared content is sent once (spec 7.1).
 */
final class Convoy {

    private final CatalogPolicy.AfterFailure afterFailure;
    private final List<Member> waiting;
    private final List<Member> underWay = new ArrayList<>();
    private final Set<Content> arrived = new HashSet<>();
    private final Set<Content> touched = new HashSet<>();
    private boolean hasFailure;

    Convoy(List<Member> members, CatalogPolicy.AfterFailure afterFailure) {
        this.waiting = new ArrayList<>(members);
        this.afterFailure = afterFailure;
    }

    /** Something in a registry or in one of its repositories. */
    private record Content(String place, Digest digest) {}

    /** A bundle that was judged: what it brings, and what may be attached to it there. */
    static final class Member {
        private final CatalogEntry entry;
        private final Candidate candidate;
        private final Set<Content> layers;
        private final Set<Content> subjects;

        Member(CatalogEntry entry, Candidate candidate) {
            Repository to = entry.request().to().repository();
            this.entry = entry;
            this.candidate = candidate;
            this.layers = contents(to.registry(), candidate.layers());
            this.subjects = contents(to.toString(), candidate.subjects());
        }

        private static Set<Content> contents(String place, Set<Digest> digests) {
            return digests.stream()
                    .map(digest -> new Content(place, digest))
                    .collect(Collectors.toUnmodifiableSet());
        }

        CatalogEntry entry() {
            return entry;
        }

        Candidate candidate() {
            return candidate;
        }
    }

    /** A bundle on its way, and whether one before it has changed what it was judged by. */
    record Turn(Member member, Standing standing) {}

    enum Standing {
        AS_JUDGED,
        TO_BE_JUDGED_AGAIN
    }

    /** The next one, once it may go; empty where none is left that shall go. */
    synchronized Optional<Turn> next() throws InterruptedException {
        while (!isOver()) {
            Optional<Member> first = waiting.stream().filter(this::mayGo).findFirst();
            if (first.isPresent()) {
                waiting.remove(first.get());
                underWay.add(first.get());
                boolean isTouched = first.get().subjects.stream().anyMatch(touched::contains);
                return Optional.of(
                        new Turn(
                                first.get(),
                                isTouched ? Standing.TO_BE_JUDGED_AGAIN : Standing.AS_JUDGED));
            }
            wait();
        }
        return Optional.empty();
    }

    private boolean isOver() {
        boolean isStopped =
                switch (afterFailure) {
                    case STOP -> hasFailure;
                    case GO_ON -> false;
                };
        return isStopped || waiting.isEmpty();
    }

    private boolean mayGo(Member member) {
        return underWay.stream().noneMatch(other -> isInTheWay(other, member));
    }

    private boolean isInTheWay(Member other, Member member) {
        return member.subjects.stream().anyMatch(other.subjects::contains)
                || member.layers.stream()
                        .anyMatch(
                                layer -> other.layers.contains(layer) && !arrived.contains(layer));
    }

    /** It has ended, well or not. */
    synchronized void ended(Member member, SeedReport report) {
        underWay.remove(member);
        touched.addAll(member.subjects);
        if (report.outcome().exitCode() == ExitCode.SEEDED) {
            arrived.addAll(member.layers);
        } else {
            hasFailure = true;
        }
        notifyAll();
    }
}
