package io.ripeline.record;

import static io.ripeline.record.RecordError.TOO_MANY_RELATED;

import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.expression.Needs;
import io.ripeline.expression.Vocabulary;
import io.ripeline.expression.Vocabulary.About;
import io.ripeline.expression.Vocabulary.Link;
import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import io.ripeline.refusal.Text;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Fetches what expressions need of the records around one, all of it in one query.
///
/// Whoever asks: a rule is the company's, and holds over all of its records that are not deleted.
final class Surroundings {
    /// The most records of one list that are looked through.
    static final int MOST = 10_000;

    private final DSLContext sql;
    private final Vocabulary vocabulary;
    private final List<Field<?>> columns = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Map<String, Map<String, Object>> parents = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> children = new HashMap<>();

    /// Takes what its column of the answer holds.
    private interface Reader {
        void read(@Nullable Object cell);
    }

    private Surroundings(DSLContext sql, Vocabulary vocabulary) {
        this.sql = sql;
        this.vocabulary = vocabulary;
    }

    /// A record with what is needed around it; refuses with `too-many-related`.
    static Facts of(DSLContext sql, ObjectModel object, Map<String, Object> values, Needs needs, Moment moment) {
        if (needs.areOwn()) {
            return new Facts(values, moment);
        }
        Surroundings around = new Surroundings(sql, object.names());
        needs.parents().forEach((key, names) -> around.parent(key, names, values.get(key)));
        needs.children().forEach((key, names) -> around.list(key, names, UUID.fromString((String) values.get("id"))));
        around.fetch();
        return new Facts(values, around.parents, around.children, moment);
    }

    private void parent(String key, Set<String> names, @Nullable Object id) {
        parents.put(key, Map.of());
        if (id != null) {
            Related parent = vocabulary.parent(key).orElseThrow();
            rows(
                    parent,
                    names,
                    UUID.fromString((String) id),
                    1,
                    found -> found.stream().findFirst().ifPresent(values -> parents.put(key, values)));
        }
    }

    private void list(String key, Set<String> names, UUID id) {
        Related list = vocabulary.list(key).orElseThrow();
        if (names.isEmpty()) {
            columns.add(DSL.field(DSL.selectCount().from(list.link().table()).where(linked(list.link(), DSL.val(id)))));
            readers.add(
                    count -> children.put(key, Collections.nCopies(Objects.requireNonNull((Integer) count), Map.of())));
        } else {
            rows(list, names, id, MOST + 1, found -> children.put(key, bounded(list, found, names)));
        }
    }

    /// The records of a list; refuses with `too-many-related` to look at more than that. To count them is no matter.
    static List<Map<String, Object>> bounded(Related list, List<Map<String, Object>> found, Set<String> names) {
        if (!names.isEmpty() && found.size() > MOST) {
            throw TOO_MANY_RELATED.because(Text.of(
                    "This record has more than %d %s: a rule over each of them cannot be asked.",
                    "此记录的 %2$s 超过 %1$d 条，无法逐条判断规则。", MOST, list.key()));
        }
        return found;
    }

    private void rows(Related related, Set<String> keys, UUID id, int most, Consumer<List<Map<String, Object>>> use) {
        List<Name> names = names(related, keys);
        columns.add(DSL.multiset(DSL.select(names.stream().map(Name::column).toList())
                .from(related.link().table())
                .where(linked(related.link(), DSL.val(id)))
                .limit(most)));
        readers.add(cell -> use.accept(Objects.requireNonNull((Result<?>) cell).stream()
                .map(row -> values(names, row))
                .toList()));
    }

    static List<Name> names(Related related, Set<String> keys) {
        return keys.stream()
                .map(key -> related.names().get().find(key).orElseThrow())
                .toList();
    }

    /// That records hang on the one with this id, and are not in the bin.
    static Condition linked(Link link, Field<UUID> id) {
        Condition linked = link.theirs().eq(id).and(link.deletedAt().isNull());
        About about = link.about();
        return about == null ? linked : linked.and(about.column().eq(about.object()));
    }

    private void fetch() {
        if (!columns.isEmpty()) {
            Record row = sql.select(columns).fetchSingle();
            for (int index = 0; index < readers.size(); index++) {
                readers.get(index).read(row.get(index));
            }
        }
    }

    private static Map<String, Object> values(List<Name> names, Record row) {
        Map<String, Object> values = new HashMap<>();
        for (int index = 0; index < names.size(); index++) {
            Object cell = row.get(index);
            if (cell != null) {
                values.put(names.get(index).key(), fact(cell));
            }
        }
        return values;
    }

    /// A cell as expressions see it.
    static Object fact(Object cell) {
        return switch (cell) {
            case UUID id -> id.toString();
            case OffsetDateTime time -> time.toInstant();
            case String[] texts -> Arrays.asList(texts);
            default -> cell;
        };
    }
}
