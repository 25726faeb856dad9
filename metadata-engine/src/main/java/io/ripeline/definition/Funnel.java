package io.ripeline.definition;

import io.ripeline.definition.FunnelDefinition.StageDefinition;
import io.ripeline.definition.FunnelDefinition.TaskDefinition;
import io.ripeline.expression.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A funnel that runs: the stages of one select field, by key in order.
public record Funnel(FunnelDefinition definition, Map<String, Stage> stages) {

    private static final int UNDO_MINUTES = 10;

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

    /// From when the days in a stage are counted.
    public enum Clock {
        STAGE,
        CREATED,
        ACTIVITY
    }

    /// From when the days in a stage are counted.
    public Clock clock() {
        String clock = definition.clock();
        return clock == null ? Clock.STAGE : Clock.valueOf(clock.toUpperCase(Locale.ROOT));
    }

    /// For how long a move can be taken back; zero for never.
    public Duration undo() {
        Integer minutes = definition.undoMinutes();
        return Duration.ofMinutes(minutes == null ? UNDO_MINUTES : minutes);
    }

    /// The open stages that a record jumps over from one stage to a later one; none where the company does not ask, or
    /// where the way leads back or to the bad end.
    public List<Stage> skipped(Stage left, Stage entered) {
        List<Stage> all = List.copyOf(stages.values());
        int from = all.indexOf(left);
        int to = all.indexOf(entered);
        return !"ask".equals(definition.skipped()) || !isOnward(left, entered) || to <= from
                ? List.of()
                : all.subList(from + 1, to).stream()
                        .filter(stage -> stage.kind() == StageKind.OPEN)
                        .toList();
    }

    /// Whether a record goes on: to a later stage that is not the bad end, or to the good end.
    public boolean isOnward(Stage left, Stage entered) {
        List<Stage> all = List.copyOf(stages.values());
        return switch (entered.kind()) {
            case WON -> left.kind() == StageKind.OPEN;
            case LOST -> false;
            case OPEN -> left.kind() == StageKind.OPEN && all.indexOf(entered) > all.indexOf(left);
        };
    }

    /// The stage a record goes on to when all is done in this one: the next that the way leads to.
    public Optional<Stage> after(Stage stage) {
        List<Stage> all = List.copyOf(stages.values());
        return all.subList(all.indexOf(stage) + 1, all.size()).stream()
                .filter(next -> isOnward(stage, next) && stage.leadsTo(next.key()))
                .findFirst();
    }

    /// What being in a stage means.
    public enum StageKind {
        OPEN,
        WON,
        LOST
    }

    /// Something to do in a stage.
    ///
    /// @param when an activity for which this is true does it; none where it is done by hand only
    public record Task(TaskDefinition definition, @Nullable Expression when) {

        /// The task's key.
        public String key() {
            return definition.key();
        }
    }

    /// One stage with what a record must meet to enter it and to go on from it.
    public record Stage(
            StageDefinition definition,
            StageKind kind,
            List<Criterion> criteria,
            List<Criterion> leaveCriteria,
            List<Task> tasks) {

        public Stage {
            criteria = List.copyOf(criteria);
            leaveCriteria = List.copyOf(leaveCriteria);
            tasks = List.copyOf(tasks);
        }

        /// The task with this key.
        public Optional<Task> task(String key) {
            return tasks.stream().filter(task -> task.key().equals(key)).findFirst();
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
