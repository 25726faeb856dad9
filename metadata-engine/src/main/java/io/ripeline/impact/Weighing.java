package io.ripeline.impact;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.impact.Effect.Count;
import io.ripeline.record.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A draft set against the model in force, which the session sees, and its records.
public record Weighing(Session session, Model draft, Counting counting) {

    /// So many ids fit into a filter.
    public static final int LISTED = 80;

    /// An object as it stands and as it would be.
    public record Pair(ObjectModel standing, ObjectModel next) {

        /// The field with this key as it stands, where it stands with values of the same kind.
        Optional<FieldModel> standing(FieldModel field) {
            return standing.field(field.key())
                    .filter(old -> old.type().kind() == field.type().kind());
        }
    }

    /// The objects that stand and stay, in the order of the draft.
    public List<Pair> objects() {
        List<Pair> pairs = new ArrayList<>();
        draft.objects()
                .forEach(next ->
                        session.model().find(next.key()).ifPresent(standing -> pairs.add(new Pair(standing, next))));
        return pairs;
    }

    /// A condition of the draft over the records that stand; nothing where it cannot be told before publishing.
    public Optional<Condition> condition(Pair object, String source) {
        return Read.of(object, source).map(read -> read.condition().condition(session.moment()));
    }

    /// How many of some live records fail; nothing where counting takes too long.
    @Nullable
    Count count(ObjectModel standing, Condition among, Condition failing) {
        return counting.within(() -> {
                    var counts = session.transaction()
                            .sql()
                            .select(DSL.count(), DSL.count().filterWhere(failing))
                            .from(standing.table())
                            .where(standing.columns().deletedAt().isNull().and(among))
                            .fetchSingle();
                    return new Count(counts.value1(), counts.value2());
                })
                .orElse(null);
    }

    /// Where a condition is not met, be it false or without a verdict.
    static Condition unmet(Condition condition) {
        return DSL.condition("({0}) IS NOT TRUE", DSL.field(condition));
    }

    /// The filter, where lists of the object as it stands take it.
    public static @Nullable String listing(ObjectModel standing, String filter) {
        return Expressions.check(filter, standing.names()) instanceof Expression ? filter : null;
    }

    /// A filter that lists records one by one, where they are few enough to be named.
    ///
    /// @param ids the first of them
    /// @param all how many there are
    public static @Nullable String listing(ObjectModel standing, Collection<UUID> ids, long all) {
        return ids.size() < all || ids.size() > LISTED
                ? null
                : listing(
                        standing,
                        "id in " + quoted(ids.stream().map(UUID::toString).toList()));
    }

    /// Keys as a list in an expression.
    static String quoted(Collection<String> keys) {
        return keys.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    /// A condition as part of a larger one; a comment in it ends with its line.
    static String part(String source) {
        return source.contains("//") ? source + "\n" : source;
    }

    /// The names that cause an effect.
    static Map<String, String> names(String word, String key) {
        return Map.of(word, key);
    }
}
