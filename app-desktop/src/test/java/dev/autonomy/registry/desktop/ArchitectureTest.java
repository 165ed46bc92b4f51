package dev.autonomy.registry.desktop;

import dev.autonomy.registry.testkit.ArchitectureContract;
import java.util.List;

class ArchitectureTest extends ArchitectureContract {

    @Override
    protected List<String> packages() {
        return List.of("desktop", "desktop.view", "desktop.wiring", "desktop.wizard");
    }
}
