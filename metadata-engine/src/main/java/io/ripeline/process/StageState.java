package io.ripeline.process;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.record.LastMove.Undoable;
import io.ripeline.record.Ticks.Tick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a record stands in its funnel, and what there is to do.
///
/// @param stage absent where the record is in none
/// @param days worked since it entered, by the clock of the funnel
/// @param undo the last move, while the member can take it back
public record StageState(
        Funnel funnel,
        @Nullable Stage stage,
        Instant enteredAt,
        long days,
        boolean stale,
        List<TaskState> tasks,
        Optional<Undoable> undo) {

    public StageState {
        tasks = List.copyOf(tasks);
    }

    /// A task of the stage.
    ///
    /// @param dueOn absent where it is due at no time
    /// @param tick absent while it is not done
    public record TaskState(
            Task task, @Nullable LocalDate dueOn, @Nullable Tick tick) {}

    /// Whether there was something to do, and all of it is done.
    public boolean allDone() {
        return !tasks.isEmpty() && tasks.stream().allMatch(task -> task.tick() != null);
    }

    /// The stage that is the next thing, where all is done in this one.
    public Optional<Stage> advanceTo() {
        return stage == null || !allDone() ? Optional.empty() : funnel.after(stage);
    }
}
