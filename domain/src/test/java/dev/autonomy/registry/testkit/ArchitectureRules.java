package dev.autonomy.registry.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * The walls of the house, written once for any root package, so that they can be seen to fail on
 * one built wrong.
 */
public final class ArchitectureRules {

    /** The domain's packages in the order in which they may depend on the ones before them. */
    public static final List<String> DOMAIN =
            List.of("model", "outcome", "progress", "port", "seed", "catalog", "drift");

    public static final List<String> ADAPTERS =
            List.of(
                    "adapter.tool",
                    "adapter.words",
                    "adapter.json",
                    "adapter.patience",
                    "adapter.transport.trust",
                    "adapter.transport.connection",
                    "adapter.transport",
                    "adapter.login",
                    "adapter.registry",
                    "adapter.skopeo",
                    "adapter.folder",
                    "adapter.document",
                    "adapter.file",
                    "adapter.output",
                    "adapter.layout",
                    "adapter.lock",
                    "adapter.catalog",
                    "adapter.verify");

    /** Rooms behind a door each, the one class that others may ask. */
    public static final Map<String, String> DOORS =
            Map.of(
                    "adapter.words", "Words",
                    "adapter.json", "Json",
                    "adapter.patience", "Persistence",
                    "adapter.transport.trust", "Trust",
                    "adapter.transport.connection", "ConnectionPool",
                    "adapter.transport", "Exchange",
                    "adapter.login", "Authorizer",
                    "adapter.registry", "HttpRegistries",
                    "adapter.catalog", "CatalogFile");

    public static final List<String> APPS =
            List.of(
                    "cli",
                    "cli.arguments",
                    "cli.console",
                    "cli.demo",
                    "cli.lesson",
                    "cli.text",
                    "cli.wiring",
                    "desktop",
                    "desktop.view",
                    "desktop.wiring",
                    "desktop.wizard");

    private final String root;

    public ArchitectureRules(String root) {
        this.root = root;
    }

    public ArchRule the_domain_uses_the_jdk_core_only() {
        String[] allowed =
                Stream.concat(
                                Stream.of(packages(DOMAIN)),
                                Stream.of(
                                        "java.lang",
                                        "java.lang.invoke",
                                        "java.lang.runtime",
                                        "java.util",
                                        "java.util.function",
                                        "java.util.stream",
                                        "java.util.concurrent",
                                        "java.util.concurrent.atomic",
                                        "java.util.random",
                                        "java.time"))
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(packages(DOMAIN))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because(
                        "the domain decides; files, processes and networks are the adapters' business")
                .allowEmptyShould(true);
    }

    /** One rule for each package of the domain: it may not look at the ones after it. */
    public List<ArchRule> domain_packages_depend_one_way() {
        return Stream.iterate(0, i -> i < DOMAIN.size() - 1, i -> i + 1)
                .<ArchRule>map(
                        i ->
                                noClasses()
                                        .that()
                                        .resideInAPackage(inside(DOMAIN.get(i)))
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAnyPackage(
                                                packages(DOMAIN.subList(i + 1, DOMAIN.size())))
                                        .because(
                                                "the domain's packages are layers: "
                                                        + String.join(", ", DOMAIN))
                                        .allowEmptyShould(true))
                .toList();
    }

    public ArchRule there_are_no_cycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one package pretending to be two")
                .allowEmptyShould(true);
    }

    public ArchRule every_class_lies_in_a_declared_package() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(
                        packages(Stream.of(DOMAIN, ADAPTERS, APPS).flatMap(List::stream).toList()))
                .because("a class nobody can place belongs nowhere");
    }

    public ArchRule ports_are_implemented_in_adapters() {
        return classes()
                .that()
                .areNotInterfaces()
                .and(implementAPort())
                .and(not(standBeforeAnother()))
                .should()
                .resideInAPackage(root + ".adapter..")
                .because("the outside is reached through adapters only")
                .allowEmptyShould(true);
    }

    public ArchRule adapters_do_not_know_the_apps() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(APPS))
                .because("arrows point from apps to adapters to the domain")
                .allowEmptyShould(true);
    }

    public ArchRule processes_are_run_in_one_place() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(inside("adapter.tool"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Process")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .because(
                        "draining pipes, time-outs and killing a process tree are easy to get wrong")
                .allowEmptyShould(true);
    }

    public ArchRule http_is_spoken_in_one_place() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(inside("adapter.transport.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc..")
                .because("time-outs, proxies, redirects and size limits are decided in one place")
                .allowEmptyShould(true);
    }

    /** The demonstration looks whether the registry that it starts listens; the lesson serves. */
    public ArchRule sockets_are_opened_in_one_place() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        inside("adapter.transport.."), inside("cli.demo"), inside("cli.lesson"))
                .should()
                .accessTargetWhere(
                        JavaAccess.Predicates.targetOwner(
                                assignableTo(Socket.class)
                                        .or(assignableTo(SocketChannel.class))
                                        .or(assignableTo(SocketFactory.class))
                                        .or(assignableTo(URLConnection.class))))
                .because("a connection of one's own has no time-out, proxy or trust of this user's")
                .allowEmptyShould(true);
    }

    /** Beside it stand values only: what is asked and answered, settings, and what may go wrong. */
    public ArchRule each_room_has_one_door() {
        return classes()
                .that()
                .resideInAnyPackage(packages(List.copyOf(DOORS.keySet())))
                .and()
                .areTopLevelClasses()
                .and(not(areDoors()))
                .and(not(areValues()))
                .and(not(implementAPort()))
                .should()
                .notBePublic()
                .because("a room can be refurnished when nobody leans on its furniture")
                .allowEmptyShould(true);
    }

    public ArchRule json_stays_in_adapters_and_the_json_printer() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".adapter..")
                .and()
                .haveSimpleNameNotStartingWith("Json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .because("field names are written down in one place")
                .allowEmptyShould(true);
    }

    public ArchRule only_wiring_knows_adapters() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        root + ".adapter..", root + ".cli.wiring..", root + ".desktop.wiring..")
                .and()
                .resideOutsideOfPackage(root + ".cli.demo..")
                .should()
                .dependOnClassesThat(are(portImplementations()))
                .because("a composition root that is everywhere is nowhere")
                .allowEmptyShould(true);
    }

    public ArchRule only_main_exits() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .because("a library that ends its host's process cannot be embedded")
                .allowEmptyShould(true);
    }

    public ArchRule only_main_reads_the_environment() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .because("what a run depends on is passed to it")
                .allowEmptyShould(true);
    }

    public ArchRule only_main_touches_the_standard_streams() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .because("what is printed, and where, is the app's decision")
                .allowEmptyShould(true);
    }

    public ArchRule static_fields_are_final() {
        return fields().that()
                .areStatic()
                .and(areWrittenByHand())
                .should()
                .beFinal()
                .because("state that everybody shares is state that nobody owns")
                .allowEmptyShould(true);
    }

    public ArchRule names_say_what_a_class_is() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .because("such a name says that the idea is missing")
                .allowEmptyShould(true);
    }

    public ArchRule the_wizard_knows_no_toolkit() {
        return noClasses()
                .that()
                .resideInAPackage(inside("desktop.wizard"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("javafx..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "javafx.beans..", "javafx.collections.."))))
                .because("what a wizard decides can be tested without a window")
                .allowEmptyShould(true);
    }

    public ArchRule views_only_show() {
        return noClasses()
                .that()
                .resideInAPackage(inside("desktop.view"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inside("port"), inside("seed"), root + ".adapter..")
                .because("what a window shows comes from the wizard")
                .allowEmptyShould(true);
    }

    /** Everything above, for those who run all of it. */
    public List<ArchRule> all() {
        return Stream.concat(
                        domain_packages_depend_one_way().stream(),
                        Stream.of(
                                the_domain_uses_the_jdk_core_only(),
                                there_are_no_cycles(),
                                every_class_lies_in_a_declared_package(),
                                ports_are_implemented_in_adapters(),
                                adapters_do_not_know_the_apps(),
                                processes_are_run_in_one_place(),
                                http_is_spoken_in_one_place(),
                                sockets_are_opened_in_one_place(),
                                each_room_has_one_door(),
                                json_stays_in_adapters_and_the_json_printer(),
                                only_wiring_knows_adapters(),
                                only_main_exits(),
                                only_main_reads_the_environment(),
                                only_main_touches_the_standard_streams(),
                                static_fields_are_final(),
                                names_say_what_a_class_is(),
                                the_wizard_knows_no_toolkit(),
                                views_only_show()))
                .toList();
    }

    private DescribedPredicate<JavaClass> implementAPort() {
        return DescribedPredicate.describe(
                "implement a port",
                type ->
                        type.getAllRawInterfaces().stream()
                                .anyMatch(each -> each.getPackageName().equals(root + ".port")));
    }

    private DescribedPredicate<JavaClass> areDoors() {
        return DescribedPredicate.describe(
                "are doors",
                type -> {
                    String room = type.getPackageName().substring(root.length() + 1);
                    return type.getSimpleName().equals(DOORS.get(room));
                });
    }

    private static DescribedPredicate<JavaClass> areValues() {
        return DescribedPredicate.describe(
                "are values",
                type ->
                        type.isRecord()
                                || type.isEnum()
                                || type.isInterface()
                                || type.isAssignableTo(Throwable.class));
    }

    /** What holds another implementation of the port reaches the outside through that one. */
    private DescribedPredicate<JavaClass> standBeforeAnother() {
        return DescribedPredicate.describe(
                "stand before another implementation",
                type ->
                        type.getFields().stream()
                                .map(JavaField::getRawType)
                                .anyMatch(
                                        held ->
                                                held.isInterface()
                                                        && type.getAllRawInterfaces()
                                                                .contains(held)));
    }

    private DescribedPredicate<JavaClass> portImplementations() {
        return DescribedPredicate.describe(
                "adapters of a port",
                type ->
                        type.getPackageName().startsWith(root + ".adapter.")
                                && !type.isInterface()
                                && implementAPort().test(type));
    }

    private static DescribedPredicate<JavaField> areWrittenByHand() {
        return DescribedPredicate.describe(
                "are written by hand", field -> !field.getName().startsWith("$"));
    }

    private String inside(String name) {
        return root + "." + name;
    }

    private String[] packages(List<String> names) {
        return names.stream().map(this::inside).toArray(String[]::new);
    }
}
