package io.ripeline.refusal;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;

/// One sentence for a person, in the two languages of the product.
@Immutable
public record Text(String en, String zh) {

    /// Both sentences formatted with the same arguments, in the manner of {@link String#formatted}.
    @SuppressWarnings("AnnotateFormatMethod") // two format strings share the arguments
    public static Text of(String en, String zh, Object... arguments) {
        return arguments.length == 0 ? new Text(en, zh) : new Text(en.formatted(arguments), zh.formatted(arguments));
    }

    /// The same where a number decides between singular and plural in English; Chinese knows none.
    public static Text counted(long number, String one, String many, String zh, Object... arguments) {
        return of(number == 1 ? one : many, zh, arguments);
    }

    /// A text that reads the same in every language: a name, a foreign message.
    public static Text verbatim(String text) {
        return new Text(text, text);
    }

    /// The sentence for a reader of the given language; anything but Chinese reads English.
    public String in(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}
