package dev.autonomy.registry;

import dev.autonomy.registry.testkit.ArchitectureContract;
import java.util.List;

class ArchitectureTest extends ArchitectureContract {

    @Override
    protected List<String> packages() {
        return List.of("adapter.layout", "adapter.lock", "adapter.output", "adapter.verify");
    }
}
