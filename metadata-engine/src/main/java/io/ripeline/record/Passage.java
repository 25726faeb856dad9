package io.ripeline.record;

import static io.ripeline.record.RecordError.STAGE_NOT_NEXT;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.record.Unmet.Part;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a funnel asks of a move: the criteria of the stage that is left, where the record goes on; of the stages it
/// jumps over, where the company asks them; of the stage it enters; and the tasks that had to be done before.
final class Passage {

    private final Session session;
    private final ObjectModel object;
    private final Funnel funnel;

    Passage(Session session, ObjectModel object, Funnel funnel) {
        this.session = session;
        this.object = object;
        this.funnel = funnel;
    }

    /// Every criterion of a move, none twice.
    ///
    /// @param left absent where the record comes from no stage of the funnel
    List<Criterion> asked(@Nullable Stage left, Stage entered) {
        List<Criterion> asked = new ArrayList<>();
        if (left != null && funnel.isOnward(left, entered)) {
            asked.addAll(left.leaveCriteria());
            funnel.skipped(left, entered).forEach(skipped -> {
                asked.addAll(skipped.criteria());
                asked.addAll(skipped.leaveCriteria());
            });
        }
        asked.addAll(entered.criteria());
        List<Criterion> once = new ArrayList<>();
        asked.stream()
                .filter(criterion -> once.stream().noneMatch(each -> same(each, criterion)))
                .forEach(once::add);
        return once;
    }

    private static boolean same(Criterion one, Criterion other) {
        return one.key().equals(other.key())
                && one.condition().source().equals(other.condition().source());
    }

    /// The tasks that have to be done before a record may make a move.
    List<Task> required(@Nullable Stage left, Stage entered) {
        return left == null || !funnel.isOnward(left, entered)
                ? List.of()
                : left.tasks().stream()
                        .filter(task -> task.definition().mustBeDone())
                        .toList();
    }

    /// What the record, as it would be after the move, does not meet.
    List<Unmet> unmet(@Nullable Stage left, Stage entered, StoredRecord after) {
        List<Criterion> asked = asked(left, entered);
        Facts facts = session.facts(object, after, Criterion.needs(asked));
        List<Task> required = required(left, entered);
        Set<String> done = required.isEmpty() ? Set.of() : done(after.id());
        return located(left, entered, unmet(asked, required, done, facts));
    }

    private Set<String> done(UUID record) {
        return Ticks.of(session, object, List.of(record))
                .getOrDefault(record, Map.of())
                .keySet();
    }

    /// The same over facts that are known already.
    List<Unmet> unmet(List<Criterion> asked, List<Task> required, Set<String> done, Facts facts) {
        List<Unmet> unmet = new ArrayList<>(Unmet.among(object, asked, facts));
        required.stream()
                .map(Task::definition)
                .filter(task -> !done.contains(task.key()))
                .map(Unmet::of)
                .forEach(unmet::add);
        return unmet;
    }

    /// The same with the stage that asks each: the one left, one jumped over or the one entered.
    List<Unmet> located(@Nullable Stage left, Stage entered, List<Unmet> unmet) {
        return unmet.stream().map(each -> located(left, entered, each)).toList();
    }

    private Unmet located(@Nullable Stage left, Stage entered, Unmet unmet) {
        Criterion criterion = unmet.criterion();
        if (left != null
                && funnel.isOnward(left, entered)
                && (unmet.task() != null || among(left.leaveCriteria(), criterion))) {
            return unmet.by(left, Part.LEFT);
        }
        List<Stage> skipped = left == null ? List.of() : funnel.skipped(left, entered);
        return skipped.stream()
                .filter(stage -> among(stage.criteria(), criterion) || among(stage.leaveCriteria(), criterion))
                .findFirst()
                .map(stage -> unmet.by(stage, Part.SKIPPED))
                .orElseGet(() -> unmet.by(entered, Part.ENTERED));
    }

    private static boolean among(List<Criterion> criteria, Criterion criterion) {
        return criteria.stream().anyMatch(each -> same(each, criterion));
    }

    /// What an override lets pass, the order of the stages included.
    List<Unmet> waived(@Nullable Stage left, Stage entered, StoredRecord after) {
        List<Unmet> waived = new ArrayList<>();
        if (left != null && !left.equals(entered) && !left.leadsTo(entered.key())) {
            waived.add(Unmet.notNext(entered));
        }
        unmet(left, entered, after).stream()
                .filter(each -> each.criterion().blocks())
                .forEach(waived::add);
        return waived;
    }

    static Refused notNext(Stage left) {
        List<String> next = left.definition().next();
        return STAGE_NOT_NEXT.at(
                "/stage",
                Text.of(
                        "From %s a record may only move to: %s.",
                        "当前阶段 %s 只能进入：%s。", left.key(), next == null ? "" : String.join(", ", next)));
    }
}
