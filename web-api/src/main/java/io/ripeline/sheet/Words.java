package io.ripeline.sheet;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a sheet says things in its language.
///
/// @param zone in which its member reads the day
record Words(ZoneId zone, Locale locale) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    String say(String en, String zh) {
        return new Text(en, zh).in(locale);
    }

    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    String day(LocalDate on) {
        return on + " " + on.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
    }

    /// Hours and minutes, such as 2 h 05 min.
    String length(long minutes) {
        long hours = minutes / 60;
        return hours == 0
                ? say("%d min".formatted(minutes), "%d 分钟".formatted(minutes))
                : say("%d h %02d min".formatted(hours, minutes % 60), "%d 小时 %02d 分".formatted(hours, minutes % 60));
    }

    /// The label of an option of a field; itself where the definition has it no more.
    @Nullable
    String option(ObjectModel object, String field, @Nullable String key) {
        return key == null
                ? null
                : object.field(field)
                        .map(FieldModel::choices)
                        .flatMap(choices -> Optional.ofNullable(choices.get(key)))
                        .map(choice -> choice.label().in(locale))
                        .orElse(key);
    }
}
