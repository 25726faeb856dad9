package io.ripeline.simulation;

import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a record ended: where it stands in its funnel by now.
enum Outcome {
    WON,
    LOST,
    OPEN;

    /// @param stage where the record is; absent where it is in no stage that is known
    static Outcome of(@Nullable Stage stage) {
        StageKind kind = stage == null ? StageKind.OPEN : stage.kind();
        return switch (kind) {
            case WON -> WON;
            case LOST -> LOST;
            case OPEN -> OPEN;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
