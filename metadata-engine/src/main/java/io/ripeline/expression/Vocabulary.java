package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The names an expression over one kind of record may use, besides `now`, `today` and `me`: its own, those of the
/// records it points to (`customer.grade`) and those of the records that point to it (`contacts.exists(c, …)`).
///
/// Two vocabularies are equal only if they are the same one. Only what a source uses is looked up, so that a
/// vocabulary costs what its names do, however many others it leads to.
public final class Vocabulary {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "in");

    private final Map<String, Name> names;
    private final Map<String, Related> parents;
    private final Map<String, Related> children;
    private final @Nullable Kept kept;

    private record Kept(String object, CheckedTrees trees) {}

    /// A vocabulary of a record's own names only, each key once.
    public Vocabulary(List<Name> names) {
        this(names, List.of(), List.of());
    }

    /// A vocabulary of names, and of other records reached by a key.
    ///
    /// @param parents by the key of a name that holds their id
    /// @param children by a key that is none of the names
    public Vocabulary(List<Name> names, List<Related> parents, List<Related> children) {
        this(names, parents, children, (Kept) null);
    }

    private Vocabulary(List<Name> names, List<Related> parents, List<Related> children, @Nullable Kept kept) {
        this.kept = kept;
        Map<String, Name> own = new LinkedHashMap<>();
        for (Name name : names) {
            if (own.put(name.key(), name) != null) {
                throw new IllegalArgumentException("The name " + name.key() + " occurs twice.");
            }
        }
        this.names = Collections.unmodifiableMap(own);
        this.parents = byKey(parents);
        this.children = byKey(children);
        this.children.keySet().forEach(this::checkList);
    }

    private void checkList(String key) {
        if (names.containsKey(key) || !isUsable(key)) {
            throw new IllegalArgumentException("No list can be called " + key + ".");
        }
    }

    private static Map<String, Related> byKey(List<Related> related) {
        Map<String, Related> byKey = new LinkedHashMap<>();
        for (Related each : related) {
            if (byKey.put(each.key(), each) != null) {
                throw new IllegalArgumentException("The name " + each.key() + " occurs twice.");
            }
        }
        return Collections.unmodifiableMap(byKey);
    }

    private static boolean isUsable(String key) {
        return KEY.matcher(key).matches() && !reserves(key);
    }

    /// Whether `key` belongs to the language itself and so cannot name a field in expressions.
    public static boolean reserves(String key) {
        return WORDS.contains(key) || Builtin.find(key).isPresent();
    }

    /// The same for an object whose checked trees are kept.
    public Vocabulary keeping(String object, CheckedTrees trees) {
        return new Vocabulary(
                List.copyOf(names.values()),
                List.copyOf(parents.values()),
                List.copyOf(children.values()),
                new Kept(object, trees));
    }

    Optional<CelAbstractSyntaxTree> kept(String source) {
        return kept == null ? Optional.empty() : kept.trees().find(kept.object(), source);
    }

    void keep(String source, CelAbstractSyntaxTree tree) {
        if (kept != null) {
            kept.trees().put(kept.object(), source, tree);
        }
    }

    /// The same with more names of the record's own; a list of such a name is hidden by it.
    public Vocabulary with(List<Name> more) {
        List<Name> all = new ArrayList<>(names.values());
        all.addAll(more);
        Set<String> keys = all.stream().map(Name::key).collect(Collectors.toSet());
        return new Vocabulary(
                all,
                List.copyOf(parents.values()),
                children.values().stream()
                        .filter(list -> !keys.contains(list.key()))
                        .toList());
    }

    /// The record's own names.
    public Collection<Name> names() {
        return names.values();
    }

    /// The records it points to.
    public Collection<Related> parents() {
        return parents.values();
    }

    /// The records that point to it, or are about it.
    public Collection<Related> children() {
        return children.values();
    }

    /// The own name with this key.
    public Optional<Name> find(String key) {
        return Optional.ofNullable(names.get(key));
    }

    /// What the lookup with this key points to.
    public Optional<Related> parent(String key) {
        return Optional.ofNullable(parents.get(key));
    }

    /// The list with this key.
    public Optional<Related> list(String key) {
        return Optional.ofNullable(children.get(key));
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
            if (!isUsable(key)) {
                throw new IllegalArgumentException("No expression can use the name " + key + ".");
            }
        }
    }

    /// Other records, reached from one.
    ///
    /// @param key what the expression calls it, or them
    /// @param object the key of their object
    /// @param names what they call their own values
    /// @param link how their rows stand to a row here
    public record Related(String key, String object, Supplier<Vocabulary> names, Link link) {
        Optional<Name> find(String name) {
            return names.get().find(name);
        }
    }

    /// How rows of another table stand to a row of this one: `theirs` equals `own`, and they are not deleted.
    ///
    /// @param table the other table
    /// @param theirs a column of the other table
    /// @param own a column of this table
    /// @param deletedAt the column of the other table that has a value where a row was deleted
    /// @param about where rows of the other table are about rows of several tables: which of them
    public record Link(
            Table<?> table,
            Field<UUID> theirs,
            Field<UUID> own,
            Field<?> deletedAt,
            @Nullable About about) {}

    /// Which rows are about records of one object.
    ///
    /// @param column the column that says the object
    /// @param object the object's key
    public record About(Field<String> column, String object) {}
}
