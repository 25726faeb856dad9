package io.ripeline.expression;

import io.ripeline.refusal.Text;
/// One thing that is wrong with a source, and how to mend it.
///
/// @param code what kind of problem it is
/// @param message what is wrong
/// @param remedy what to write instead
/// @param offset where in the source, in UTF-16 units from 0 as Java and JavaScript count

public record Problem(Code code, Text message, Text remedy, int offset) {

    /// The kinds of problems.
    public enum Code {
        /// The text cannot be read as an expression.
        SYNTAX("expression-syntax"),
        /// It names something the record does not have.
        UNKNOWN_NAME("expression-unknown-name"),
        /// It calls a function the language does not have.
        UNKNOWN_FUNCTION("expression-unknown-function"),
        /// Its types do not fit, or the whole is not a condition.
        TYPE("expression-type"),
        /// It could be evaluated on a record but not as a filter.
        NOT_PUSHABLE("expression-not-pushable"),
        /// It is longer, larger or deeper than the limits.
        TOO_COMPLEX("expression-too-complex");

        private final String key;

        Code(String key) {
            this.key = key;
        }

        /// The stable word for this code in the API.
        public String key() {
            return key;
        }
    }
}
