package dev.autonomy.registry;

import dev.autonomy.registry.testkit.ArchitectureContract;
import java.util.List;

class ArchitectureTest extends ArchitectureContract {

    @Override
    protected List<String> packages() {
        return List.of(
                "adapter.folder",
                "adapter.json",
                "adapter.login",
                "adapter.patience",
                "adapter.registry",
                "adapter.skopeo",
                "adapter.tool",
                "adapter.transport",
                "adapter.transport.trust",
                "adapter.words");
    }
}
