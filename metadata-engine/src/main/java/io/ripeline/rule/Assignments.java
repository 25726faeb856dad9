package io.ripeline.rule;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.Assignment;
import io.ripeline.definition.Assignment.Method;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.Member;
import io.ripeline.record.NewOwner;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// Gives new records their owners, by the first assignment of the object that applies and has somebody to give to. Each
/// assignment keeps count of what it gave in a row that the writing transaction locks: so records that come at the same
/// time are shared out one after another, and a write that fails takes nobody's turn.
@Component
class Assignments implements NewOwner {

    private static final Table<Record> TURNS = table(name("_assignment_turn"));
    private static final Field<String> ASSIGNMENT = field(name("assignment"), SQLDataType.CLOB);
    private static final Field<Long> GIVEN = field(name("given"), SQLDataType.BIGINT);

    @Override
    public Optional<UUID> of(Session session, ObjectModel object, StoredRecord record) {
        for (Assignment assignment : session.model().assignments(object.key())) {
            List<Member> members = members(session, assignment);
            if (!members.isEmpty() && applies(session, object, assignment, record)) {
                return Optional.of(chosen(session, object, assignment, members));
            }
        }
        return Optional.empty();
    }

    private static boolean applies(Session session, ObjectModel object, Assignment assignment, StoredRecord record) {
        return assignment.when() == null
                || assignment
                        .when()
                        .holds(session.facts(object, record, assignment.when().needs()));
    }

    /// The active members it gives to, in an order that stays: that of the document, or for a role that of joining.
    private static List<Member> members(Session session, Assignment assignment) {
        List<Member> active = session.caller().directory().all().stream()
                .filter(Member::active)
                .toList();
        String role = assignment.definition().role();
        if (role != null) {
            return active.stream()
                    .filter(member -> member.role().equals(role))
                    .sorted(Comparator.comparing(member -> member.id().toString()))
                    .toList();
        }
        return assignment.definition().members().stream()
                .flatMap(email -> active.stream().filter(member -> isCalled(member, email)))
                .distinct()
                .toList();
    }

    private static boolean isCalled(Member member, String email) {
        return member.email()
                .key()
                .equals(Normalizer.normalize(email, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    private static UUID chosen(Session session, ObjectModel object, Assignment assignment, List<Member> members) {
        if (assignment.method() == Method.FIXED) {
            return members.getFirst().id();
        }
        long turn = take(session.transaction(), assignment);
        if (assignment.method() == Method.ROUND_ROBIN) {
            return members.get((int) (turn % members.size())).id();
        }
        Map<UUID, Integer> load = load(session, object, members);
        return members.stream()
                .map(Member::id)
                .min(Comparator.comparing(id -> load.getOrDefault(id, 0)))
                .orElseThrow();
    }

    /// How many records the assignment gave before; from here on other writers wait who ask for the next one.
    private static long take(TenantTransaction transaction, Assignment assignment) {
        Field<Long> standing = DSL.field(name("_assignment_turn", "given"), SQLDataType.BIGINT);
        Long given = transaction
                .sql()
                .insertInto(TURNS)
                .set(ASSIGNMENT, assignment.key())
                .set(GIVEN, 1L)
                .onConflict(ASSIGNMENT)
                .doUpdate()
                .set(GIVEN, standing.plus(1L))
                .returningResult(GIVEN)
                .fetchOne(GIVEN);
        return Objects.requireNonNull(given) - 1;
    }

    /// How many open records each of them has: in an open stage, where the object has a funnel.
    private static Map<UUID, Integer> load(Session session, ObjectModel object, List<Member> members) {
        Field<UUID> owner = object.columns().ownerId();
        Map<UUID, Integer> load = new HashMap<>();
        session.transaction()
                .sql()
                .select(owner, DSL.count())
                .from(object.table())
                .where(owner.eq(DSL.any(members.stream().map(Member::id).toArray(UUID[]::new))))
                .and(object.columns().deletedAt().isNull())
                .and(isOpen(object))
                .groupBy(owner)
                .forEach(row -> load.put(row.value1(), row.value2()));
        return load;
    }

    private static Condition isOpen(ObjectModel object) {
        List<String> closed = object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .filter(stage -> stage.kind() != StageKind.OPEN)
                .map(Funnel.Stage::key)
                .distinct()
                .toList();
        Optional<Field<String>> stage = object.funnels().stream()
                .findFirst()
                .flatMap(funnel -> object.field(funnel.field()))
                .map(field -> field.column().coerce(SQLDataType.CLOB));
        return stage.map(column -> column.isNull().or(column.notIn(closed))).orElse(DSL.noCondition());
    }
}
