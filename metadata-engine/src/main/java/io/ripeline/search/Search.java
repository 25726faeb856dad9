package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.record.TextMatching;
import io.ripeline.search.SearchIndex.Sought;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds records by words: by the beginning or any part of a value, by single Chinese characters, their sounds or the
/// initials of these, by any part of a telephone number, and where nothing holds the words, by those a mistake apart.
/// Only records that the member sees, only by values that she sees as they are.
@Component
public class Search implements TextMatching {

    private static final int CANDIDATES = 60;
    private static final int CANDIDATES_MISTAKEN = 200;

    /// A record found.
    ///
    /// @param name how it is called; absent where it is called nothing
    /// @param hint the value that holds the words, where that is not the name
    /// @param score from 0 to 1 for exactly what was sought
    public record Hit(
            UUID id, @Nullable String name, @Nullable String hint, double score) {}

    /// What was found of an object, the best first.
    ///
    /// @param more whether there is more than is given
    public record Group(ObjectModel object, List<Hit> hits, boolean more) {

        public Group {
            hits = List.copyOf(hits);
        }
    }

    @Override
    public Condition matching(Session session, ObjectModel object, String text, Condition among) {
        List<FieldModel> sought = SearchedFields.of(object);
        FieldView view = FieldView.of(session, object);
        view.requireAnyReadable(sought, "/q");
        WrittenTexts.settle();
        Query query = new Query(object, sought.stream().filter(view::reads).toList(), Words.of(text));
        if (query.words().none()) {
            return DSL.falseCondition();
        }
        Guesses guesses = query.guesses();
        for (Supplier<Sought> step : List.<Supplier<Sought>>of(query::anywhere, guesses::oneWord, guesses::allWords)) {
            Sought some = step.get();
            if (!some.none()
                    && session.transaction().sql().fetchExists(first(session, some, among, List.of(DSL.one())))) {
                return some.records();
            }
        }
        return astray(session, query, among);
    }

    /// Those with a character astray, looked at one by one: the index knows which characters are beside each other,
    /// not where.
    private static Condition astray(Session session, Query query, Condition among) {
        Resemblance resemblance = new Resemblance(query);
        UUID[] those = rows(session, query.fields(), query.guesses().astray(), among, CANDIDATES_MISTAKEN).stream()
                .flatMap(row -> hit(session, query, row, resemblance).stream())
                .map(Hit::id)
                .toArray(UUID[]::new);
        return query.object().columns().id().eq(DSL.any(those));
    }

    /// What the member finds of some objects, or of all.
    ///
    /// @param limit how many of each object
    public List<Group> groups(Session session, String text, Collection<ObjectModel> objects, int limit) {
        Words words = Words.of(text);
        List<Group> groups = new ArrayList<>();
        if (words.none()) {
            return groups;
        }
        WrittenTexts.settle();
        for (ObjectModel object : objects) {
            FieldView view = FieldView.of(session, object);
            List<FieldModel> fields =
                    SearchedFields.of(object).stream().filter(view::reads).toList();
            if (!fields.isEmpty() && session.caller().role().may(Right.READ, object.key())) {
                Group group = group(session, new Query(object, fields, words), limit);
                if (!group.hits().isEmpty()) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    private static Group group(Session session, Query query, int limit) {
        Resemblance resemblance = new Resemblance(query);
        Map<UUID, Hit> found = new LinkedHashMap<>();
        Condition visible = session.caller().visible(query.object());
        int candidates = limit + CANDIDATES;
        ObjIntConsumer<Sought> look = (sought, most) -> rows(session, query.fields(), sought, visible, most)
                .forEach(row -> hit(session, query, row, resemblance).ifPresent(hit -> found.put(hit.id(), hit)));
        look.accept(query.anywhere(), candidates);
        if (found.size() >= candidates) {
            // There is more than was looked at: the best may be among the rest.
            look.accept(query.exact(), candidates);
            look.accept(query.beginning(), candidates);
        }
        Guesses guesses = query.guesses();
        for (Supplier<Sought> step : List.<Supplier<Sought>>of(guesses::oneWord, guesses::allWords, guesses::astray)) {
            if (found.isEmpty()) {
                look.accept(step.get(), CANDIDATES_MISTAKEN);
            }
        }
        List<Hit> best = found.values().stream()
                .sorted(Comparator.comparingDouble(Hit::score)
                        .reversed()
                        .thenComparing(hit -> hit.name() == null ? "" : hit.name())
                        .thenComparing(Hit::id))
                .limit(limit)
                .toList();
        return new Group(query.object(), best, found.size() > limit);
    }

    private static List<Record> rows(
            Session session, List<FieldModel> fields, Sought sought, Condition among, int limit) {
        ObjectModel object = sought.object();
        List<Field<?>> columns = new ArrayList<>(List.of(object.columns().id()));
        fields.forEach(field -> columns.add(field.column()));
        FieldModel name = object.nameField();
        if (name != null && !fields.contains(name)) {
            columns.add(name.column());
        }
        return sought.none()
                ? List.of()
                : new ArrayList<>(
                        first(session, sought, among, columns).limit(limit).fetch());
    }

    /// What is sought among some records, to take the first of.
    private static SelectConditionStep<Record> first(
            Session session, Sought sought, Condition among, List<Field<?>> columns) {
        var select = session.transaction().sql().select(columns);
        return session.caller().seesFew(sought.object())
                ? select.from(sought.object().table()).where(among.and(sought.records()))
                : select.from(sought.among()).where(among);
    }

    private static Optional<Hit> hit(Session session, Query query, Record row, Resemblance resemblance) {
        ObjectModel object = query.object();
        double best = 0;
        FieldModel by = null;
        for (FieldModel field : query.fields()) {
            String value = (String) row.get(field.column());
            double score = value == null ? 0 : resemblance.of(field, value);
            if (score > best) {
                best = score;
                by = field;
            }
        }
        if (by == null) {
            return Optional.empty();
        }
        FieldModel named = object.nameField();
        String name = named == null ? null : row.get(named.column().coerce(String.class));
        String shown = name == null ? null : FieldView.of(session, object).name(name);
        String hint = by.equals(named) ? null : (String) row.get(by.column());
        return Optional.of(new Hit(row.get(object.columns().id()), shown, hint, best));
    }

    /// The objects whose records can be found.
    public static Set<ObjectModel> searched(Session session) {
        Set<ObjectModel> objects = new java.util.LinkedHashSet<>();
        session.model().objects().forEach(object -> {
            if (!SearchedFields.of(object).isEmpty()) {
                objects.add(object);
            }
        });
        return objects;
    }
}
