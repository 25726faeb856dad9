package io.ripeline.schema;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;

/// One step from the tables that stand to those a definition needs.
public sealed interface SchemaChange {

    /// What it does, for the person about to publish.
    Text text();

    /// A new table with all its columns.
    record CreateObject(ObjectModel object) implements SchemaChange {
        @Override
        public Text text() {
            var name = object.definition().label().text();
            return new Text(
                    "Create the object %s with %d fields"
                            .formatted(name.en(), object.fields().size()),
                    "新建对象“%s”，含 %d 个字段".formatted(name.zh(), object.fields().size()));
        }
    }

    /// An object that was retired returns, with its records.
    record ReviveObject(ObjectModel object) implements SchemaChange {
        @Override
        public Text text() {
            var name = object.definition().label().text();
            return new Text(
                    "Bring back the object %s with its records".formatted(name.en()),
                    "恢复对象“%s”及其记录".formatted(name.zh()));
        }
    }

    /// An object is no longer named; its table stays.
    record RetireObject(String object) implements SchemaChange {
        @Override
        public Text text() {
            return new Text(
                    "Retire the object %s; its records are kept".formatted(object), "停用对象 %s，记录保留".formatted(object));
        }
    }

    /// A new column.
    record AddField(ObjectModel object, FieldModel field) implements SchemaChange {
        @Override
        public Text text() {
            var name = field.definition().label().text();
            var of = object.definition().label().text();
            return new Text(
                    "Add the field %s to %s".formatted(name.en(), of.en()),
                    "在“%s”中新增字段“%s”".formatted(of.zh(), name.zh()));
        }
    }

    /// A field that was retired returns, with its values.
    record ReviveField(ObjectModel object, FieldModel field) implements SchemaChange {
        @Override
        public Text text() {
            var name = field.definition().label().text();
            return new Text(
                    "Bring back the field %s with its values".formatted(name.en()),
                    "恢复字段“%s”及其数据".formatted(name.zh()));
        }
    }

    /// A field is no longer named; its column stays.
    record RetireField(String object, String field) implements SchemaChange {
        @Override
        public Text text() {
            return new Text(
                    "Retire the field %s of %s; its values are kept".formatted(field, object),
                    "停用 %s 的字段 %s，数据保留".formatted(object, field));
        }
    }
}
