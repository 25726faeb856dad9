package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
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

    private final Source source;
    private volatile @Nullable Kept kept;
    private volatile @Nullable Reference<Content> lately;

    private record Kept(String object, CheckedTrees trees) {}

    /// What a vocabulary holds, by key in order.
    private record Content(Map<String, Name> names, Map<String, Related> parents, Map<String, Related> children) {}

    private record Listed(List<Name> names, List<Related> parents, List<Related> children) implements Source {}

    /// A vocabulary of a record's own names only, each key once.
    public Vocabulary(List<Name> names) {
        this(names, List.of(), List.of());
    }

    /// A vocabulary of names, and of other records reached by a key.
    ///
    /// @param parents by the key of a name that holds their id
    /// @param children by a key that is none of the names
    public Vocabulary(List<Name> names, List<Related> parents, List<Related> children) {
        this(new Listed(List.copyOf(names), List.copyOf(parents), List.copyOf(children)), null);
        content();
    }

    private Vocabulary(Source source, @Nullable Kept kept) {
        this.source = source;
        this.kept = kept;
    }

    /// What a vocabulary of an object is made of when somebody asks for it.
    public interface Source {

        /// The record's own names, each key once.
        List<Name> names();

        /// The records it points to, by the key of a name that holds their id.
        List<Related> parents();

        /// The records that point to it, by a key that is none of the names.
        List<Related> children();
    }

    /// A vocabulary that is made when it is used and kept while memory lasts.
    public static Vocabulary of(Source source) {
        return new Vocabulary(source, null);
    }

    /// Lets go of what can be made again, and of the trees, which are for compiling.
    public void settle() {
        lately = null;
        kept = null;
    }

    private Content content() {
        Reference<Content> reference = lately;
        Content known = reference == null ? null : reference.get();
        if (known == null) {
            known = content(source.names(), source.parents(), source.children());
            lately = new SoftReference<>(known);
        }
        return known;
    }

    private static Content content(List<Name> names, List<Related> parents, List<Related> children) {
        Map<String, Name> own = new LinkedHashMap<>();
        for (Name name : names) {
            if (own.put(name.key(), name) != null) {
                throw new IllegalArgumentException("The name " + name.key() + " occurs twice.");
            }
        }
        Map<String, Related> lists = byKey(children);
        for (String key : lists.keySet()) {
            if (own.containsKey(key) || !isUsable(key)) {
                throw new IllegalArgumentException("No list can be called " + key + ".");
            }
        }
        return new Content(Collections.unmodifiableMap(own), byKey(parents), lists);
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
        return new Vocabulary(source, new Kept(object, trees));
    }

    Optional<CelAbstractSyntaxTree> kept(String source) {
        Kept trees = kept;
        return trees == null ? Optional.empty() : trees.trees().find(trees.object(), source);
    }

    void keep(String source, CelAbstractSyntaxTree tree) {
        Kept trees = kept;
        if (trees != null) {
            trees.trees().put(trees.object(), source, tree);
        }
    }

    void understood(Understanding understanding) {
        Kept trees = kept;
        if (trees != null) {
            trees.trees().used(understanding);
        }
    }

    /// The same with more names of the record's own; a list of such a name is hidden by it.
    public Vocabulary with(List<Name> more) {
        List<Name> all = new ArrayList<>(names());
        all.addAll(more);
        Set<String> keys = all.stream().map(Name::key).collect(Collectors.toSet());
        return new Vocabulary(
                all,
                List.copyOf(parents()),
                children().stream().filter(list -> !keys.contains(list.key())).toList());
    }

    /// The record's own names.
    public Collection<Name> names() {
        return content().names().values();
    }

    /// The records it points to.
    public Collection<Related> parents() {
        return content().parents().values();
    }

    /// The records that point to it, or are about it.
    public Collection<Related> children() {
        return content().children().values();
    }

    /// The own name with this key.
    public Optional<Name> find(String key) {
        return Optional.ofNullable(content().names().get(key));
    }

    /// What the lookup with this key points to.
    public Optional<Related> parent(String key) {
        return Optional.ofNullable(content().parents().get(key));
    }

    /// The list with this key.
    public Optional<Related> list(String key) {
        return Optional.ofNullable(content().children().get(key));
    }

    /// One name.
    ///
    /// @param key what the expression calls it, an identifier
    /// @param kind what its values are
    /// @param place where the fully qualified column comes from that holds it in SQL
    public record Name(String key, ValueKind kind, Supplier<? extends Field<?>> place) {
        public Name {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(place);
            if (!isUsable(key)) {
                throw new IllegalArgumentException("No expression can use the name " + key + ".");
            }
        }

        /// A name that stands in a column.
        public Name(String key, ValueKind kind, Field<?> column) {
            this(key, kind, () -> column);
        }

        /// The fully qualified column that holds it in SQL.
        public Field<?> column() {
            return place.get();
        }
    }

    /// Other records, reached from one.
    ///
    /// @param key what the expression calls it, or them
    /// @param object the key of their object
    /// @param names what they call their own values
    /// @param linking how their rows stand to a row here
    public record Related(String key, String object, Supplier<Vocabulary> names, Supplier<Link> linking) {

        /// The same where it is known already how their rows stand to a row here.
        public Related(String key, String object, Supplier<Vocabulary> names, Link link) {
            this(key, object, names, () -> link);
        }

        /// How their rows stand to a row here.
        public Link link() {
            return linking.get();
        }

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
