package io.ripeline.http;

import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which of the two languages an answer is in.
public final class Languages {

    private static final String OTHERWISE = Languages.class.getName();

    private Languages() {}

    /// The first of Chinese and English among `Accept-Language`, by weight; English where only others are asked for;
    /// `otherwise` where nothing is.
    public static Locale preferred(HttpServletRequest request, Locale otherwise) {
        return of(request.getHeader("Accept-Language"), otherwise);
    }

    /// The language of the running request: its scope's, else by its header, else the company's where one is known.
    public static Locale of(HttpServletRequest request) {
        if (TenantScope.isBound()) {
            return TenantScope.current().locale();
        }
        return preferred(request, request.getAttribute(OTHERWISE) instanceof Locale known ? known : Locale.ENGLISH);
    }

    /// Notes the language for those who ask for none.
    public static void otherwise(HttpServletRequest request, Locale locale) {
        request.setAttribute(OTHERWISE, locale);
    }

    static Locale of(@Nullable String header, Locale otherwise) {
        List<Locale.LanguageRange> ranges = ranges(header);
        for (Locale.LanguageRange range : ranges) {
            String language = Locale.forLanguageTag(range.getRange()).getLanguage();
            if (range.getWeight() > 0 && language.equals("zh")) {
                return Locale.SIMPLIFIED_CHINESE;
            }
            if (range.getWeight() > 0 && language.equals("en")) {
                return Locale.ENGLISH;
            }
        }
        return ranges.stream().allMatch(range -> range.getRange().equals("*")) ? otherwise : Locale.ENGLISH;
    }

    private static List<Locale.LanguageRange> ranges(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
