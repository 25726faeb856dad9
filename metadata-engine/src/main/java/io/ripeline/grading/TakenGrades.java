package io.ripeline.grading;

import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Needs;
import io.ripeline.expression.Vocabulary.Related;
import io.ripeline.record.Callers;
import io.ripeline.record.Cause;
import io.ripeline.record.Grades;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordRestored;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsSettled;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Takes the grades that automatic scales suggest, within the write that gives cause: of the record itself, of what it
/// hangs on, and of the few that point to it. Where many records are written together, once for all at the end.
@Component
class TakenGrades {

    /// The most records pointing to a written one that are graded at once; the daily job sees to more.
    private static final int MOST = 200;

    private final Callers callers;
    private final Grades grades;
    private final Map<TenantTransaction, Map<String, Set<UUID>>> waiting =
            Collections.synchronizedMap(new WeakHashMap<>());

    TakenGrades(Callers callers, Grades grades) {
        this.callers = callers;
        this.grades = grades;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE - 2)
    void on(RecordsSettled settled) {
        if (automatic(settled.written().model()).findAny().isPresent()) {
            settled.written().each(this::see);
        }
    }

    private void see(RecordWritten written) {
        List<StoredRecord> states = Stream.of(Optional.ofNullable(written.before()), Optional.of(written.after()))
                .flatMap(Optional::stream)
                .toList();
        see(written.transaction(), written.model(), written.object(), states, written.cause());
    }

    @EventListener
    void on(RecordDeleted deleted) {
        see(deleted.transaction(), deleted.model(), deleted.object(), List.of(deleted.record()), deleted.cause());
    }

    @EventListener
    void on(RecordRestored restored) {
        see(restored.transaction(), restored.model(), restored.object(), List.of(restored.record()), restored.cause());
    }

    private static Stream<ObjectModel> automatic(Model model) {
        return model.objects().stream().filter(object -> {
            GradeScale scale = object.gradeScale();
            return scale != null && scale.isAutomatic();
        });
    }

    private void see(
            TenantTransaction transaction, Model model, ObjectModel object, List<StoredRecord> states, Cause cause) {
        Map<String, Set<UUID>> concerned = new TreeMap<>();
        automatic(model).forEach(graded -> {
            boolean itself = graded.key().equals(object.key());
            Set<UUID> ids = new TreeSet<>(hangingOn(graded, object, states));
            if (itself && !cause.key().equals(Cause.GRADE.key())) {
                ids.add(states.getLast().id());
            }
            ids.addAll(pointing(transaction, graded, object, states.getLast().id()));
            if (!ids.isEmpty()) {
                concerned.put(graded.key(), ids);
            }
        });
        if (concerned.isEmpty()) {
            return;
        }
        if (cause.inBulk()) {
            later(transaction, model, concerned);
        } else {
            grade(callers.following(transaction, model), concerned);
        }
    }

    private void later(TenantTransaction transaction, Model model, Map<String, Set<UUID>> concerned) {
        Map<String, Set<UUID>> known = waiting.get(transaction);
        if (known == null) {
            Map<String, Set<UUID>> begun = new TreeMap<>();
            waiting.put(transaction, begun);
            transaction.beforeEnd(() -> {
                waiting.remove(transaction);
                grade(callers.following(transaction, model), begun);
            });
            known = begun;
        }
        Map<String, Set<UUID>> all = known;
        concerned.forEach((object, ids) ->
                all.computeIfAbsent(object, _ -> new TreeSet<>()).addAll(ids));
    }

    private void grade(Session session, Map<String, Set<UUID>> concerned) {
        concerned.forEach((object, ids) ->
                session.model().find(object).ifPresent(graded -> grades.regrade(session, graded, ids)));
    }

    /// The graded records that a written one is, or was, in a list of.
    private static Set<UUID> hangingOn(ObjectModel graded, ObjectModel written, List<StoredRecord> states) {
        Set<UUID> ids = new TreeSet<>();
        Map<String, Related> lists = new LinkedHashMap<>();
        needs(graded)
                .children()
                .keySet()
                .forEach(key -> graded.names().list(key).ifPresent(list -> {
                    if (list.object().equals(written.key())) {
                        lists.put(key, list);
                    }
                }));
        for (StoredRecord state : states) {
            for (Related list : lists.values()) {
                of(graded, written, list, state).ifPresent(ids::add);
            }
            for (RollUp rollUp : written.derived().fed()) {
                if (rollUp.object().equals(graded.key())) {
                    of(graded, rollUp.lookup(), state).ifPresent(ids::add);
                }
            }
        }
        return ids;
    }

    private static Optional<UUID> of(ObjectModel graded, ObjectModel written, Related list, StoredRecord state) {
        if (list.link().about() != null) {
            return of(graded, null, state);
        }
        return written.all().stream()
                .filter(field -> field.column()
                        .getQualifiedName()
                        .equals(list.link().theirs().getQualifiedName()))
                .findFirst()
                .flatMap(field -> of(graded, field, state));
    }

    private static Optional<UUID> of(ObjectModel graded, @Nullable FieldModel lookup, StoredRecord state) {
        return lookup == null
                ? Optional.ofNullable(state.subject())
                        .filter(subject -> subject.object().equals(graded.key()))
                        .map(Subject::id)
                : state.value(lookup.key()).map(UUID.class::cast);
    }

    /// The graded records that point to a written one, where they are few.
    private static Set<UUID> pointing(TenantTransaction transaction, ObjectModel graded, ObjectModel written, UUID id) {
        Set<UUID> ids = new TreeSet<>();
        for (String key : needs(graded).parents().keySet()) {
            Optional<FieldModel> lookup = graded.field(key)
                    .filter(field ->
                            field.target().filter(written.key()::equals).isPresent());
            if (lookup.isPresent()) {
                List<UUID> found = transaction
                        .sql()
                        .select(graded.columns().id())
                        .from(graded.table())
                        .where(DSL.field(lookup.get().column().getQualifiedName(), SQLDataType.UUID)
                                .eq(id)
                                .and(graded.columns().deletedAt().isNull()))
                        .limit(MOST + 1)
                        .fetch(graded.columns().id());
                if (found.size() <= MOST) {
                    ids.addAll(found);
                }
            }
        }
        return ids;
    }

    private static Needs needs(ObjectModel graded) {
        GradeScale scale = graded.gradeScale();
        return scale == null ? Needs.NONE : Grades.needs(scale);
    }
}
