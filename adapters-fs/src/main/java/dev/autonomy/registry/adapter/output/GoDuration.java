package dev.autonomy.registry.adapter.output;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as the command line takes them: Go's syntax, units of nothing left out. */
final class GoDuration {

    private GoDuration() {}

    static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append('h');
        }
        if (duration.toMinutesPart() > 0) {
            text.append(duration.toMinutesPart()).append('m');
        }
        BigDecimal seconds =
                BigDecimal.valueOf(duration.toSecondsPart())
                        .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
        if (seconds.signum() > 0 || text.isEmpty()) {
            text.append(seconds.stripTrailingZeros().toPlainString()).append('s');
        }
        return text.toString();
    }
}
