package io.ripeline.rest;

import io.ripeline.expression.Catalogue;
import io.ripeline.tenancy.TenantScope;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The functions conditions and formulas may call, described in the reader's language.
@RestController
@RequestMapping("/api/v1/config/functions")
class FunctionsController {

    record FunctionsResponse(List<FunctionResponse> items) {}

    /// @param call `function`, `method` or `list`
    /// @param inFilters whether lists can be filtered by it
    record FunctionResponse(
            String key,
            String call,
            List<Catalogue.Form> signatures,
            String description,
            String example,
            boolean inFilters) {

        static FunctionResponse of(Catalogue.Entry entry, Locale locale) {
            return new FunctionResponse(
                    entry.key(),
                    entry.call(),
                    entry.signatures(),
                    entry.description().in(locale),
                    entry.example(),
                    entry.inFilters());
        }
    }

    @GetMapping
    FunctionsResponse functions() {
        Locale locale = TenantScope.current().locale();
        return new FunctionsResponse(Catalogue.entries().stream()
                .map(entry -> FunctionResponse.of(entry, locale))
                .toList());
    }
}
