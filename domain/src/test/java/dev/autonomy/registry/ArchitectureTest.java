package dev.autonomy.registry;

import dev.autonomy.registry.testkit.ArchitectureContract;
import dev.autonomy.registry.testkit.ArchitectureRules;
import java.util.List;

class ArchitectureTest extends ArchitectureContract {

    @Override
    protected List<String> packages() {
        return ArchitectureRules.DOMAIN;
    }
}
