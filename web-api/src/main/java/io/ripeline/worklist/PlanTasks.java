package io.ripeline.worklist;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.process.StageTasks;
import io.ripeline.process.TaskDone;
import io.ripeline.process.TaskReopened;
import io.ripeline.record.Callers;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsSettled;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Ticks;
import io.ripeline.record.Ticks.Standing;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.TaskItems.Item;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Puts the tasks of a stage that say how they are done on the day's list of the record's owner when the record enters
/// the stage. Doing the task closes the item, closing the item does the task, and leaving the stage cancels it; a task
/// that is to be done again stands on the list again.
@Component
class PlanTasks {

    private static final Text LEFT = Text.of("The record left the stage.", "记录已离开该阶段。");

    /// What brings its past along plans nothing, and what is no doing of the company's changes no plan.
    private static final Set<String> QUIET =
            Set.of(Cause.SAMPLE.key(), Cause.IMPORT.key(), Cause.MIGRATION.key(), Cause.REVERT.key());

    private final FollowUps followUps;
    private final Callers callers;

    PlanTasks(FollowUps followUps, Callers callers) {
        this.followUps = followUps;
        this.callers = callers;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    void on(RecordsSettled settled) {
        settled.written().each(this::see);
    }

    private void see(RecordWritten written) {
        ObjectModel object = written.object();
        if (object.key().equals(StandardObjects.FOLLOW_UP)) {
            closed(written);
        } else if (hasItems(object)
                && moved(written)
                && !QUIET.contains(written.cause().key())) {
            Session session = callers.following(written.transaction(), written.model());
            plan(session, object, written);
        }
    }

    private static boolean hasItems(ObjectModel object) {
        return object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .flatMap(stage -> stage.tasks().stream())
                .anyMatch(task -> task.definition().channel() != null);
    }

    private static boolean moved(RecordWritten written) {
        return written.object().stageField().filter(written::changed).isPresent()
                || written.object()
                        .funnelBy()
                        .filter(field -> written.changed(field.key()))
                        .isPresent();
    }

    private void plan(Session session, ObjectModel object, RecordWritten written) {
        StoredRecord record = written.after();
        Standing standing =
                Ticks.standing(session, object, List.of(record.id())).get(record.id());
        List<Item> known = written.before() == null ? List.of() : TaskItems.of(session, record.id());
        String reason = FollowUps.text(session, FollowUp.REASON, LEFT);
        Set<UUID> left = known.stream()
                .filter(item -> !item.standing().equals(standing))
                .map(Item::followUp)
                .collect(Collectors.toSet());
        if (!left.isEmpty()) {
            followUps.open(session, record.id()).stream()
                    .filter(item -> left.contains(item.id()))
                    .forEach(item -> followUps.cancel(session, item, reason, Cause.TASK));
        }
        if (standing != null) {
            Set<String> done = Ticks.of(session, object, List.of(record.id()))
                    .getOrDefault(record.id(), Map.of())
                    .keySet();
            tasks(object, record).stream()
                    .filter(task -> task.definition().channel() != null && !done.contains(task.key()))
                    .forEach(task -> plan(session, object, record, standing, task));
        }
    }

    private static List<Task> tasks(ObjectModel object, StoredRecord record) {
        Optional<Funnel> funnel = object.funnelOf(record.values());
        return funnel.flatMap(found -> record.text(found.field()).map(found.stages()::get))
                .map(Stage::tasks)
                .orElse(List.of());
    }

    private void plan(Session session, ObjectModel object, StoredRecord record, Standing standing, Task task) {
        LocalDate today = session.days().today(record.ownerId());
        LocalDate entered = session.days().dateAt(record.ownerId(), standing.enteredAt());
        LocalDate due = StageTasks.dueOn(session, task, entered);
        Plan plan = new Plan(
                due == null || due.isBefore(today) ? today : due,
                Objects.requireNonNull(task.definition().channel()),
                FollowUps.text(
                        session, FollowUp.PURPOSE, task.definition().label().text()),
                null,
                0);
        Cause cause = Cause.TASK.because(standing.stage() + "." + task.key());
        FollowUp item = followUps.plan(session, new Subject(object.key(), record.id()), record.ownerId(), plan, cause);
        TaskItems.add(session, new Item(item.id(), record.id(), standing, task.key()));
    }

    @EventListener
    void on(TaskDone done) {
        if (!hasItems(done.object())) {
            return;
        }
        Session session = callers.following(done.transaction(), done.model());
        Optional<Standing> standing = standing(session, done.object(), done.record());
        Set<UUID> items = TaskItems.of(session, done.record()).stream()
                .filter(item -> item.task().equals(done.task())
                        && standing.filter(item.standing()::equals).isPresent())
                .map(Item::followUp)
                .collect(Collectors.toSet());
        if (!items.isEmpty()) {
            followUps.lock(session, done.object(), done.record());
            followUps.open(session, done.record()).stream()
                    .filter(item -> items.contains(item.id()))
                    .forEach(item -> followUps.finish(session, item));
        }
    }

    /// What is to be done again stands on the list again.
    @EventListener
    void on(TaskReopened reopened) {
        if (!hasItems(reopened.object())) {
            return;
        }
        Session session = callers.following(reopened.transaction(), reopened.model());
        StoredRecord record = followUps.lock(session, reopened.object(), reopened.record());
        Optional<Standing> standing = standing(session, reopened.object(), reopened.record());
        Optional<Task> task = tasks(reopened.object(), record).stream()
                .filter(each ->
                        each.key().equals(reopened.task()) && each.definition().channel() != null)
                .findFirst();
        if (standing.isEmpty() || task.isEmpty()) {
            return;
        }
        Set<UUID> known = TaskItems.of(session, record.id()).stream()
                .filter(item ->
                        item.task().equals(reopened.task()) && item.standing().equals(standing.get()))
                .map(Item::followUp)
                .collect(Collectors.toSet());
        if (followUps.open(session, record.id()).stream().noneMatch(item -> known.contains(item.id()))) {
            plan(session, reopened.object(), record, standing.get(), task.get());
        }
    }

    private static Optional<Standing> standing(Session session, ObjectModel object, UUID record) {
        return Optional.ofNullable(
                Ticks.standing(session, object, List.of(record)).get(record));
    }

    /// Whoever closes an item as done has done its task.
    private void closed(RecordWritten written) {
        boolean done = written.before() != null
                && written.changed(FollowUp.STATE)
                && written.after()
                        .text(FollowUp.STATE)
                        .filter(FollowUp.DONE::equals)
                        .isPresent();
        Subject subject = written.after().subject();
        if (!done || subject == null) {
            return;
        }
        Optional<ObjectModel> object = written.model().find(subject.object()).filter(PlanTasks::hasItems);
        if (object.isPresent()) {
            Session session = callers.following(written.transaction(), written.model());
            TaskItems.find(session, written.after().id())
                    .filter(item -> standing(session, object.get(), item.record())
                            .filter(item.standing()::equals)
                            .isPresent())
                    .ifPresent(item -> Ticks.tick(session, item.record(), item.standing(), item.task(), null, null));
        }
    }
}
