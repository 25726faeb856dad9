package io.ripeline.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// A stage that a funnel loses although another funnel of the object keeps one of the same name: the records there
/// would be in a stage of a funnel they do not go through.
///
/// @param field where the stage stands
/// @param among the records that go through the funnel
/// @param filter the same as CEL; absent where all do
public record StrayStage(FieldModel field, String stage, Condition among, Optional<String> filter) {

    /// Where records of the object as it stands could be that the next version has no place for.
    public static List<StrayStage> of(ObjectModel standing, ObjectModel next) {
        Optional<FieldModel> field = standing.stageField().flatMap(standing::field);
        if (field.isEmpty() || !next.stageField().equals(standing.stageField())) {
            return List.of();
        }
        List<String> kept = next.stageField()
                .flatMap(next::field)
                .map(FieldModel::choiceKeys)
                .orElse(List.of());
        List<StrayStage> strays = new ArrayList<>();
        standing.funnelBy().ifPresent(by -> strays.addAll(told(field.get(), by, standing, next)));
        strays.addAll(untold(field.get(), standing, next));
        return strays.stream().filter(stray -> kept.contains(stray.stage())).toList();
    }

    /// Among the records that say which funnel they go through.
    private static List<StrayStage> told(FieldModel field, FieldModel by, ObjectModel standing, ObjectModel next) {
        List<StrayStage> strays = new ArrayList<>();
        for (Funnel funnel : standing.funnels()) {
            if (next.funnel(funnel.key()).isPresent()) {
                Condition among = DSL.field(by.column().getQualifiedName(), SQLDataType.CLOB)
                        .eq(funnel.key());
                strays.addAll(lost(
                        field,
                        funnel,
                        next.funnelOf(Map.of(by.key(), funnel.key())),
                        among,
                        Optional.of("%s == \"%s\"".formatted(by.key(), funnel.key()))));
            }
        }
        return strays;
    }

    /// Among the records that do not say; all of them where there is no choice yet.
    private static List<StrayStage> untold(FieldModel field, ObjectModel standing, ObjectModel next) {
        Optional<FieldModel> by = standing.funnelBy();
        Condition among = by.map(told -> told.column().isNull()).orElse(DSL.noCondition());
        Optional<String> filter = by.map(told -> "!has(%s)".formatted(told.key()));
        return standing.defaultFunnel()
                .map(funnel -> lost(field, funnel, next.defaultFunnel(), among, filter))
                .orElse(List.of());
    }

    private static List<StrayStage> lost(
            FieldModel field, Funnel standing, Optional<Funnel> next, Condition among, Optional<String> filter) {
        return standing.stages().keySet().stream()
                .filter(stage -> next.filter(funnel -> !funnel.stages().containsKey(stage))
                        .isPresent())
                .map(stage -> new StrayStage(field, stage, among, filter))
                .toList();
    }
}
