package io.ripeline.rest;

import static io.ripeline.rest.RestError.UNKNOWN_FUNNEL;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Narrows lists and figures to the records of one funnel.
final class Funnels {

    private Funnels() {}

    /// A filter for the records of a funnel that meet another filter; refuses with `unknown-funnel`.
    static @Nullable String filter(ObjectModel object, @Nullable String funnel, @Nullable String filter) {
        if (funnel == null) {
            return filter;
        }
        Funnel found = object.funnel(funnel)
                .orElseThrow(() -> UNKNOWN_FUNNEL.at(
                        "/funnel",
                        Text.of(
                                "There is no funnel \"%s\"; known: %s.",
                                "没有漏斗“%s”，可用：%s。",
                                funnel,
                                object.funnels().stream().map(Funnel::key).collect(Collectors.joining(", ")))));
        String own = object.filterOf(found).orElse(null);
        if (own == null || filter == null || filter.isBlank()) {
            return own == null ? filter : own;
        }
        return own + " && (" + filter + ")";
    }
}
