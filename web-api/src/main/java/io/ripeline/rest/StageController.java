package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.FunnelDefinition.StageDefinition;
import io.ripeline.definition.FunnelDefinition.TaskDefinition;
import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.process.StageState;
import io.ripeline.process.StageState.TaskState;
import io.ripeline.process.StageTasks;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Ticks.Tick;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where a record stands in its funnel and what there is to do there.
@RestController
@RequestMapping("/api/v1/records/{object}/{id}")
class StageController {

    private final Sessions sessions;
    private final StageTasks stageTasks;

    StageController(Sessions sessions, StageTasks stageTasks) {
        this.sessions = sessions;
        this.stageTasks = stageTasks;
    }

    record Named(String key, String label) {}

    record StagePart(
            String key,
            String label,
            String kind,
            @Nullable Integer probability,
            @Nullable String band) {}

    /// @param current whether the record is in it
    /// @param allowed whether the funnel leads there from where the record is
    record WayPart(String key, String label, String kind, boolean current, boolean allowed) {}

    /// @param how `activity` or `hand`, once it is done
    record TaskPart(
            String key,
            String label,
            @Nullable String help,
            boolean required,
            @Nullable String channel,
            @Nullable LocalDate dueOn,
            boolean done,
            @Nullable Instant doneAt,
            @Nullable Ref by,
            @Nullable UUID activityId,
            @Nullable String how,
            @Nullable String note) {}

    record UndoPart(Instant until, Named to) {}

    /// @param days worked in the stage, by the clock of the funnel
    /// @param advanceTo the stage to go on to, once all is done
    /// @param undo the last move, while the caller can take it back
    @JsonInclude
    record StageResponse(
            Named funnel,
            @Nullable StagePart stage,
            @Nullable String guidance,
            Instant enteredAt,
            long days,
            String clock,
            @Nullable Integer expectedDays,
            @Nullable Integer staleAfterDays,
            boolean stale,
            List<TaskPart> tasks,
            boolean allDone,
            @Nullable Named advanceTo,
            List<WayPart> stages,
            @Nullable UndoPart undo) {}

    @GetMapping("/stage")
    StageResponse stage(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session -> response(session, session.model().object(object), RecordBodies.id(id)));
    }

    /// @param note what is to be said of it
    record NoteRequest(boolean done, @Nullable String note) {}

    /// Notes by hand that a task is done, or is not.
    @PostMapping("/tasks/{task}")
    StageResponse note(
            @PathVariable String object,
            @PathVariable String id,
            @PathVariable String task,
            @RequestBody NoteRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            stageTasks.note(session, model, RecordBodies.id(id), task, request.done(), request.note());
            return response(session, model, RecordBodies.id(id));
        });
    }

    private StageResponse response(Session session, ObjectModel object, UUID id) {
        StageState state = stageTasks.state(session, object, id);
        Stage stage = state.stage();
        StageDefinition definition = stage == null ? null : stage.definition();
        return new StageResponse(
                new Named(state.funnel().key(), text(state.funnel().definition().label())),
                stage == null ? null : part(stage),
                definition == null || definition.guidance() == null ? null : text(definition.guidance()),
                state.enteredAt(),
                state.days(),
                word(state.funnel().clock()),
                definition == null ? null : definition.expectedDays(),
                definition == null ? null : definition.staleAfterDays(),
                state.stale(),
                state.tasks().stream().map(task -> part(session, task)).toList(),
                state.allDone(),
                state.advanceTo().map(StageController::named).orElse(null),
                ways(state.funnel(), stage),
                state.undo()
                        .map(undo -> new UndoPart(undo.until(), named(undo.to())))
                        .orElse(null));
    }

    private static List<WayPart> ways(Funnel funnel, @Nullable Stage current) {
        return funnel.stages().values().stream()
                .map(stage -> new WayPart(
                        stage.key(),
                        text(stage.definition().label()),
                        word(stage.kind()),
                        stage.equals(current),
                        !stage.equals(current) && (current == null || current.leadsTo(stage.key()))))
                .toList();
    }

    private static StagePart part(Stage stage) {
        StageDefinition definition = stage.definition();
        return new StagePart(
                stage.key(), text(definition.label()), word(stage.kind()), definition.probability(), definition.band());
    }

    private static TaskPart part(Session session, TaskState state) {
        TaskDefinition definition = state.task().definition();
        Tick tick = state.tick();
        return new TaskPart(
                definition.key(),
                text(definition.label()),
                definition.helps() == null ? null : text(definition.helps()),
                definition.mustBeDone(),
                definition.channel(),
                state.dueOn(),
                tick != null,
                tick == null ? null : tick.at(),
                tick == null ? null : Ref.member(session.caller().directory(), tick.by()),
                tick == null ? null : tick.activity(),
                tick == null ? null : tick.how(),
                tick == null ? null : tick.note());
    }

    private static Named named(Stage stage) {
        return new Named(stage.key(), text(stage.definition().label()));
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Label label) {
        return label.in(TenantScope.current().locale());
    }
}
