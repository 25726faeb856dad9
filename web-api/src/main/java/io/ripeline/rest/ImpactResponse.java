package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.impact.Effect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that publishing a draft would mean, on the wire.
///
/// @param kind `criterion`, `required`, `constraint`, `validation`, `removed-value`, `retired-field`, `retired-object`,
/// `grade`, `follow-up` or `rights`
/// @param text the whole in a sentence
/// @param counted whether the figures are there: counting stops where it takes too long
/// @param filter lists the failing ones; absent where no filter can
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImpactResponse(
        String kind,
        @Nullable String object,
        @Nullable String funnel,
        @Nullable String stage,
        @Nullable String criterion,
        @Nullable String field,
        @Nullable String constraint,
        @Nullable String validation,
        @Nullable String value,
        @Nullable String from,
        @Nullable String to,
        @Nullable String cadence,
        @Nullable String role,
        @Nullable String right,
        String label,
        String text,
        boolean counted,
        @Nullable Long total,
        @Nullable Long failing,
        @Nullable String filter) {

    static ImpactResponse of(Effect effect, Locale locale) {
        var names = effect.names();
        Effect.Count count = effect.count();
        return new ImpactResponse(
                effect.kind().key(),
                effect.object(),
                names.get("funnel"),
                names.get("stage"),
                names.get("criterion"),
                names.get("field"),
                names.get("constraint"),
                names.get("validation"),
                names.get("value"),
                names.get("from"),
                names.get("to"),
                names.get("cadence"),
                names.get("role"),
                names.get("right"),
                effect.label().in(locale),
                effect.text().in(locale),
                count != null,
                count == null ? null : count.total(),
                count == null ? null : count.failing(),
                effect.filter());
    }
}
