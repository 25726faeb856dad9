package io.ripeline.process;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.ObjectModel;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Records that are neither won nor lost.
public final class OpenRecords {

    private OpenRecords() {}

    /// Those of an object, as a condition on its table; all of them where they go through no funnel.
    public static Condition condition(ObjectModel object) {
        return object.funnels().stream()
                .map(funnel -> closedIn(object, funnel))
                .reduce(Condition::or)
                .map(closed -> DSL.condition("({0}) IS NOT TRUE", closed))
                .orElseGet(DSL::trueCondition);
    }

    private static Condition closedIn(ObjectModel object, Funnel funnel) {
        List<String> closed = funnel.stages().values().stream()
                .filter(stage -> stage.kind() != StageKind.OPEN)
                .map(Stage::key)
                .toList();
        Field<String> stage =
                object.field(funnel.field()).orElseThrow().column().coerce(String.class);
        boolean unnamed = object.defaultFunnel().filter(funnel::equals).isPresent();
        return object.funnelBy()
                .map(by -> by.column().coerce(String.class))
                .map(by -> stage.in(closed).and(unnamed ? by.isNull().or(by.eq(funnel.key())) : by.eq(funnel.key())))
                .orElseGet(() -> stage.in(closed));
    }
}
