package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.model.Loopback;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.Replicator.Cargo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arguments and the configuration that one copy is run with. */
record CopyCommand(Cargo cargo, Set<String> plainHttpRegistries, Optional<Path> authFile) {

    /** The same with this credentials file. */
    CopyCommand with(Path credentials) {
        return new CopyCommand(cargo, plainHttpRegistries, Optional.of(credentials));
    }

    /** Those of the two whose registry may be shown credentials. */
    List<Repository> repositoriesToLogInAt() {
        return Stream.of(cargo.from(), cargo.to())
                .distinct()
                .filter(repository -> !isAskedWithoutCredentials(repository.registry()))
                .toList();
    }

    /** {@code skopeo copy} by digest, which leaves every byte and every tag as it is. */
    List<String> arguments(Path registriesConf, Path registriesD, Path temporaryFiles) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--debug",
                                "--registries-conf",
                                registriesConf.toString(),
                                "--registries.d",
                                registriesD.toString(),
                                "--tmpdir",
                                temporaryFiles.toString(),
                                "copy",
                                "--all",
                                "--preserve-digests",
                                "--remove-signatures",
                                "--src-tls-verify=" + verifiesTls(cargo.from()),
                                "--dest-tls-verify=" + verifiesTls(cargo.to())));
        addCredentialsRule(arguments, "--src-no-creds", cargo.from());
        addCredentialsRule(arguments, "--dest-no-creds", cargo.to());
        authFile.ifPresent(
                file -> arguments.addAll(List.of("--authfile", file.toAbsolutePath().toString())));
        arguments.add(address(cargo.from()));
        arguments.add(address(cargo.to()));
        return arguments;
    }

    /**
     * A registries.conf with one rule for each of the two repositories: bytes come from where the
     * reference says. An empty file would not do, because skopeo adds the drop-in files of the
     * machine and the user to whatever file it is given; the longest prefix wins over theirs.
     */
    String registriesConf() {
        return Stream.of(cargo.from(), cargo.to())
                .distinct()
                .map(
                        repository ->
                                """
                                [[registry]]
                                prefix = "%1$s"
                                location = "%1$s"
                                """
                                        .formatted(repository))
                .collect(Collectors.joining());
    }

    private void addCredentialsRule(List<String> arguments, String option, Repository repository) {
        if (isAskedWithoutCredentials(repository.registry())) {
            arguments.add(option);
        }
    }

    /** Credentials go over plain HTTP to this machine only (spec 1.6). */
    boolean isAskedWithoutCredentials(String registry) {
        return plainHttpRegistries.contains(registry) && !Loopback.holds(registry);
    }

    /** Stated even where it is the default, which a rule of the user's might change. */
    private boolean verifiesTls(Repository repository) {
        return !plainHttpRegistries.contains(repository.registry());
    }

    private String address(Repository repository) {
        return "docker://" + repository.at(cargo.digest());
    }
}
