package io.ripeline.schema;

import org.jooq.impl.DSL;

/// Names and texts in the statements of this package. Keys are checked to be lower-case words before anything
/// reaches here; quoting keeps SQL's own words harmless.
final class Quoting {

    private Quoting() {}

    static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String table(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }

    static String literal(String text) {
        return DSL.inline(text).toString();
    }
}
