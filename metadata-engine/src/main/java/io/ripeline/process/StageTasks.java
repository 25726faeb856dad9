package io.ripeline.process;

import static io.ripeline.record.RecordError.NO_FUNNEL;
import static io.ripeline.record.RecordError.NO_TASK;
import static io.ripeline.record.RecordError.TASK_DONE;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.ObjectModel;
import io.ripeline.process.StageState.TaskState;
import io.ripeline.record.Cause;
import io.ripeline.record.FieldView;
import io.ripeline.record.LastMove;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Ticks;
import io.ripeline.record.Ticks.Standing;
import io.ripeline.record.Ticks.Tick;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// What there is to do in the stage a record is in, and what of it is done.
@Component
public class StageTasks {

    private static final RecordChanges NOTHING = RecordChanges.of(Map.of());

    private final Records records;
    private final ApplicationEventPublisher events;

    StageTasks(Records records, ApplicationEventPublisher events) {
        this.records = records;
        this.events = events;
    }

    /// Where a record stands; refuses with `record-not-found`, `no-funnel` or `field-not-readable`.
    public StageState state(Session session, ObjectModel object, UUID id) {
        StoredRecord record = records.get(session, object, id);
        Funnel funnel = object.funnelOf(record.values())
                .orElseThrow(() -> NO_FUNNEL.because(
                        Text.of("Records of %s do not move through a funnel.", "对象 %s 没有销售漏斗。", object.key())));
        FieldView.of(session, object).requireReadable(List.of(funnel.field()), "");
        Stage stage = record.text(funnel.field()).map(funnel.stages()::get).orElse(null);
        Standing standing = Ticks.standing(session, object, List.of(id)).get(id);
        var enteredAt = standing == null ? record.createdAt() : standing.enteredAt();
        long days = new Dwell(session, object, List.of(record)).days(funnel, record, enteredAt);
        LocalDate entered = session.days().dateAt(record.ownerId(), enteredAt);
        Map<String, Tick> ticks = stage == null || stage.tasks().isEmpty()
                ? Map.of()
                : Ticks.of(session, object, List.of(id)).getOrDefault(id, Map.of());
        List<TaskState> tasks = stage == null
                ? List.of()
                : stage.tasks().stream()
                        .map(task -> new TaskState(task, dueOn(session, task, entered), ticks.get(task.key())))
                        .toList();
        return new StageState(
                funnel,
                stage,
                enteredAt,
                days,
                Dwell.isStale(stage, days),
                tasks,
                new LastMove(session, object, record).undoable());
    }

    /// When a task is due in a stage that was entered on this day.
    public static @Nullable LocalDate dueOn(Session session, Task task, LocalDate entered) {
        var due = task.definition().due();
        return due == null ? null : session.model().calendar().plus(entered, due);
    }

    /// Notes by hand whether a task of the stage the record is in is done; refuses with `no-task`, and with `task-done`
    /// where somebody else has done it, besides what changing a record refuses with.
    public void note(Session session, ObjectModel object, UUID id, String task, boolean done, @Nullable String note) {
        // A write that changes nothing takes the lock, and refuses what the member may not change.
        StoredRecord record = records.update(session, object, id, NOTHING, Precondition.NONE, Cause.API)
                .record();
        Task found = object.funnelOf(record.values())
                .flatMap(funnel -> record.text(funnel.field()).map(funnel.stages()::get))
                .flatMap(stage -> stage.task(task))
                .orElseThrow(() -> NO_TASK.because(Text.of(
                        "The stage this record is in has no task \"%s\"; it may have moved meanwhile.",
                        "当前阶段没有任务“%s”，记录可能已被移动。", task)));
        Standing standing = Ticks.standing(session, object, List.of(id)).get(id);
        if (standing == null) {
            return;
        }
        if (!done && Ticks.untick(session, id, standing, found.key())) {
            events.publishEvent(new TaskReopened(
                    session.transaction(), session.model(), object, id, standing.stage(), found.key()));
        } else if (done && Ticks.tick(session, id, standing, found.key(), null, note)) {
            events.publishEvent(
                    new TaskDone(session.transaction(), session.model(), object, id, standing.stage(), found.key()));
        } else if (done) {
            refuseAnothers(session, object, id, found);
        }
    }

    /// Of two who do one task, the second is told who was the first.
    private static void refuseAnothers(Session session, ObjectModel object, UUID id, Task task) {
        Tick tick = Ticks.of(session, object, List.of(id))
                .getOrDefault(id, Map.of())
                .get(task.key());
        if (tick == null || tick.by().equals(session.caller().member().id())) {
            return;
        }
        String name = session.caller().directory().nameOf(tick.by());
        throw TASK_DONE
                .because(Text.of("%s has done this task already; nothing was changed.", "%s 已完成该任务，未作任何更改。", name))
                .with(
                        "conflict",
                        Map.of(
                                "changedBy",
                                Map.of("id", tick.by().toString(), "name", name),
                                "changedAt",
                                tick.at().toString()));
    }
}
