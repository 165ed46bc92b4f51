package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.tool.Redaction;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What rules of machine and user for two repositories a copy does not obey (spec 1.6). */
final class RegistriesSurvey {

    private final RegistriesFiles files;
    private final Set<Repository> repositories;
    private final List<Warning> warnings = new ArrayList<>();

    private RegistriesSurvey(RegistriesFiles files, Repository from, Repository to) {
        this.files = files;
        this.repositories = new LinkedHashSet<>(List.of(from, to));
    }

    static List<Warning> of(RegistriesFiles files, Repository from, Repository to) {
        RegistriesSurvey survey = new RegistriesSurvey(files, from, to);
        survey.look();
        return List.copyOf(survey.warnings);
    }

    private void look() {
        files.main().forEach(file -> read(file, RegistryRules::inRegistriesConf, this::notApplied));
        list(files::dropIns)
                .forEach(file -> read(file, RegistryRules::inRegistriesConf, this::dropIn));
        list(files::signatureStores)
                .forEach(file -> read(file, RegistryRules::inSignatureStores, this::notApplied));
    }

    private List<Path> list(Listing listing) {
        try {
            return listing.files();
        } catch (IOException e) {
            warn(Warning.Kind.REGISTRIES_CONF_NOT_APPLIED, e.getMessage() + " cannot be listed.");
            return List.of();
        }
    }

    private void read(Path file, Reading reading, Remark remark) {
        try {
            for (Repository repository : repositories) {
                for (String scope : reading.scopes(file, repository)) {
                    remark.on(file, scope, repository);
                }
            }
        } catch (IOException e) {
            warn(
                    Warning.Kind.REGISTRIES_CONF_NOT_APPLIED,
                    file
                            + " cannot be read ("
                            + Redaction.of(
                                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                            + "): whether it has rules for these registries is not known.");
        }
    }

    private void notApplied(Path file, String scope, Repository repository) {
        warn(
                Warning.Kind.REGISTRIES_CONF_NOT_APPLIED,
                file
                        + " has a rule for "
                        + scope
                        + ", which is not applied: content comes from "
                        + repository.registry()
                        + " itself, and so do signatures.");
    }

    /**
     * skopeo reads drop-in files whatever it is told, and its own rule for the repository wins over
     * all of theirs but one for the very same repository.
     */
    private void dropIn(Path file, String scope, Repository repository) {
        if (!scope.equals(repository.toString())) {
            notApplied(file, scope, repository);
            return;
        }
        warn(
                Warning.Kind.REGISTRIES_CONF_IN_FORCE,
                file
                        + " has a rule for exactly "
                        + scope
                        + ", which skopeo applies whatever it is told: content may come from elsewhere"
                        + " than "
                        + repository.registry()
                        + ". Its digests are checked all the same.");
    }

    private void warn(Warning.Kind kind, String message) {
        warnings.add(new Warning(kind, message));
    }

    private interface Listing {
        List<Path> files() throws IOException;
    }

    private interface Reading {
        List<String> scopes(Path file, Repository repository) throws IOException;
    }

    private interface Remark {
        void on(Path file, String scope, Repository repository);
    }
}
