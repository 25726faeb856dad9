package io.ripeline.publishing;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.ObjectModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The stages that a funnel loses although another funnel of the object keeps one of the same name: the records there
/// would be in a stage of a funnel they do not go through.
final class StrayStages {

    /// @param among the records that go through the funnel
    record Stray(FieldModel field, String stage, Condition among) {}

    private StrayStages() {}

    /// Where records of the object as it stands could be that the next version has no place for.
    static List<Stray> of(ObjectModel standing, ObjectModel next) {
        Optional<FieldModel> field = standing.stageField().flatMap(standing::field);
        if (field.isEmpty() || !next.stageField().equals(standing.stageField())) {
            return List.of();
        }
        Set<String> kept = next.stageField()
                .flatMap(next::field)
                .map(stages -> stages.choices().keySet())
                .orElse(Set.of());
        List<Stray> strays = new ArrayList<>();
        Optional<FieldModel> by = standing.funnelBy();
        by.ifPresent(told -> standing.funnels().stream()
                .filter(funnel -> next.funnel(funnel.key()).isPresent())
                .forEach(funnel -> strays.addAll(strays(
                        field.get(),
                        funnel,
                        next.funnelOf(Map.of(told.key(), funnel.key())),
                        DSL.field(told.column().getQualifiedName(), SQLDataType.CLOB)
                                .eq(funnel.key())))));
        Condition untold = by.map(told -> told.column().isNull()).orElse(DSL.noCondition());
        standing.defaultFunnel()
                .ifPresent(funnel -> strays.addAll(strays(field.get(), funnel, next.defaultFunnel(), untold)));
        return strays.stream().filter(stray -> kept.contains(stray.stage())).toList();
    }

    private static List<Stray> strays(FieldModel field, Funnel standing, Optional<Funnel> next, Condition among) {
        return standing.stages().keySet().stream()
                .filter(stage -> next.filter(funnel -> !funnel.stages().containsKey(stage))
                        .isPresent())
                .map(stage -> new Stray(field, stage, among))
                .toList();
    }
}
