package io.ripeline.schema;

import io.ripeline.definition.Columns;
import io.ripeline.definition.Model;
import io.ripeline.definition.Problem;
import io.ripeline.schema.Allocation.NewColumn;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.schema.SchemaChange.ChangeUnique;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands between the tables of a company and those a model needs; can be shown before it runs.
///
/// @param problems changes that cannot be made; with one of them the plan must not run
/// @param growth columns that must be made before the changes can
/// @param columns where the fields stand afterwards
public record SchemaPlan(List<SchemaChange> changes, List<Problem> problems, List<NewColumn> growth, Columns columns) {

    public SchemaPlan {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
        growth = List.copyOf(growth);
    }

    /// The plan for an empty schema.
    public static SchemaPlan initial(Model model) {
        return new Planner(StandingSchema.none(), null, model).plan();
    }

    /// The plan for the company of the transaction.
    ///
    /// @param inForce the model that the tables serve now
    public static SchemaPlan of(TenantTransaction transaction, @Nullable Model inForce, Model next) {
        return new Planner(StandingSchema.read(transaction), inForce, next).plan();
    }

    /// The fields whose values have to be converted.
    public List<ChangeType> conversions() {
        return changes.stream()
                .filter(ChangeType.class::isInstance)
                .map(ChangeType.class::cast)
                .filter(ChangeType::converts)
                .toList();
    }

    /// The fields no two of whose values may be the same any more.
    public List<ChangeUnique> restrictions() {
        return changes.stream()
                .filter(ChangeUnique.class::isInstance)
                .map(ChangeUnique.class::cast)
                .filter(change -> change.field().unique())
                .toList();
    }

    /// Whether whoever writes under the version before would write what this one does not know how to read:
    /// into a column that a field has left, or a record without the values that the platform makes from now on.
    public boolean outdatesWriters() {
        return changes.stream()
                .anyMatch(change -> change instanceof ChangeType type && type.converts()
                        || change instanceof SchemaChange.AddField added
                                && added.field().madeByPlatform());
    }

    /// Whether keys have to be filled or columns to be emptied afterwards.
    public boolean leavesWork() {
        return changes.stream().anyMatch(change -> switch (change) {
            case SchemaChange.ReleaseField _, ChangeType _, SchemaChange.ChangeKeys _ -> true;
            case SchemaChange.CreateObject _,
                    SchemaChange.ReviveObject _,
                    SchemaChange.RetireObject _,
                    SchemaChange.AddField _,
                    SchemaChange.ReviveField _,
                    SchemaChange.RetireField _,
                    ChangeUnique _ -> false;
        });
    }
}
