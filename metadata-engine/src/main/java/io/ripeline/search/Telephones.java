package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.duplicate.PhoneNumber;
import io.ripeline.record.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the records of a telephone number however either is written: with the country or without, with blanks and
/// brackets. By fields that are searched, among records that the member sees; whether she reads the numbers does not
/// matter, for she has the one that is sought.
@Component
public class Telephones {

    private static final String HOME = "86";
    private static final int SHORTEST = 5;

    /// A record with the number.
    public record Found(UUID id, @Nullable UUID owner, Instant updatedAt) {}

    /// The records of an object by the numbers they have, of those sought.
    public Map<PhoneNumber, List<Found>> find(Session session, ObjectModel object, Collection<PhoneNumber> numbers) {
        List<FieldModel> fields = SearchedFields.of(object).stream()
                .filter(field -> field.type() == FieldType.PHONE)
                .toList();
        Map<PhoneNumber, List<Found>> found = new HashMap<>();
        Set<Integer> exact = new TreeSet<>();
        List<PhoneNumber> sought = numbers.stream()
                .filter(number -> number.national().length() >= SHORTEST)
                .distinct()
                .toList();
        for (PhoneNumber number : sought) {
            fields.forEach(field ->
                    forms(number).forEach(form -> exact.addAll(Tokens.exact(object, field, Words.of(form)))));
        }
        if (exact.isEmpty()) {
            return found;
        }
        WrittenTexts.settle();
        collect(session, object, fields, exact.stream().map(Set::of).toList(), sought, found);
        List<PhoneNumber> open =
                sought.stream().filter(number -> !found.containsKey(number)).toList();
        List<Set<Integer>> parts = open.stream()
                .flatMap(number -> fields.stream().map(field -> Tokens.anywhere(object, field, number.national())))
                .toList();
        if (!open.isEmpty()) {
            collect(session, object, fields, parts, open, found);
        }
        return found;
    }

    /// How the number is mostly written, in digits.
    private static List<String> forms(PhoneNumber number) {
        String country = number.country().isEmpty() ? HOME : number.country();
        return List.of(
                number.national(),
                country + number.national(),
                "00" + country + number.national(),
                "0" + number.national());
    }

    private static void collect(
            Session session,
            ObjectModel object,
            List<FieldModel> fields,
            Collection<Set<Integer>> tokens,
            List<PhoneNumber> sought,
            Map<PhoneNumber, List<Found>> found) {
        Map<String, List<PhoneNumber>> byNational = new HashMap<>();
        sought.forEach(number -> byNational
                .computeIfAbsent(number.national(), _ -> new ArrayList<>())
                .add(number));
        List<Field<?>> columns = new ArrayList<>(List.of(
                object.columns().id(),
                object.columns().ownerId(),
                object.columns().updatedAt()));
        fields.forEach(field -> columns.add(field.column()));
        DSLContext sql = session.transaction().sql();
        UUID[] ids = SearchIndex.records(sql, tokens);
        Condition condition = object.columns().id().eq(DSL.any(ids));
        for (Record row : sql.select(columns)
                .from(object.table())
                .where(condition.and(session.caller().visible(object)))
                .fetch()) {
            Found record = new Found(
                    row.get(object.columns().id()),
                    row.get(object.columns().ownerId()),
                    row.get(object.columns().updatedAt()));
            fields.stream()
                    .map(field -> row.get(field.column().coerce(String.class)))
                    .flatMap(value -> value == null ? java.util.stream.Stream.of() : PhoneNumber.of(value).stream())
                    .flatMap(has -> byNational.getOrDefault(has.national(), List.of()).stream()
                            .filter(has::agrees))
                    .distinct()
                    .forEach(number -> found.computeIfAbsent(number, _ -> new ArrayList<>())
                            .add(record));
        }
    }
}
