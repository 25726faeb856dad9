package io.ripeline.schema;

import io.ripeline.definition.FieldColumns;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;
import org.jspecify.annotations.Nullable;

/// One step from the tables that stand to those a definition needs.
public sealed interface SchemaChange {

    /// What it does, for the person about to publish.
    Text text();

    private static Text ofField(String en, String zh, ObjectModel object, FieldModel field) {
        Text name = field.definition().label().text();
        Text of = object.definition().label().text();
        return new Text(en.formatted(name.en(), of.en()), zh.formatted(of.zh(), name.zh()));
    }

    private static Text ofObject(String en, String zh, Text name) {
        return new Text(en.formatted(name.en()), zh.formatted(name.zh()));
    }

    /// A new table with all its columns.
    record CreateObject(ObjectModel object) implements SchemaChange {
        @Override
        public Text text() {
            Text name = object.definition().label().text();
            int fields = object.fields().size();
            return new Text(
                    "Create the object %s with %d %s".formatted(name.en(), fields, fields == 1 ? "field" : "fields"),
                    "新建对象“%s”，含 %d 个字段".formatted(name.zh(), fields));
        }
    }

    /// An object that was retired returns, with its records.
    record ReviveObject(ObjectModel object) implements SchemaChange {
        @Override
        public Text text() {
            return ofObject(
                    "Bring back the object %s with its records",
                    "恢复对象“%s”及其记录", object.definition().label().text());
        }
    }

    /// An object is no longer named; its table stays.
    record RetireObject(String object, Text label) implements SchemaChange {
        @Override
        public Text text() {
            return ofObject("Retire the object %s; its records are kept", "停用对象“%s”，记录保留", label);
        }
    }

    /// A new field in columns that have no values.
    record AddField(ObjectModel object, FieldModel field, FieldColumns columns) implements SchemaChange {
        @Override
        public Text text() {
            return ofField("Add the field %s to %s", "在“%s”中新增字段“%s”", object, field);
        }
    }

    /// A field that was retired returns, with its values.
    record ReviveField(ObjectModel object, FieldModel field) implements SchemaChange {
        @Override
        public Text text() {
            return ofField("Bring back the field %s of %s with its values", "恢复“%s”的字段“%s”及其数据", object, field);
        }
    }

    /// A field is no longer named; its columns stay.
    record RetireField(ObjectModel object, String field, Text label) implements SchemaChange {
        @Override
        public Text text() {
            Text of = object.definition().label().text();
            return new Text(
                    "Retire the field %s of %s; its values are kept".formatted(label.en(), of.en()),
                    "停用“%s”的字段“%s”，数据保留".formatted(of.zh(), label.zh()));
        }
    }

    /// A field retired long ago is given up, with its values: its columns are emptied and used again.
    record ReleaseField(ObjectModel object, String field, FieldColumns columns) implements SchemaChange {
        @Override
        public Text text() {
            Text of = object.definition().label().text();
            return new Text(
                    "Give up the values of the field %s of %s, retired long ago".formatted(field, of.en()),
                    "清除“%s”早已停用的字段 %s 的数据".formatted(of.zh(), field));
        }
    }

    /// A field gets another type. Its values stay where they are if they are of that type as they stand; else
    /// they are converted into another column.
    ///
    /// @param from the field as it was, where a version names it; a retired one has left its options behind
    /// @param fromType its type as it was noted
    record ChangeType(
            ObjectModel object,
            FieldModel field,
            @Nullable FieldModel from,
            String fromType,
            FieldColumns before,
            FieldColumns columns)
            implements SchemaChange {

        /// Whether values have to be converted.
        public boolean converts() {
            return !before.value().equals(columns.value());
        }

        @Override
        public Text text() {
            Text name = field.definition().label().text();
            Text of = object.definition().label().text();
            return new Text(
                    "Change the type of the field %s of %s from %s to %s"
                            .formatted(name.en(), of.en(), fromType, ColumnTypes.noted(field)),
                    "将“%s”的字段“%s”的类型从 %s 改为 %s".formatted(of.zh(), name.zh(), fromType, ColumnTypes.noted(field)));
        }
    }

    /// A field's values get normalised keys, to be searched and compared by, or need them no longer.
    ///
    /// @param key where they will stand; absent where they are given up
    /// @param before where they stood
    record ChangeKeys(
            ObjectModel object,
            FieldModel field,
            @Nullable String key,
            @Nullable String before) implements SchemaChange {
        @Override
        public Text text() {
            return key != null
                    ? ofField(
                            "Index the values of %s of %s by their normalised form", "为“%s”的“%s”建立规范化索引", object, field)
                    : ofField("Drop the normalised index of %s of %s", "移除“%s”的“%s”的规范化索引", object, field);
        }
    }

    /// No two records may have the same value any more, or they may again.
    ///
    /// @param before where its values stood
    record ChangeUnique(ObjectModel object, FieldModel field, FieldColumns before) implements SchemaChange {
        @Override
        public Text text() {
            return field.unique()
                    ? ofField("Make %s of %s unique", "将“%s”的“%s”设为唯一", object, field)
                    : ofField("Let values of %s of %s repeat", "允许“%s”的“%s”重复", object, field);
        }
    }
}
