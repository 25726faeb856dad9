package io.ripeline.expression;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.Objects;

/// A sentence in the two languages of the product.
///
/// @param english the English wording
/// @param chinese the simplified Chinese wording
@Immutable
public record Text(String english, String chinese) {
    public Text {
        Objects.requireNonNull(english);
        Objects.requireNonNull(chinese);
    }

    /// The wording for `locale`: Chinese for any Chinese locale, otherwise English.
    public String in(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
