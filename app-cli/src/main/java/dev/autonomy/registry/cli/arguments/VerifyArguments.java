package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Reads the options of {@code bundle verify} and applies its usage rules (spec 2): every problem is
 * found, and nothing outside the command line is looked at.
 */
public final class VerifyArguments {

    static final String REFERENCE = "<ref>";

    private final OptionReader options;
    private final Map<String, String> environment;

    private VerifyArguments(OptionReader options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /** Reads the innermost result; what the parser found wrong is asked of the whole. */
    public static Reading<VerifyInvocation> read(
            ParseResult whole, ParseResult verify, Map<String, String> environment) {
        return new VerifyArguments(new OptionReader(whole, verify), environment).read();
    }

    private Reading<VerifyInvocation> read() {
        Optional<VerifyTarget> target = options.argument(REFERENCE, VerifyTarget::parse);
        Optional<TrustPolicy.Checked> trust = TrustOptions.checked(options, environment);
        SidecarPolicy sidecars = sidecars();
        target.flatMap(each -> each.reference().tag()).ifPresent(tag -> refuseLong(tag, sidecars));
        Setup setup = options.setup();
        Display display = options.display();
        if (target.isEmpty() || trust.isEmpty() || !options.problems().isEmpty()) {
            return new Reading.Unsound<>(
                    Ending.misused(options.problems(), Grammar.VERIFY_HELP), display);
        }
        return new Reading.Sound<>(
                new VerifyInvocation(
                        new VerifyRequest(target.get().reference(), sidecars, trust.get()),
                        target.get().place(),
                        setup,
                        display));
    }

    private SidecarPolicy sidecars() {
        boolean needsLock = options.has(Option.REQUIRE_LOCK);
        boolean needsPolicy = options.has(Option.REQUIRE_POLICY);
        if (needsLock && needsPolicy) {
            return SidecarPolicy.WITH_SIDECARS;
        }
        if (needsLock) {
            return SidecarPolicy.WITH_LOCK;
        }
        return needsPolicy ? SidecarPolicy.WITH_POLICY : SidecarPolicy.IMAGE_ONLY;
    }

    private void refuseLong(Tag tag, SidecarPolicy sidecars) {
        for (BundlePart part : sidecars.parts()) {
            try {
                part.tagBeside(tag);
            } catch (InvalidInput e) {
                options.refuse(REFERENCE, e.getMessage());
            }
        }
    }
}
