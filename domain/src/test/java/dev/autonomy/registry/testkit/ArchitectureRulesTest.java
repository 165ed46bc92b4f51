package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is seen to fail on a house built wrong, by the class that breaks it. */
class ArchitectureRulesTest {

    private static final ArchitectureRules RULES = new ArchitectureRules("dev.autonomy.misbuilt");
    private static final JavaClasses MISBUILT =
            new ClassFileImporter().importPackages("dev.autonomy.misbuilt");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(RULES.the_domain_uses_the_jdk_core_only(), "OpensFiles"),
                Arguments.of(RULES.domain_packages_depend_one_way().getFirst(), "LooksAhead"),
                Arguments.of(RULES.there_are_no_cycles(), "LooksAhead"),
                Arguments.of(RULES.every_class_lies_in_a_declared_package(), "DoorManagerImpl"),
                Arguments.of(RULES.ports_are_implemented_in_adapters(), "OwnDoor"),
                Arguments.of(RULES.adapters_do_not_know_the_apps(), "RealDoor"),
                Arguments.of(RULES.processes_are_run_in_one_place(), "Command"),
                Arguments.of(RULES.http_is_spoken_in_one_place(), "Command"),
                Arguments.of(RULES.sockets_are_opened_in_one_place(), "OwnLine"),
                Arguments.of(RULES.each_room_has_one_door(), "BackDoor"),
                Arguments.of(RULES.json_stays_in_adapters_and_the_json_printer(), "Command"),
                Arguments.of(RULES.only_wiring_knows_adapters(), "Command"),
                Arguments.of(RULES.only_main_exits(), "Command"),
                Arguments.of(RULES.only_main_reads_the_environment(), "Command"),
                Arguments.of(RULES.only_main_touches_the_standard_streams(), "Command"),
                Arguments.of(RULES.static_fields_are_final(), "Command.runs"),
                Arguments.of(RULES.names_say_what_a_class_is(), "DoorManagerImpl"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_is_seen_to_fail(ArchRule rule, String culprit) {
        String failures = rule.evaluate(MISBUILT).getFailureReport().getDetails().toString();

        assertTrue(failures.contains(culprit), () -> rule.getDescription() + " found " + failures);
    }
}
