package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.definition.ViewDefinition;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// A page of few records: those are found first, whatever their order, then ordered.
final class Gathered {

    private static final String NAME = "gathered";

    private Gathered() {}

    /// The first, in an order, of the records that meet a condition.
    static Condition first(ObjectModel object, Condition condition, List<SortField<?>> order, int limit) {
        List<QueryPart> columns = new ArrayList<>(List.of(object.columns().id()));
        List<SortField<?>> ordered = new ArrayList<>();
        for (SortField<?> each : order) {
            String column = "k" + ordered.size();
            columns.add(DSL.sql("{0} AS {1}", each.$field(), DSL.name(column)));
            ordered.add(
                    like(each, DSL.field(DSL.name(NAME, column), each.$field().getDataType())));
        }
        return DSL.condition(
                "{0} = ANY (ARRAY (WITH gathered AS MATERIALIZED (SELECT {1} FROM {2} WHERE {3})"
                        + " SELECT gathered.id FROM gathered ORDER BY {4} FETCH NEXT {5} ROWS ONLY))",
                object.columns().id(), DSL.list(columns), object.table(), condition, DSL.list(ordered), DSL.val(limit));
    }

    private static SortField<?> like(SortField<?> order, Field<?> column) {
        SortField<?> sorted = column.sort(order.$sortOrder());
        var nulls = order.$nullOrdering();
        if (nulls == null) {
            return sorted;
        }
        return switch (nulls) {
            case NULLS_FIRST -> sorted.nullsFirst();
            case NULLS_LAST -> sorted.nullsLast();
        };
    }

    /// The fields by which views sort the records of one owner: along these there are indexes.
    static Set<String> ownerOrders(ObjectModel object) {
        return object.views().stream()
                .filter(view -> ofOwner(object, view))
                .flatMap(view -> java.util.Optional.ofNullable(view.sort()).stream())
                .filter(sort -> !sort.isBlank())
                .map(sort -> sort.split("[,:]", 2)[0].strip())
                .map(first -> first.startsWith("-") ? first.substring(1) : first)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean ofOwner(ObjectModel object, ViewDefinition view) {
        return view.filter() != null
                && !view.filter().isBlank()
                && Expressions.checkFilter(view.filter(), object.names()) instanceof Expression expression
                && List.copyOf(expression.pinned()).equals(List.of(SystemNames.OWNER_ID));
    }
}
