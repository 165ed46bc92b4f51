package dev.autonomy.registry.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.autonomy.registry.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The rules about windows are seen to fail here, where there is a toolkit to misuse. */
class DesktopRulesTest {

    private static final ArchitectureRules RULES = new ArchitectureRules("dev.autonomy.misbuilt");
    private static final JavaClasses MISBUILT =
            new ClassFileImporter().importPackages("dev.autonomy.misbuilt");

    @Test
    void a_view_model_with_a_control_is_found_and_one_with_properties_is_not() {
        String failures = failures(RULES.the_wizard_knows_no_toolkit());

        assertTrue(failures.contains("javafx.scene.control.Label"), failures);
        assertFalse(failures.contains("SimpleStringProperty"), failures);
    }

    @Test
    void a_view_that_asks_a_port_is_found() {
        assertTrue(failures(RULES.views_only_show()).contains("AsksItself"));
    }

    private static String failures(ArchRule rule) {
        return rule.evaluate(MISBUILT).getFailureReport().getDetails().toString();
    }
}
