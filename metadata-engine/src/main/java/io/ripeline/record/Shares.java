package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_INVALID;
import static io.ripeline.record.RecordError.RIGHT_MISSING;
import static io.ripeline.record.RecordError.SHARE_NOT_FOUND;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.identity.Member;
import io.ripeline.identity.Members;
import io.ripeline.json.StorableText;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// To whom records are shown besides those who see them anyway. A share counts for what is about the record, and shows
/// records of the objects named with it that point there.
@Component
public class Shares {

    private static final int LONGEST_PART = 100;
    private static final Set<String> USUAL_CHILDREN = Set.of("contact", "deal");
    private static final Table<?> SHARE = table(name("_share"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    private static final Field<String> ROLE = field(name("role"), SQLDataType.CLOB);
    private static final Field<String> ACCESS = field(name("access"), SQLDataType.CLOB);
    private static final Field<String> PART = field(name("part"), SQLDataType.CLOB);
    private static final Field<String[]> CHILDREN = field(name("children"), SQLDataType.CLOB.array());
    private static final Field<Instant> UNTIL = field(name("until"), SQLDataType.INSTANT);
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<Instant> ENDED_AT = field(name("ended_at"), SQLDataType.INSTANT);
    private static final Field<UUID> ENDED_BY = field(name("ended_by"), SQLDataType.UUID);

    private final Records records;
    private final RecordTables tables;
    private final Members members;
    private final ApplicationEventPublisher events;

    Shares(Records records, RecordTables tables, Members members, ApplicationEventPublisher events) {
        this.records = records;
        this.tables = tables;
        this.members = members;
        this.events = events;
    }

    /// What is wanted of a new share: exactly one of `member` and `role`.
    ///
    /// @param children objects whose records are shown with it; contacts and deals where nothing is said
    public record Wanted(
            @Nullable UUID member,
            @Nullable String role,
            Share.Access access,
            @Nullable String part,
            @Nullable List<String> children,
            @Nullable Instant until) {}

    /// The shares of a record that stand, the oldest first.
    public List<Share> of(Session session, ObjectModel object, UUID id) {
        records.get(session, object, id);
        TenantTransaction transaction = session.transaction();
        return transaction
                .sql()
                .select(ID, MEMBER_ID, ROLE, ACCESS, PART, CHILDREN, UNTIL, CREATED_BY, CREATED_AT)
                .from(SHARE)
                .where(RECORD_ID.eq(id).and(OBJECT.eq(object.key())))
                .and(ENDED_AT.isNull())
                .and(UNTIL.isNull().or(UNTIL.gt(transaction.now())))
                .orderBy(CREATED_AT, ID)
                .fetch(Shares::read);
    }

    private static Share read(Record row) {
        return new Share(
                row.get(ID),
                row.get(MEMBER_ID),
                row.get(ROLE),
                Share.Access.of(row.get(ACCESS)).orElse(Share.Access.READ),
                row.get(PART),
                List.of(row.get(CHILDREN)),
                row.get(UNTIL),
                row.get(CREATED_BY),
                row.get(CREATED_AT));
    }

    /// Shows a record to somebody, in place of what she was shown of it before; refuses with `record-not-found`,
    /// `right-missing` or `record-invalid`.
    public Share add(Session session, ObjectModel object, UUID id, Wanted wanted) {
        hold(session, object, id);
        check(session, wanted);
        String[] children = children(session, object, wanted.children());
        Condition same = wanted.member() == null ? ROLE.eq(wanted.role()) : MEMBER_ID.eq(wanted.member());
        end(session, object, id, same);
        UUID share = Ids.next();
        TenantTransaction transaction = session.transaction();
        transaction
                .sql()
                .insertInto(SHARE)
                .set(ID, share)
                .set(OBJECT, object.key())
                .set(RECORD_ID, id)
                .set(MEMBER_ID, wanted.member())
                .set(ROLE, wanted.role())
                .set(ACCESS, wanted.access().key())
                .set(PART, wanted.part())
                .set(CHILDREN, children)
                .set(UNTIL, wanted.until())
                .set(CREATED_BY, session.caller().member().id())
                .set(CREATED_AT, transaction.now())
                .execute();
        shown(session, object, id, wanted.member(), wanted.role());
        Share made = of(session, object, id).stream()
                .filter(each -> each.id().equals(share))
                .findFirst()
                .orElseThrow();
        events.publishEvent(new RecordShared(session, object, id, made));
        return made;
    }

    /// Ends a share; refuses with `record-not-found`, `right-missing` or `share-not-found`.
    public void end(Session session, ObjectModel object, UUID id, UUID share) {
        hold(session, object, id);
        if (end(session, object, id, ID.eq(share)) == 0) {
            throw SHARE_NOT_FOUND.because(Text.of("The record has no such share.", "此记录没有该共享。"));
        }
    }

    private int end(Session session, ObjectModel object, UUID id, Condition which) {
        List<Record2<UUID, String>> ended = session.transaction()
                .sql()
                .update(SHARE)
                .set(ENDED_AT, session.transaction().now())
                .set(ENDED_BY, session.caller().member().id())
                .where(RECORD_ID.eq(id).and(which).and(ENDED_AT.isNull()))
                .returningResult(MEMBER_ID, ROLE)
                .fetch();
        ended.forEach(share -> shown(session, object, id, share.value1(), share.value2()));
        return ended.size();
    }

    private void shown(Session session, ObjectModel object, UUID id, @Nullable UUID member, @Nullable String role) {
        members.sightChanged(session.transaction());
        events.publishEvent(new SightChanged(
                session.transaction(), object, id, session.caller().member().id(), member, role));
    }

    /// Locks a record that the member may share: her own, of one who reports to her, any for an admin.
    private void hold(Session session, ObjectModel object, UUID id) {
        Caller caller = session.caller();
        caller.require(Right.READ, object);
        StoredRecord record = tables.of(session.model(), object)
                .lock(session.transaction().sql(), id, caller.visible(object))
                .orElseThrow(Records::notFound);
        if (!caller.leads(record.ownerId())) {
            throw RIGHT_MISSING.because(
                    Text.of("Only the record's owner, her managers and admins share it.", "只有负责人、其上级和管理员可以共享此记录。"));
        }
    }

    /// The objects that point to this one.
    public List<ObjectModel> childrenOf(Session session, ObjectModel object) {
        return session.model().objects().stream()
                .filter(each ->
                        SharedSight.lookups(each, object.key()).findAny().isPresent())
                .toList();
    }

    private String[] children(Session session, ObjectModel object, @Nullable List<String> wanted) {
        List<String> possible =
                childrenOf(session, object).stream().map(ObjectModel::key).toList();
        if (wanted == null) {
            return possible.stream().filter(USUAL_CHILDREN::contains).toArray(String[]::new);
        }
        for (int index = 0; index < wanted.size(); index++) {
            if (!possible.contains(wanted.get(index))) {
                throw RECORD_INVALID.at(
                        "/with/" + index, Text.of("No records of such an object point here.", "没有指向此记录的该类对象。"));
            }
        }
        return wanted.stream().distinct().sorted().toArray(String[]::new);
    }

    private static void check(Session session, Wanted wanted) {
        boolean one = (wanted.member() == null) != (wanted.role() == null);
        if (!one) {
            throw RECORD_INVALID.at("", Text.of("Name either a member or a role.", "请指定成员或角色之一。"));
        }
        if (wanted.role() != null && session.model().role(wanted.role()).isEmpty()) {
            throw RECORD_INVALID.at("/role", Text.of("There is no such role.", "没有这个角色。"));
        }
        boolean there = wanted.member() == null
                || session.caller()
                        .directory()
                        .find(wanted.member())
                        .filter(Member::active)
                        .isPresent();
        if (!there) {
            throw RECORD_INVALID.at("/member", Text.of("There is no such active member.", "没有这位有效成员。"));
        }
        if (wanted.until() != null
                && !wanted.until().isAfter(session.transaction().now())) {
            throw RECORD_INVALID.at("/until", Text.of("The end is in the past.", "截止时间已过。"));
        }
        String part = Objects.requireNonNullElse(wanted.part(), "");
        if (part.codePointCount(0, part.length()) > LONGEST_PART || !StorableText.test(part)) {
            throw RECORD_INVALID.at("/as", Text.of("At most %d plain characters.", "最多 %d 个普通字符。", LONGEST_PART));
        }
    }
}
