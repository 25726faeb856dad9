package io.ripeline.definition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a property of the document means, and the form its value has beyond its Java type. The one source of the
/// document's JSON Schema.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Property {

    /// One sentence in English.
    String value();

    /// The only texts allowed, where only some are.
    String[] words() default {};

    /// The enumeration whose members, in small letters, are the only texts allowed, beside [#words].
    Class<?> wordsOf() default void.class;

    /// The form of a text, or of each text of a list.
    Form form() default Form.FREE;

    /// The least number allowed.
    long least() default Long.MIN_VALUE;

    /// The greatest number allowed.
    long most() default Long.MAX_VALUE;

    /// The most elements of a list, or members of a map.
    int limit() default Integer.MAX_VALUE;

    /// The forms of texts.
    enum Form {
        /// Any text.
        FREE(null),
        /// A key, the name by which data and expressions know a thing.
        KEY("^[a-z][a-z0-9]*(_[a-z0-9]+)*$"),
        /// A day of one year.
        DATE("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        /// A day of any year.
        DAY_OF_YEAR("^[0-9]{2}-[0-9]{2}$"),
        /// A time of the day.
        TIME("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
        /// A colour.
        COLOR("^#[0-9a-fA-F]{6}$"),
        /// A condition in CEL.
        CONDITION(null),
        /// A value in CEL.
        VALUE(null);

        private final @org.jspecify.annotations.Nullable String pattern;

        Form(@org.jspecify.annotations.Nullable String pattern) {
            this.pattern = pattern;
        }

        /// The regular expression of its texts, where it has one.
        java.util.Optional<String> pattern() {
            return java.util.Optional.ofNullable(pattern);
        }
    }
}
