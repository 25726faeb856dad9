package io.ripeline.schema;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Problem;
import io.ripeline.refusal.Text;
import io.ripeline.schema.SchemaChange.AddField;
import io.ripeline.schema.SchemaChange.CreateObject;
import io.ripeline.schema.SchemaChange.RetireField;
import io.ripeline.schema.SchemaChange.RetireObject;
import io.ripeline.schema.SchemaChange.ReviveField;
import io.ripeline.schema.SchemaChange.ReviveObject;
import io.ripeline.schema.StandingSchema.StandingField;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;

/// What stands between the tables of a company and those a model needs; can be shown before it runs.
///
/// @param problems changes that cannot be made; with one of them the plan must not run
public record SchemaPlan(List<SchemaChange> changes, List<Problem> problems) {

    public SchemaPlan {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /// The plan for an empty schema.
    public static SchemaPlan initial(Model model) {
        return new Planner(StandingSchema.none()).plan(model);
    }

    /// The plan for the company of the transaction.
    public static SchemaPlan of(TenantTransaction transaction, Model model) {
        return new Planner(StandingSchema.read(transaction)).plan(model);
    }

    private static final class Planner {

        private final StandingSchema standing;
        private final List<SchemaChange> changes = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Planner(StandingSchema standing) {
            this.standing = standing;
        }

        SchemaPlan plan(Model model) {
            int index = 0;
            for (ObjectModel object : model.objects()) {
                object(object, "/objects/" + index++);
            }
            standing.objects().forEach((key, object) -> {
                if (!object.retired() && model.find(key).isEmpty()) {
                    changes.add(new RetireObject(key));
                }
            });
            return new SchemaPlan(changes, problems);
        }

        private void object(ObjectModel object, String pointer) {
            var table = standing.object(object.key());
            if (table.isEmpty()) {
                changes.add(new CreateObject(object));
                return;
            }
            if (table.get().about() != object.about()) {
                fixed(pointer + "/about", object.key());
            }
            if (table.get().retired()) {
                changes.add(new ReviveObject(object));
            }
            int index = 0;
            for (FieldModel field : object.all()) {
                field(object, field, pointer + "/fields/" + index++);
            }
            standing.fieldsOf(object.key()).forEach((key, column) -> {
                if (!column.retired() && object.field(key).isEmpty()) {
                    changes.add(new RetireField(object.key(), key));
                }
            });
        }

        private void field(ObjectModel object, FieldModel field, String pointer) {
            StandingField column = standing.fieldsOf(object.key()).get(field.key());
            if (column == null) {
                changes.add(new AddField(object, field));
                return;
            }
            if (!column.type().equals(field.type().key())) {
                fixed(pointer + "/type", field.key());
            }
            if (column.unique() != field.unique() || column.keyed() != (field.keyColumn() != null)) {
                fixed(pointer + "/unique", field.key());
            }
            if (column.retired()) {
                changes.add(new ReviveField(object, field));
            }
        }

        private void fixed(String pointer, String key) {
            problems.add(new Problem(
                    pointer,
                    "change-not-available",
                    Problem.Severity.ERROR,
                    Text.of("\"%s\" exists already and this cannot be changed yet.", "“%s” 已存在，暂不支持此项修改。", key),
                    Text.of("Add a field with a new key instead.", "请改用新的键新增字段。")));
        }
    }
}
