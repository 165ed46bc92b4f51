package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.ArrayList;
import java.util.List;

/** Sums up what a plan would copy: each part of the bundle, what is attached, and the whole. */
record SizeCells(Texts texts, Quantities quantities, TagBefore tagBefore) {

    /**
     * @param artifacts the parts of the bundle first, then what is attached to them
     */
    List<SizeCell> of(SeedRequest request, List<SeedEvent.Artifact> artifacts, long total) {
        int parts = request.sidecars().parts().size();
        List<SizeCell> cells = new ArrayList<>();
        artifacts.subList(0, parts).forEach(part -> cells.addAll(cells(part)));
        List<SeedEvent.Artifact> attached = artifacts.subList(parts, artifacts.size());
        if (!attached.isEmpty()) {
            cells.add(
                    part(
                            texts.of("review.size.attached", attached.size()),
                            attached.stream().mapToLong(SeedEvent.Artifact::bytes).sum()));
        }
        cells.add(
                new SizeCell(
                        texts.of(
                                tagBefore == TagBefore.UNCHANGED
                                        ? "review.size.total.unchanged"
                                        : "review.size.total"),
                        quantities.size(total),
                        SizeCell.Weight.TOTAL));
        return cells;
    }

    private List<SizeCell> cells(SeedEvent.Artifact artifact) {
        String name = Names.capitalised(artifact.name());
        return artifact.platforms().isEmpty()
                ? List.of(part(name, artifact.bytes()))
                : artifact.platforms().stream()
                        .map(each -> part(name + " " + each.platform(), bytes(each)))
                        .toList();
    }

    private static long bytes(SeedEvent.PlatformContents contents) {
        return contents.contents().values().stream().mapToLong(Long::longValue).sum();
    }

    private SizeCell part(String caption, long bytes) {
        return new SizeCell(caption, quantities.size(bytes), SizeCell.Weight.PART);
    }
}
