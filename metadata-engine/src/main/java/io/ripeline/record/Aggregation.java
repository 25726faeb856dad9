package io.ripeline.record;

import static io.ripeline.record.RecordError.MEASURE_INVALID;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts and sums records by groups, over what the acting member sees.
@Component
public class Aggregation {

    private static final int MOST_GROUPS = 1_000;
    private static final int MOST_PARTS = 10;
    private static final Set<String> FUNCTIONS = Set.of("count", "sum", "min", "max", "avg");

    private final Records records;

    Aggregation(Records records) {
        this.records = records;
    }

    /// One figure.
    ///
    /// @param fn `count`, `sum`, `min`, `max` or `avg`
    /// @param field a number; not for `count`
    /// @param as the figure's name in the answer; `count` or `<fn>_<field>` where absent
    public record Measure(
            String fn, @Nullable String field, @Nullable String as) {

        String name() {
            if (as != null) {
                return as;
            }
            return field == null ? fn : fn + "_" + field;
        }
    }

    /// One group.
    ///
    /// @param key the values grouped by, by field; absent ones are null
    /// @param figures by name; whole numbers as `Long`, others as `BigDecimal`
    public record Group(Map<String, @Nullable Object> key, Map<String, @Nullable Object> figures) {}

    /// The groups found.
    ///
    /// @param more whether there are more than are given
    public record Groups(List<Group> groups, boolean more) {

        public Groups {
            groups = List.copyOf(groups);
        }
    }

    /// The groups, in the order of their keys, at most 1,000. A date is grouped by itself or, as `field:month`, by the
    /// `day`, `week`, `month`, `quarter` or `year` it falls into in the company's zone, named by its first day.
    /// Records without the value are a group of their own, the last one. Refuses with `measure-invalid`,
    /// `unknown-field` or `filter-invalid`.
    public Groups groups(
            Session session,
            ObjectModel object,
            List<String> groupBy,
            List<Measure> measures,
            @Nullable String filter) {
        session.caller().require(Right.READ, object);
        if (measures.isEmpty() || measures.size() > MOST_PARTS || groupBy.size() > MOST_PARTS) {
            throw refusal("/measures", "From 1 to 10 measures and at most 10 groupings.", "统计项为 1 至 10 个，分组最多 10 个。");
        }
        FieldView view = FieldView.of(session, object);
        view.requireReadable(groupBy.stream().map(Grouping::name).toList(), "/groupBy");
        view.requireReadable(
                measures.stream().map(Measure::field).filter(Objects::nonNull).toList(), "/measures");
        List<Grouping> groupings =
                groupBy.stream().map(name -> Grouping.of(object, name)).toList();
        List<Field<?>> keys = groupings.stream()
                .<Field<?>>map(
                        grouping -> grouping.key(session.transaction().tenant().timeZone()))
                .toList();
        Set<String> names = new LinkedHashSet<>();
        List<SelectField<?>> selected = new ArrayList<>(keys);
        for (int index = 0; index < measures.size(); index++) {
            Measure measure = measures.get(index);
            if (!names.add(measure.name()) || measure.name().equals("key")) {
                throw refusal("/measures/" + index, "Two measures have one name.", "统计项名称重复。");
            }
            selected.add(figure(object, measure, "/measures/" + index));
        }
        List<Group> groups = session.transaction()
                .sql()
                .select(selected)
                .from(object.table())
                .where(records.matching(session, object, RecordQuery.matching(filter)))
                .groupBy(keys)
                .orderBy(keys)
                .limit(MOST_GROUPS + 1)
                .fetch(row -> group(row, groupBy, measures));
        boolean more = groups.size() > MOST_GROUPS;
        return new Groups(more ? groups.subList(0, MOST_GROUPS) : groups, more);
    }

    private static Field<?> figure(ObjectModel object, Measure measure, String pointer) {
        if (!FUNCTIONS.contains(measure.fn())) {
            throw refusal(
                    pointer + "/fn", "fn is one of count, sum, min, max, avg.", "fn 应为 count、sum、min、max、avg 之一。");
        }
        if (measure.fn().equals("count") && measure.field() == null) {
            return DSL.count();
        }
        FieldModel field = object.field(String.valueOf(measure.field()))
                .filter(found -> found.type().isNumber())
                .orElseThrow(() -> refusal(pointer + "/field", "Name a field that holds numbers.", "请指定数字字段。"));
        Field<BigDecimal> column = DSL.field(field.column().getQualifiedName(), SQLDataType.NUMERIC);
        return switch (measure.fn()) {
            case "sum" -> DSL.sum(column);
            case "min" -> DSL.min(column);
            case "max" -> DSL.max(column);
            case "avg" -> DSL.avg(column);
            default -> DSL.count(column);
        };
    }

    private static Refused refusal(String pointer, String en, String zh) {
        return MEASURE_INVALID.at(pointer, new Text(en, zh));
    }

    private static Group group(Record row, List<String> groupBy, List<Measure> measures) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        for (int index = 0; index < groupBy.size(); index++) {
            key.put(groupBy.get(index), row.get(index));
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (int index = 0; index < measures.size(); index++) {
            Object figure = row.get(groupBy.size() + index);
            figures.put(
                    measures.get(index).name(), figure instanceof Integer count ? (Object) count.longValue() : figure);
        }
        return new Group(key, figures);
    }
}
