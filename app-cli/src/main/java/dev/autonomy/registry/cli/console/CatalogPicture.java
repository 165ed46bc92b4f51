package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.LinkText;
import dev.autonomy.registry.progress.CatalogBoard;
import dev.autonomy.registry.progress.CatalogSnapshot;
import dev.autonomy.registry.progress.ProgressSnapshot;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A catalog: a line for each bundle that has ended, the whole, and the bundles under way. */
final class CatalogPicture implements Picture {

    private final CatalogBoard board = new CatalogBoard();
    private final BundleLines bundles = new BundleLines();

    @Override
    public List<StepLines.Line> after(SeedEvent event) {
        board.on(event);
        return bundles.after(event);
    }

    @Override
    public List<String> frame(Instant now, int columns) {
        return CatalogFrame.of(board.snapshot(now), now, columns);
    }

    @Override
    public Optional<String> standing(Instant now) {
        CatalogSnapshot snapshot = board.snapshot(now);
        if (snapshot.lostLink().isPresent()) {
            ProgressSnapshot.LostLink lost = snapshot.lostLink().get();
            return Optional.of(LinkText.waiting(lost.registry(), lost.since(), lost.until(), now));
        }
        return snapshot.ended() < snapshot.bundles()
                ? Optional.of("%-12s %s".formatted("so far", CatalogFrame.whole(snapshot)))
                : Optional.empty();
    }
}
