package io.ripeline.definition;

import io.ripeline.definition.FunnelDefinition.StageDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A funnel that runs: the stages of one select field, by key in order.
public record Funnel(FunnelDefinition definition, Map<String, Stage> stages) {

    public Funnel {
        stages = InOrder.of(stages);
    }

    /// The funnel's key.
    public String key() {
        return definition.key();
    }

    /// Whether the company made it the one of records that do not say which.
    public boolean isDefault() {
        return Boolean.TRUE.equals(definition.standard());
    }

    /// The stage in which records begin.
    public Optional<Stage> first() {
        return stages.values().stream().findFirst();
    }

    /// The select field whose choices the stages are.
    public String field() {
        return definition.field();
    }

    /// What being in a stage means.
    public enum StageKind {
        OPEN,
        WON,
        LOST
    }

    /// One stage with what a record must meet to enter it.
    public record Stage(StageDefinition definition, StageKind kind, List<Criterion> criteria) {

        public Stage {
            criteria = List.copyOf(criteria);
        }

        /// The stage's key.
        public String key() {
            return definition.key();
        }

        /// Whether records may move on from here to that stage.
        public boolean leadsTo(String stage) {
            return definition.next() == null || definition.next().contains(stage);
        }
    }
}
