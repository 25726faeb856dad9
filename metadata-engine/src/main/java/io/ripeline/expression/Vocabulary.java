package io.ripeline.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Field;

/// The names an expression over one kind of record may use, besides `now`, `today` and `me`.
///
/// @param names each key once, none of them [reserved][#reserves]
public record Vocabulary(List<Name> names) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "in");

    public Vocabulary {
        names = List.copyOf(names);
        Map<String, Name> seen = new HashMap<>();
        for (Name name : names) {
            if (seen.put(name.key(), name) != null) {
                throw new IllegalArgumentException("The name " + name.key() + " occurs twice.");
            }
        }
    }

    /// Whether `key` belongs to the language itself and so cannot name a field in expressions.
    public static boolean reserves(String key) {
        return WORDS.contains(key) || Builtin.find(key).isPresent();
    }

    Optional<Name> find(String key) {
        return names.stream().filter(name -> name.key().equals(key)).findFirst();
    }

    /// One name.
    ///
    /// @param key what the expression calls it, an identifier
    /// @param kind what its values are
    /// @param column the fully qualified column that holds it in SQL
    public record Name(String key, ValueKind kind, Field<?> column) {
        public Name {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(column);
            if (!KEY.matcher(key).matches() || reserves(key)) {
                throw new IllegalArgumentException("No expression can use the name " + key + ".");
            }
        }
    }
}
