package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs every rule on the production classes of a module's class path; a module says which packages
 * it brings.
 */
public abstract class ArchitectureContract {

    private static final String ROOT = "dev.autonomy.registry";

    private final JavaClasses production =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(ROOT);

    /** The packages below the root that must exist on this class path and not be empty. */
    protected abstract List<String> packages();

    @Test
    void the_rules_hold() {
        for (ArchRule rule : new ArchitectureRules(ROOT).all()) {
            rule.check(production);
        }
    }

    @Test
    void the_packages_the_rules_speak_of_exist() {
        for (String name : packages()) {
            assertTrue(
                    production.stream()
                            .anyMatch(type -> type.getPackageName().equals(ROOT + "." + name)),
                    () -> "no class in " + name);
        }
    }
}
