package io.ripeline.http;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Writes problems out in the reader's language.
@Component
public class ProblemDocuments {

    private final List<ExtensionView> views;

    ProblemDocuments(List<ExtensionView> views) {
        this.views = List.copyOf(views);
    }

    /// The members of a refusal's document, without `instance` and `requestId`, which belong to an exchange: for
    /// answers that hold many, such as a batch's.
    public Map<String, Object> of(Refused refused, Locale locale) {
        return of(Problem.of(refused), locale);
    }

    Map<String, Object> of(Problem problem, Locale locale) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:ripeline:problem:" + problem.code());
        members.put("title", problem.title().in(locale));
        members.put("status", problem.status());
        Optional.ofNullable(problem.detail()).ifPresent(detail -> members.put("detail", detail.in(locale)));
        members.put("code", problem.code());
        if (!problem.violations().isEmpty()) {
            members.put(
                    "errors",
                    problem.violations().stream()
                            .map(violation -> error(violation, locale))
                            .toList());
        }
        problem.extensions().forEach((member, value) -> members.put(member, view(value, locale)));
        return members;
    }

    private static Map<String, Object> error(Violation violation, Locale locale) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("pointer", violation.pointer());
        error.put("code", violation.code());
        error.put("message", violation.message().in(locale));
        return error;
    }

    private Object view(Object value, Locale locale) {
        if (value instanceof Text text) {
            return text.in(locale);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(inner -> view(inner, locale)).toList();
        }
        return views.stream()
                .flatMap(view -> view.view(value, locale).stream())
                .findFirst()
                .orElse(value);
    }
}
