package dev.autonomy.registry;

import dev.autonomy.registry.testkit.ArchitectureContract;
import dev.autonomy.registry.testkit.ArchitectureRules;
import java.util.List;
import java.util.stream.Stream;

class ArchitectureTest extends ArchitectureContract {

    @Override
    protected List<String> packages() {
        return Stream.of(
                        ArchitectureRules.DOMAIN,
                        ArchitectureRules.ADAPTERS,
                        ArchitectureRules.APPS.stream()
                                .filter(each -> each.startsWith("cli"))
                                .toList())
                .flatMap(List::stream)
                .toList();
    }
}
