package io.ripeline.schema;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.definition.ViewDefinition;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.schema.Index.Column;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The orders in which an object's records are listed, so that a page is read along an index instead of sorting all
/// that a member sees: by when they were made, by name, by stage and when, by what is unique, and as the saved views
/// do. What
/// a view wants to be equal to something stands before what it sorts by. Beside the order of a stage stands what its
/// records are commonly narrowed by, such as their amount: those that are not asked for are passed over in the index.
final class Orders {

    /// Each costs every write some microseconds.
    private static final int MOST = 15;

    /// Each makes the index of the stages a fifth larger.
    private static final int MOST_BESIDE = 3;

    private static final Set<FieldType> MEASURES = EnumSet.of(
            FieldType.CURRENCY,
            FieldType.DATE,
            FieldType.DATE_TIME,
            FieldType.DECIMAL,
            FieldType.INTEGER,
            FieldType.PERCENT);

    private final ObjectModel object;
    private final Set<List<Column>> found = new LinkedHashSet<>();

    Orders(ObjectModel object) {
        this.object = object;
    }

    Set<List<Column>> all() {
        column(SystemNames.CREATED_AT).map(List::of).ifPresent(found::add);
        Optional.ofNullable(object.nameField())
                .map(Orders::column)
                .map(List::of)
                .ifPresent(found::add);
        object.stageField()
                .flatMap(this::column)
                .ifPresent(stage -> found.add(List.of(stage, Column.of(SystemNames.CREATED_AT))));
        object.all().stream()
                .filter(field -> field.unique() && field.type().hasOrder())
                .map(Orders::column)
                .map(List::of)
                .forEach(found::add);
        object.views().forEach(this::view);
        return new LinkedHashSet<>(found.stream().limit(MOST).toList());
    }

    /// What stands beside an order. These fields have indexes of their own, so that no write gets dearer that changes
    /// nothing else.
    List<Column> beside(List<Column> order) {
        List<Column> staged = List.of(Column.of(SystemNames.CREATED_AT));
        boolean ofStage = order.size() == 2
                && order.subList(1, 2).equals(staged)
                && object.stageField()
                        .flatMap(this::column)
                        .filter(order.getFirst()::equals)
                        .isPresent();
        return ofStage
                ? object.views().stream()
                        .flatMap(view -> sorted(view.sort()).stream())
                        .filter(this::isMeasure)
                        .flatMap(name -> column(name).stream())
                        .distinct()
                        .limit(MOST_BESIDE)
                        .toList()
                : List.of();
    }

    private boolean isMeasure(String name) {
        return object.field(name)
                .map(FieldModel::type)
                .filter(MEASURES::contains)
                .isPresent();
    }

    private void view(ViewDefinition view) {
        sorting(view.sort()).ifPresent(sorted -> {
            List<Column> columns = new ArrayList<>(pinned(view.filter()));
            columns.remove(sorted);
            columns.add(sorted);
            found.add(List.copyOf(columns));
        });
    }

    private Optional<Column> sorting(@Nullable String sort) {
        return sorted(sort).flatMap(this::column);
    }

    /// What comes first in an order such as `-amount,name`.
    private static Optional<String> sorted(@Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return Optional.empty();
        }
        String first = sort.split("[,:]", 2)[0].strip();
        return Optional.of(first.startsWith("-") ? first.substring(1) : first);
    }

    private List<Column> pinned(@Nullable String filter) {
        if (filter == null || filter.isBlank()) {
            return List.of();
        }
        return Expressions.checkFilter(filter, object.names()) instanceof Expression expression
                ? expression.pinned().stream()
                        .flatMap(name -> column(name).stream())
                        .toList()
                : List.of();
    }

    private Optional<Column> column(String name) {
        return switch (name) {
            case SystemNames.CREATED_AT, SystemNames.UPDATED_AT, SystemNames.OWNER_ID -> Optional.of(Column.of(name));
            default ->
                object.field(name).filter(field -> field.type().hasOrder()).map(Orders::column);
        };
    }

    private static Column column(FieldModel field) {
        return new Column(field.column().getName(), field.type().isOpenText());
    }
}
