package io.ripeline.schema;

import io.ripeline.definition.Columns;
import io.ripeline.definition.FieldColumns;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Problem;
import io.ripeline.refusal.Text;
import io.ripeline.schema.Allocation.NewColumn;
import io.ripeline.schema.SchemaChange.AddField;
import io.ripeline.schema.SchemaChange.ChangeKeys;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.schema.SchemaChange.ChangeUnique;
import io.ripeline.schema.SchemaChange.CreateObject;
import io.ripeline.schema.SchemaChange.ReleaseField;
import io.ripeline.schema.SchemaChange.RetireField;
import io.ripeline.schema.SchemaChange.RetireObject;
import io.ripeline.schema.SchemaChange.ReviveField;
import io.ripeline.schema.SchemaChange.ReviveObject;
import io.ripeline.schema.StandingSchema.StandingField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Finds what has to change in the tables for a model.
final class Planner {

    /// So many retired fields of an object keep their values; older ones give them up.
    static final int RETIRED_KEPT = 100;

    private final StandingSchema standing;
    private final @Nullable Model inForce;
    private final Model next;
    private final List<SchemaChange> changes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<NewColumn> growth = new ArrayList<>();
    private Columns columns = Columns.BY_NAME;

    Planner(StandingSchema standing, @Nullable Model inForce, Model next) {
        this.standing = standing;
        this.inForce = inForce;
        this.next = next;
    }

    SchemaPlan plan() {
        int index = 0;
        for (ObjectModel object : next.objects()) {
            object(object, "/objects/" + index++);
        }
        standing.objects().forEach((key, object) -> {
            if (!object.retired() && next.find(key).isEmpty()) {
                changes.add(new RetireObject(key, labelOf(key)));
            }
        });
        return new SchemaPlan(changes, problems, growth, columns);
    }

    private Text labelOf(String object) {
        return standingModel(object)
                .map(model -> model.definition().label().text())
                .orElseGet(() -> Text.verbatim(object));
    }

    private Optional<ObjectModel> standingModel(String object) {
        return inForce == null ? Optional.empty() : inForce.find(object);
    }

    private void object(ObjectModel object, String pointer) {
        var table = standing.object(object.key());
        if (table.isEmpty()) {
            changes.add(new CreateObject(object));
            return;
        }
        if (table.get().about() != object.about()) {
            problems.add(new Problem(
                    pointer + "/about",
                    "change-not-available",
                    Problem.Severity.ERROR,
                    Text.of(
                            "\"%s\" exists already; whether its records are about other ones cannot change.",
                            "“%s”已存在，其记录是否关于其他记录不可更改。", object.key()),
                    Text.of("Add an object with a new key instead.", "请改用新的键新增对象。")));
        }
        if (table.get().retired()) {
            changes.add(new ReviveObject(object));
        }
        retire(object);
        Allocation allocation = new Allocation(object.key(), standing.columnsOf(object.key()));
        int index = 0;
        for (FieldModel field : object.all()) {
            Optional<FieldColumns> stored = field(object, field, allocation);
            stored.ifPresent(found -> columns = columns.with(object.key(), field.key(), found));
            if (stored.isEmpty()) {
                full(pointer + "/fields/" + index, object);
            }
            index++;
        }
        growth.addAll(allocation.growth());
    }

    private void full(String pointer, ObjectModel object) {
        Text name = object.definition().label().text();
        problems.add(new Problem(
                pointer,
                "table-full",
                Problem.Severity.ERROR,
                new Text(
                        "%s has no column left for this field.".formatted(name.en()),
                        "“%s”已没有可用于此字段的列。".formatted(name.zh())),
                Text.of(
                        "Remove fields; columns of fields removed lately are being emptied: try again in some minutes.",
                        "请移除部分字段；最近移除的字段的列正在清理，请几分钟后重试。")));
    }

    /// Retires what is no longer named, and gives up the oldest of what was retired before.
    private void retire(ObjectModel object) {
        List<Map.Entry<String, StandingField>> gone = standing.fieldsOf(object.key()).entrySet().stream()
                .filter(field -> object.field(field.getKey()).isEmpty())
                .sorted(Comparator.comparingInt(Planner::retiredIn))
                .toList();
        int given = Math.max(0, gone.size() - RETIRED_KEPT);
        for (int index = 0; index < gone.size(); index++) {
            String key = gone.get(index).getKey();
            StandingField field = gone.get(index).getValue();
            if (index < given) {
                changes.add(new ReleaseField(object, key, field.columns()));
            } else if (field.retiredIn() == null) {
                changes.add(new RetireField(object, key, labelOf(object.key(), key)));
            }
        }
    }

    private static int retiredIn(Map.Entry<String, StandingField> field) {
        return Objects.requireNonNullElse(field.getValue().retiredIn(), Integer.MAX_VALUE);
    }

    private Text labelOf(String object, String field) {
        return standingModel(object)
                .flatMap(model -> model.field(field))
                .map(model -> model.definition().label().text())
                .orElseGet(() -> Text.verbatim(field));
    }

    /// The columns of a field from now on; nothing where there is no room for them.
    private Optional<FieldColumns> field(ObjectModel object, FieldModel field, Allocation allocation) {
        StandingField stands = standing.fieldsOf(object.key()).get(field.key());
        if (stands == null) {
            Optional<FieldColumns> taken = take(allocation, field, allocation::take);
            taken.ifPresent(found -> changes.add(new AddField(object, field, found)));
            return taken;
        }
        if (!ColumnTypes.isNoted(stands.type(), field)) {
            return retype(object, field, stands, allocation);
        }
        if (stands.retiredIn() != null) {
            changes.add(new ReviveField(object, field));
        }
        if (stands.unique() != field.unique()) {
            changes.add(new ChangeUnique(object, field, stands.columns()));
        }
        return keys(object, field, stands, allocation);
    }

    private static Optional<FieldColumns> take(
            Allocation allocation, FieldModel field, BiFunction<String, String, Optional<String>> values) {
        FieldColumns named = FieldColumns.named(field.key());
        Optional<String> value = values.apply(named.value(), ColumnTypes.of(field.type()));
        Optional<String> currency = besides(allocation, field.currencyColumn() != null, named.currency());
        Optional<String> key = besides(allocation, field.keyColumn() != null, named.key());
        boolean room = value.isPresent()
                && currency.isPresent() == (field.currencyColumn() != null)
                && key.isPresent() == (field.keyColumn() != null);
        return room
                ? Optional.of(new FieldColumns(value.get(), currency.orElse(null), key.orElse(null)))
                : Optional.empty();
    }

    private static Optional<String> besides(Allocation allocation, boolean needed, @Nullable String name) {
        return needed && name != null ? allocation.take(name, ColumnTypes.TEXT) : Optional.empty();
    }

    private Optional<FieldColumns> retype(
            ObjectModel object, FieldModel field, StandingField stands, Allocation allocation) {
        FieldModel from = standingModel(object.key())
                .flatMap(model -> model.field(field.key()))
                .orElse(null);
        Optional<FieldType> type = ColumnTypes.read(stands.type());
        boolean alike = type.isPresent() && ColumnTypes.alike(type.get(), field.type());
        Optional<FieldColumns> taken =
                alike ? beside(stands, field, allocation) : take(allocation, field, allocation::takeToConvert);
        taken.ifPresent(
                found -> changes.add(new ChangeType(object, field, from, stands.type(), stands.columns(), found)));
        if (stands.unique() != field.unique() || field.unique() && !alike) {
            changes.add(new ChangeUnique(object, field, stands.columns()));
        }
        return taken;
    }

    /// The value stays where it is; what stands beside it is made anew.
    private static Optional<FieldColumns> beside(StandingField stands, FieldModel field, Allocation allocation) {
        FieldColumns named = FieldColumns.named(field.key());
        Optional<String> currency = besides(allocation, field.currencyColumn() != null, named.currency());
        Optional<String> key = besides(allocation, field.keyColumn() != null, named.key());
        boolean room = currency.isPresent() == (field.currencyColumn() != null)
                && key.isPresent() == (field.keyColumn() != null);
        return room
                ? Optional.of(new FieldColumns(stands.columns().value(), currency.orElse(null), key.orElse(null)))
                : Optional.empty();
    }

    private Optional<FieldColumns> keys(
            ObjectModel object, FieldModel field, StandingField stands, Allocation allocation) {
        FieldColumns stored = stands.columns();
        boolean keyed = field.keyColumn() != null;
        if (keyed == (stored.key() != null)) {
            return Optional.of(stored);
        }
        Optional<String> key =
                besides(allocation, keyed, FieldColumns.named(field.key()).key());
        if (keyed && key.isEmpty()) {
            return Optional.empty();
        }
        changes.add(new ChangeKeys(object, field, key.orElse(null), stored.key()));
        return Optional.of(new FieldColumns(stored.value(), stored.currency(), key.orElse(null)));
    }
}
