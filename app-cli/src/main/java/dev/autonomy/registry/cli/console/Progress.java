package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.function.Supplier;

/** What a command shows on stderr from its first moment to its last. */
public final class Progress implements SeedObserver {

    private final ProgressFeed feed;

    private Progress(ProgressFeed feed) {
        this.feed = feed;
    }

    /** Begins to show a seed; on a stderr that is no terminal a bar becomes lines. */
    public static Progress begin(
            ProgressMode mode, Console console, ToolVersion product, Clock clock) {
        return begin(mode, console, product, clock, SeedPicture::new);
    }

    /** The same of a catalog. */
    public static Progress beginCatalog(
            ProgressMode mode, Console console, ToolVersion product, Clock clock) {
        return begin(mode, console, product, clock, CatalogPicture::new);
    }

    private static Progress begin(
            ProgressMode mode,
            Console console,
            ToolVersion product,
            Clock clock,
            Supplier<Picture> picture) {
        ProgressPrinter printer =
                switch (mode) {
                    case AUTO, BAR ->
                            console.columns().isPresent()
                                    ? new BarPrinter(console, picture.get())
                                    : new PlainPrinter(console, picture.get());
                    case PLAIN -> new PlainPrinter(console, picture.get());
                    case JSON -> new JsonEvents(console, product);
                    case NONE -> new SilentPrinter(console);
                };
        return new Progress(new ProgressFeed(printer, clock));
    }

    @Override
    public void on(SeedEvent event) {
        feed.on(event);
    }

    /** Shows how it ended, and waits until everything is shown. */
    public void end(Ending ending) {
        feed.end(ending);
    }
}
