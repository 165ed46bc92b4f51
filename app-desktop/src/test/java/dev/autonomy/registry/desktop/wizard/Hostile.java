package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.SeedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The inlets of text from outside, each with a scene in which something hides in it. */
public enum Hostile {
    SIGNED_AS {
        @Override
        public void play(WizardScene scene) {
            scene.backend.seed(
                    (order, observer) -> {
                        SeedReport run = ScriptedBackend.wholeSeed(order, observer);
                        VerificationReport good = Sample.verified(order);
                        return Sample.report(
                                order,
                                Optional.of(
                                        new VerificationReport(
                                                good.scope(),
                                                good.findings(),
                                                List.of(signedAs(good)),
                                                good.artifactReference())),
                                run.outcome());
                    });
            scene.onReview().wizard.next();
        }

        private AcceptedSignature signedAs(VerificationReport good) {
            AcceptedSignature real = good.acceptedFor(BundlePart.IMAGE).orElseThrow();
            return new AcceptedSignature(
                    real.part(),
                    real.subject(),
                    real.attachment(),
                    real.signedAt(),
                    Optional.of(TEXT));
        }
    },
    FINDING {
        @Override
        public void play(WizardScene scene) {
            scene.backend.review(
                    (order, told) -> {
                        ScriptedBackend.answering(order, told);
                        told.accept(
                                ScriptedBackend.rehearsed(
                                        order,
                                        new SeedOutcome.Refused(
                                                SeedStep.PREFLIGHT, Verdict.TAMPERED),
                                        Optional.of(Sample.failed(order, finding()))));
                    });
            scene.onReview().wizard.next();
        }

        private Finding finding() {
            return new Finding(
                    VerificationStep.DIGESTS,
                    "lock",
                    new StepOutcome.Fail(Verdict.TAMPERED),
                    Optional.of(TEXT),
                    Optional.of(TEXT),
                    TEXT,
                    List.of(TEXT));
        }
    },
    OBSTACLE {
        @Override
        public void play(WizardScene scene) {
            scene.backend.review(
                    (order, told) -> {
                        ScriptedBackend.answering(order, told);
                        told.accept(new ReviewFact.Blocked(ReviewItem.SOURCE_REGISTRY, obstacle()));
                    });
            scene.onReview().wizard.next();
        }
    },
    STOPPED_RUN {
        @Override
        public void play(WizardScene scene) {
            scene.backend.seed(
                    (order, observer) -> {
                        ScriptedBackend.planned(order, observer, Sample.NOW);
                        observer.on(
                                new SeedEvent.Retry(
                                        Sample.NOW, Sample.image(), 1, TEXT, Duration.ZERO));
                        observer.on(
                                new SeedEvent.Warned(
                                        Sample.NOW, new Warning(Warning.Kind.OTHER_NAME, TEXT)));
                        return Sample.report(
                                order,
                                Optional.empty(),
                                new SeedOutcome.Stopped(SeedStep.REPLICATE, List.of(obstacle())));
                    });
            scene.onReview().wizard.next();
        }
    },
    WARNING {
        @Override
        public void play(WizardScene scene) {
            scene.backend.seed(
                    (order, observer) ->
                            Sample.warned(
                                    ScriptedBackend.wholeSeed(order, observer),
                                    new Warning(Warning.Kind.OTHER_NAME, TEXT),
                                    Set.of()));
            scene.onReview().wizard.next();
        }
    },
    PLATFORM_AND_TOOL {
        @Override
        public void play(WizardScene scene) {
            scene.backend.review(
                    (order, told) -> {
                        ScriptedBackend.answering(order, told);
                        told.accept(new ReviewFact.ToolFound(new ToolVersion("skopeo", TEXT)));
                        told.accept(
                                new ReviewFact.SourceImageFound(
                                        Sample.digest("image"),
                                        List.of(new Platform(TEXT, TEXT, Optional.of(TEXT)))));
                        told.accept(
                                new ReviewFact.Blocked(
                                        ReviewItem.DESTINATION_REGISTRY, obstacle()));
                    });
            scene.onReview().wizard.next();
        }
    },
    ERROR {
        @Override
        public void play(WizardScene scene) {
            scene.backend.seed(
                    (_, _) -> {
                        throw new IllegalStateException(TEXT);
                    });
            scene.onReview().wizard.next();
        }
    },
    KEY_FILE {
        @Override
        public void play(WizardScene scene) {
            scene.backend.keys(
                    _ -> {
                        throw new Obstacle.TrustUnusable(Attempt.with("reading", TEXT), TEXT);
                    });
            scene.filledIn();
            scene.wizard.trust().choose(Path.of("/media/" + TEXT));
            scene.wizard.next();
        }
    },
    KEY_FILE_IN_COMMAND {
        @Override
        public void play(WizardScene scene) {
            scene.filledIn();
            scene.wizard.trust().choose(Path.of("/media/" + TEXT));
            scene.onReviewOfWhatIsFilledIn();
        }
    },
    CREDENTIALS_FILE {
        @Override
        public void play(WizardScene scene) {
            scene.onReview();
            scene.backend.credentials(
                    _ -> {
                        throw obstacle();
                    });
            scene.wizard.useCredentials(Path.of("/media/" + TEXT));
        }
    },
    TYPED {
        @Override
        public void play(WizardScene scene) {
            scene.wizard.where().from().text().set("registry.example/" + TEXT + ":v1");
            scene.wizard.where().from().settle();
        }
    };

    /** An override, a mark, a joiner, an isolate and an escape between plain letters. */
    static final String TEXT = "v1\u202e\u200f2\u200d3\u2066\u061c4\u001b[2Jx";

    public abstract void play(WizardScene scene);

    private static Obstacle obstacle() {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.WRITE_REFUSED,
                new Attempt("copying " + TEXT, Optional.of(TEXT), Optional.of(TEXT)),
                TEXT,
                TEXT);
    }
}
