package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.refusal.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A name for people, in the languages of the product. One of them may be missing; then the other one is shown.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Label(
        @Property("In Chinese.") @JsonProperty("zh-CN") @Nullable
        String zh,

        @Property("In English.") @JsonProperty("en") @Nullable
        String en) {

    /// A label that reads the same in every language.
    public static Label of(String text) {
        return new Label(text, text);
    }

    /// The label for a reader of the given language.
    public String in(Locale locale) {
        return text().in(locale);
    }

    /// Both languages, each filled by the other where it is missing.
    @JsonIgnore
    public Text text() {
        String any = en != null ? en : zh != null ? zh : "";
        return new Text(en != null ? en : any, zh != null ? zh : any);
    }

    @JsonIgnore
    boolean isBlank() {
        return text().en().isBlank() && text().zh().isBlank();
    }

    boolean isLongerThan(int characters) {
        return text().en().length() > characters || text().zh().length() > characters;
    }

    @JsonIgnore
    boolean lacksALanguage() {
        return en == null || zh == null || en.isBlank() || zh.isBlank();
    }
}
