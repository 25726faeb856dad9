package io.ripeline.record;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.expression.Needs;
import io.ripeline.record.SharedSurroundings.Around;
import io.ripeline.record.Ticks.Tick;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tries moves without making them. What is needed around the records is fetched once for all of them and all stages.
final class MoveTrial {

    private final Session session;
    private final ObjectModel object;
    private final Formulas formulas;
    private final Moment moment;

    MoveTrial(Session session, ObjectModel object) {
        this.session = session;
        this.object = object;
        this.formulas = new Formulas(session, object);
        this.moment = session.moment();
    }

    /// A record as it stands and as it would be but for its stage.
    record Tried(StoredRecord standing, StoredRecord after) {}

    /// Whether records may enter stages, by record in their order.
    ///
    /// @param stages keys of the stages to try; all of a record's funnel but the one it is in where empty
    Map<UUID, List<MoveVerdict>> verdicts(Collection<Tried> tried, List<String> stages) {
        Map<UUID, Map<String, Object>> own = new LinkedHashMap<>();
        Needs needs = Needs.NONE;
        boolean tasks = false;
        for (Tried each : tried) {
            own.put(each.after().id(), Session.values(object, each.after()));
            Way way = new Way(each);
            for (Stage stage : way.stages(stages)) {
                needs = needs.and(Criterion.needs(way.passage.asked(way.left, stage)));
                tasks |= !way.passage.required(way.left, stage).isEmpty();
            }
        }
        Map<UUID, Around> around = SharedSurroundings.of(session.transaction().sql(), object, own, needs);
        Map<UUID, Map<String, Tick>> ticks = tasks ? Ticks.of(session, object, own.keySet()) : Map.of();
        Map<UUID, List<MoveVerdict>> verdicts = new LinkedHashMap<>();
        for (Tried each : tried) {
            UUID id = each.after().id();
            Known known = new Known(Objects.requireNonNull(around.get(id)), ticks.getOrDefault(id, Map.of()));
            Way way = new Way(each);
            Refused closed = closed(way).orElse(null);
            verdicts.put(
                    id,
                    way.stages(stages).stream()
                            .map(stage -> closed == null
                                    ? verdict(way, stage, known)
                                    : new MoveVerdict(stage.key(), closed, List.of()))
                            .toList());
        }
        return verdicts;
    }

    /// What is known of a record besides its values.
    private record Known(Around around, Map<String, Tick> ticks) {}

    /// Where a record comes from.
    private final class Way {

        private final Tried tried;
        private final Funnel funnel;
        private final Passage passage;
        private final @Nullable Stage left;

        Way(Tried tried) {
            this.tried = tried;
            this.funnel = Gate.funnelOf(object, tried.after().values());
            this.passage = new Passage(session, object, funnel);
            boolean same = object.funnelOf(tried.standing().values())
                    .filter(funnel::equals)
                    .isPresent();
            this.left = same
                    ? tried.standing()
                            .text(funnel.field())
                            .map(funnel.stages()::get)
                            .orElse(null)
                    : null;
        }

        /// The stages to try.
        List<Stage> stages(List<String> wanted) {
            return funnel.stages().values().stream()
                    .filter(stage -> wanted.isEmpty() ? !stage.equals(left) : wanted.contains(stage.key()))
                    .toList();
        }
    }

    private MoveVerdict verdict(Way way, Stage entered, Known known) {
        if (entered.equals(way.left)) {
            return new MoveVerdict(entered.key(), null, List.of());
        }
        List<Unmet> unmet = way.passage.located(
                way.left,
                entered,
                way.passage.unmet(
                        way.passage.asked(way.left, entered),
                        way.passage.required(way.left, entered),
                        known.ticks().keySet(),
                        facts(way, entered, known.around())));
        if (way.left != null && !way.left.leadsTo(entered.key())) {
            return new MoveVerdict(entered.key(), Passage.notNext(way.left), unmet);
        }
        boolean blocked = unmet.stream().anyMatch(each -> each.criterion().blocks());
        return new MoveVerdict(entered.key(), blocked ? Gate.refusal(unmet) : null, unmet);
    }

    private Facts facts(Way way, Stage entered, Around around) {
        Map<String, Object> values = new LinkedHashMap<>(way.tried.after().values());
        values.put(way.funnel.field(), entered.key());
        StoredRecord after = formulas.of(way.tried.after().with(values));
        return around.with(Session.values(object, after), moment);
    }

    /// Why the member may not move the record at all.
    private Optional<Refused> closed(Way way) {
        try {
            session.caller().requireEdit(object, way.tried.standing());
        } catch (Refused refused) {
            return Optional.of(refused);
        }
        FieldModel stage = object.field(way.funnel.field()).orElseThrow();
        return FieldView.of(session, object).access(stage) == FieldAccess.EDIT
                ? Optional.empty()
                : Optional.of(RecordError.FIELD_NOT_WRITABLE.because(
                        Text.of("Your role does not write this value.", "您的角色不能修改此值。")));
    }

    /// The records with the values of a change applied to each.
    static List<Tried> tried(Collection<StoredRecord> records, RecordChanges changes) {
        List<Tried> tried = new ArrayList<>();
        for (StoredRecord record : records) {
            Map<String, Object> after = new LinkedHashMap<>(record.values());
            ValueChanges.merge(after, changes.values());
            tried.add(new Tried(record, record.with(after)));
        }
        return tried;
    }
}
