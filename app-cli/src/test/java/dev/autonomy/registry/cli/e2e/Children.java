package dev.autonomy.registry.cli.e2e;

import java.util.List;

/** The processes that a process started. */
final class Children {

    private Children() {}

    /** Every skopeo that this process runs at this moment. */
    static List<ProcessHandle> skopeos() {
        return ProcessHandle.current().descendants().filter(Children::isSkopeo).toList();
    }

    private static boolean isSkopeo(ProcessHandle process) {
        return process.info().command().filter(command -> command.endsWith("/skopeo")).isPresent();
    }
}
