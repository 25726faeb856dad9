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
import java.util.LinkedHashMap;
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
        long turn = take(session.transaction(), assignment.key(), 1);
        return assignment.method() == Method.ROUND_ROBIN
                ? members.get((int) (turn % members.size())).id()
                : leastLoaded(members, load(session, object, members));
    }

    private static UUID leastLoaded(List<Member> members, Map<UUID, Integer> load) {
        return members.stream()
                .map(Member::id)
                .min(Comparator.comparing(id -> load.getOrDefault(id, 0)))
                .orElseThrow();
    }

    /// How many records the assignment gave before; from here on other writers wait who ask for the next one.
    ///
    /// @param more how many it gives now
    private static long take(TenantTransaction transaction, String assignment, long more) {
        Field<Long> standing = DSL.field(name("_assignment_turn", "given"), SQLDataType.BIGINT);
        Long given = transaction
                .sql()
                .insertInto(TURNS)
                .set(ASSIGNMENT, assignment)
                .set(GIVEN, more)
                .onConflict(ASSIGNMENT)
                .doUpdate()
                .set(GIVEN, standing.plus(more))
                .returningResult(GIVEN)
                .fetchOne(GIVEN);
        return Objects.requireNonNull(given) - more;
    }

    @Override
    public Sharing sharing(Session session, ObjectModel object) {
        return new Turns(session, object);
    }

    /// Records that are shared out together: whose turn it is and how many each has is counted here meanwhile.
    private static final class Turns implements Sharing {

        private final Session session;
        private final ObjectModel object;
        private final List<String> closed;
        private final Map<String, Long> before = new HashMap<>();
        private final Map<String, Long> taken = new LinkedHashMap<>();
        private final Map<String, Map<UUID, Integer>> loads = new HashMap<>();
        private final Map<UUID, Integer> added = new HashMap<>();

        Turns(Session session, ObjectModel object) {
            this.session = session;
            this.object = object;
            this.closed = closed(object);
        }

        @Override
        public Optional<UUID> next(StoredRecord record) {
            for (Assignment assignment : session.model().assignments(object.key())) {
                List<Member> members = members(session, assignment);
                if (!members.isEmpty() && applies(session, object, assignment, record)) {
                    return Optional.of(next(assignment, members));
                }
            }
            return Optional.empty();
        }

        private UUID next(Assignment assignment, List<Member> members) {
            if (assignment.method() == Method.FIXED) {
                return members.getFirst().id();
            }
            String key = assignment.key();
            long standing = before.computeIfAbsent(key, each -> take(session.transaction(), each, 0));
            long turn = standing + taken.merge(key, 1L, Long::sum) - 1;
            if (assignment.method() == Method.ROUND_ROBIN) {
                return members.get((int) (turn % members.size())).id();
            }
            Map<UUID, Integer> load = new HashMap<>(loads.computeIfAbsent(key, each -> load(session, object, members)));
            added.forEach((member, more) -> load.merge(member, more, Integer::sum));
            return leastLoaded(members, load);
        }

        @Override
        public void took(StoredRecord record) {
            boolean open = object.stageField()
                    .flatMap(record::text)
                    .filter(closed::contains)
                    .isEmpty();
            if (open && record.ownerId() != null) {
                added.merge(record.ownerId(), 1, Integer::sum);
            }
        }

        @Override
        public void end() {
            taken.forEach((assignment, count) -> take(session.transaction(), assignment, count));
        }
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
        Optional<Field<String>> stage = object.funnels().stream()
                .findFirst()
                .flatMap(funnel -> object.field(funnel.field()))
                .map(field -> field.column().coerce(SQLDataType.CLOB));
        List<String> closed = closed(object);
        return stage.map(column -> column.isNull().or(column.notIn(closed))).orElse(DSL.noCondition());
    }

    /// The stages in which a record is not open any more.
    private static List<String> closed(ObjectModel object) {
        return object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .filter(stage -> stage.kind() != StageKind.OPEN)
                .map(Funnel.Stage::key)
                .distinct()
                .toList();
    }
}
