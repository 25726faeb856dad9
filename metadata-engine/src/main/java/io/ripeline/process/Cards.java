package io.ripeline.process;

import static io.ripeline.record.RecordError.NO_FUNNEL;
import static io.ripeline.record.RecordError.TOO_MANY_RECORDS;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.FieldView;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Ticks;
import io.ripeline.record.Ticks.Standing;
import io.ripeline.record.Ticks.Tick;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a board says on its cards besides the values of the records, for many at once.
@Component
public class Cards {

    private static final int MOST = 200;

    private final Records records;

    Cards(Records records) {
        this.records = records;
    }

    /// What stands on one card.
    ///
    /// @param days worked since the record entered its stage, by the clock of its funnel
    /// @param nextTouch the first day on which something that the member sees is planned, for it or for what it
    /// belongs to, such as its customer; absent where nothing is
    /// @param tasksOpen how many tasks of its stage are not done
    /// @param today which day it is for the record's owner
    public record Card(
            UUID id, long days, boolean stale, @Nullable LocalDate nextTouch, long tasksOpen, LocalDate today) {}

    /// The cards of records, without those the member does not see; refuses with `no-funnel` or `too-many-records`.
    public List<Card> of(Session session, ObjectModel object, List<UUID> ids) {
        session.caller().require(Right.READ, object);
        String field = object.stageField()
                .orElseThrow(() -> NO_FUNNEL.because(
                        Text.of("Records of %s do not move through a funnel.", "对象 %s 没有销售漏斗。", object.key())));
        FieldView.of(session, object).requireReadable(List.of(field), "");
        if (ids.size() > MOST) {
            throw TOO_MANY_RECORDS.at("/ids", Text.of("At most %d at once.", "一次最多 %d 条。", MOST));
        }
        List<StoredRecord> found = records.all(session, object, ids);
        List<UUID> known = found.stream().map(StoredRecord::id).toList();
        Map<UUID, Standing> standing = Ticks.standing(session, object, known);
        Map<UUID, Map<String, Tick>> ticks = hasTasks(object) ? Ticks.of(session, object, known) : Map.of();
        Map<UUID, Set<UUID>> subjects = new HashMap<>();
        List<FieldModel> owners = rhythmic(session, object);
        found.forEach(record -> subjects.put(record.id(), subjects(record, owners)));
        Map<UUID, LocalDate> touches = touches(session, subjects.values());
        Dwell dwell = new Dwell(session, object, found);
        List<Card> cards = new ArrayList<>();
        for (StoredRecord record : found) {
            Funnel funnel = object.funnelOf(record.values()).orElseThrow();
            Stage stage = record.text(field).map(funnel.stages()::get).orElse(null);
            Standing since = standing.get(record.id());
            Instant enteredAt = since == null ? record.createdAt() : since.enteredAt();
            long days = dwell.days(funnel, record, enteredAt);
            cards.add(new Card(
                    record.id(),
                    days,
                    Dwell.isStale(stage, days),
                    subjects.getOrDefault(record.id(), Set.of()).stream()
                            .flatMap(subject -> Optional.ofNullable(touches.get(subject)).stream())
                            .min(Comparator.naturalOrder())
                            .orElse(null),
                    open(stage, ticks.getOrDefault(record.id(), Map.of())),
                    session.days().today(record.ownerId())));
        }
        return cards;
    }

    private static boolean hasTasks(ObjectModel object) {
        return object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .anyMatch(stage -> !stage.tasks().isEmpty());
    }

    private static long open(@Nullable Stage stage, Map<String, Tick> ticks) {
        return stage == null
                ? 0
                : stage.tasks().stream()
                        .filter(task -> !ticks.containsKey(task.key()))
                        .count();
    }

    /// The lookups that the member reads to records that are seen in a rhythm.
    private static List<FieldModel> rhythmic(Session session, ObjectModel object) {
        Set<String> targets = session.model().cadences().stream()
                .map(cadence -> cadence.definition().object())
                .collect(Collectors.toSet());
        FieldView view = FieldView.of(session, object);
        return object.fields().values().stream()
                .filter(field -> field.target().filter(targets::contains).isPresent() && view.reads(field))
                .toList();
    }

    private static Set<UUID> subjects(StoredRecord record, List<FieldModel> owners) {
        Set<UUID> subjects = new HashSet<>(Set.of(record.id()));
        owners.forEach(field -> record.value(field.key()).map(UUID.class::cast).ifPresent(subjects::add));
        return subjects;
    }

    private static Map<UUID, LocalDate> touches(Session session, Collection<Set<UUID>> subjects) {
        UUID[] ids = subjects.stream().flatMap(Set::stream).distinct().toArray(UUID[]::new);
        ObjectModel followUp = session.model().object(StandardObjects.FOLLOW_UP);
        Map<UUID, LocalDate> touches = new HashMap<>();
        if (ids.length == 0 || !session.caller().role().may(Right.READ, followUp.key())) {
            return touches;
        }
        Field<UUID> subject = Objects.requireNonNull(followUp.columns().subjectId());
        Field<LocalDate> due = DSL.field(column(followUp, "due_on"), SQLDataType.LOCALDATE);
        Field<String> state = DSL.field(column(followUp, "state"), SQLDataType.CLOB);
        session.transaction()
                .sql()
                .select(subject, DSL.min(due))
                .from(followUp.table())
                .where(subject.eq(DSL.any(ids))
                        .and(state.eq("open"))
                        .and(session.caller().visible(followUp)))
                .groupBy(subject)
                .forEach(row -> touches.put(row.value1(), row.value2()));
        return touches;
    }

    private static Name column(ObjectModel object, String key) {
        return object.field(key).orElseThrow().column().getQualifiedName();
    }
}
