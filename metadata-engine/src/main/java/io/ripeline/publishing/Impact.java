package io.ripeline.publishing;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.publishing.CheckDraft.Stopped;
import io.ripeline.record.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// How many records a draft's criteria would stop.
final class Impact {

    private Impact() {}

    /// What every criterion stops that is new or reads differently from the model in force.
    static List<Stopped> of(Session session, Model draft) {
        List<Stopped> stopped = new ArrayList<>();
        for (ObjectModel object : draft.objects()) {
            var standing = session.model().find(object.key());
            if (object.funnel() == null || standing.isEmpty()) {
                continue;
            }
            for (Stage stage : object.funnel().stages().values()) {
                for (Criterion criterion : stage.criteria()) {
                    if (!stands(standing.get(), stage, criterion) && runsOn(standing.get(), criterion)) {
                        stopped.add(weigh(session, object, stage, criterion));
                    }
                }
            }
        }
        return stopped;
    }

    private static boolean stands(ObjectModel object, Stage stage, Criterion criterion) {
        Stage old = object.funnel() == null ? null : object.funnel().stages().get(stage.key());
        return old != null
                && old.criteria().stream()
                        .anyMatch(each -> each.key().equals(criterion.key())
                                && each.condition()
                                        .source()
                                        .equals(criterion.condition().source()));
    }

    /// A criterion over a field that has no column yet cannot be counted: no record has a value there.
    private static boolean runsOn(ObjectModel standing, Criterion criterion) {
        return criterion.condition().fields().stream()
                .allMatch(
                        name -> standing.field(name).isPresent() || io.ripeline.definition.SystemNames.isSystem(name));
    }

    private static Stopped weigh(Session session, ObjectModel object, Stage stage, Criterion criterion) {
        Funnel funnel = java.util.Objects.requireNonNull(object.funnel());
        Set<String> before = funnel.stages().values().stream()
                .filter(each -> each.kind() == StageKind.OPEN)
                .filter(each -> !each.key().equals(stage.key()) && each.leadsTo(stage.key()))
                .map(Stage::key)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        Field<String> column = DSL.field(
                java.util.Objects.requireNonNull(object.fields().get(funnel.field()))
                        .column()
                        .getQualifiedName(),
                SQLDataType.CLOB);
        Condition open = object.columns().deletedAt().isNull().and(column.in(before));
        Condition met = criterion.condition().condition(session.moment());
        var counts = session.transaction()
                .sql()
                .select(DSL.count(), DSL.count().filterWhere(DSL.condition("({0}) IS NOT TRUE", DSL.field(met))))
                .from(object.table())
                .where(open)
                .fetchSingle();
        String stages = before.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", "));
        return new Stopped(
                object.key(),
                stage.key(),
                criterion.key(),
                criterion.label(),
                counts.value1(),
                counts.value2(),
                "%s in [%s] && !holds(%s)"
                        .formatted(funnel.field(), stages, criterion.condition().source()));
    }
}
