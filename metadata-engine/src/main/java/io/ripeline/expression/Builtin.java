package io.ripeline.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The names every expression knows, whatever the record.
enum Builtin {
    NOW(Type.TIME),
    TODAY(Type.TIME),
    ME(Type.TEXT);

    private final Type type;

    Builtin(Type type) {
        this.type = type;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type type() {
        return type;
    }

    Object value(Moment moment) {
        return switch (this) {
            case NOW -> Values.time(moment.now());
            case TODAY -> Values.time(moment.today());
            case ME -> moment.me();
        };
    }

    static Optional<Builtin> find(String key) {
        return Arrays.stream(values()).filter(name -> name.key().equals(key)).findFirst();
    }
}
