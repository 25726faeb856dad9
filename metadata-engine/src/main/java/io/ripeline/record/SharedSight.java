package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.Member;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What shares show to a member: the records shared, and those of the objects named with them that point there.
final class SharedSight {

    private static final Table<?> SHARE = table(name("_share"));
    private static final Field<String> OBJECT = field(name("_share", "object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("_share", "record_id"), SQLDataType.UUID);
    private static final Field<String[]> CHILDREN = field(name("_share", "children"), SQLDataType.CLOB.array());
    private static final Field<UUID> MEMBER_ID = field(name("_share", "member_id"), SQLDataType.UUID);
    private static final Field<String> ROLE = field(name("_share", "role"), SQLDataType.CLOB);
    private static final Field<String> ACCESS = field(name("_share", "access"), SQLDataType.CLOB);
    private static final Field<Instant> UNTIL = field(name("_share", "until"), SQLDataType.INSTANT);
    private static final Field<Instant> ENDED_AT = field(name("_share", "ended_at"), SQLDataType.INSTANT);

    private final Member member;
    private final TenantTransaction transaction;
    private final SharedObjects objects;

    SharedSight(Member member, TenantTransaction transaction, SharedObjects objects) {
        this.member = member;
        this.transaction = transaction;
        this.objects = objects;
    }

    private Set<Shown> shown() {
        return objects.of(transaction, member);
    }

    private Stream<Shown> shown(ObjectModel object) {
        return shown().stream().filter(each -> each.object().equals(object.key()));
    }

    boolean isEmpty() {
        return shown().isEmpty();
    }

    /// The ways by which shares lead to records of an object.
    Stream<Condition> ways(ObjectModel object) {
        return shown(object).flatMap(each -> ways(object, each));
    }

    private Stream<Condition> ways(ObjectModel object, Shown shown) {
        String through = shown.through();
        return through == null
                ? Stream.of(in(object.columns().id(), shared(object.key())))
                : lookups(object, through).map(lookup -> in(lookup, sharedWith(through, object.key())));
    }

    /// The ids of the records of an object that it shows, where there may be any.
    Stream<Select<Record1<UUID>>> records(ObjectModel object) {
        return shown(object).flatMap(each -> records(object, each));
    }

    private Stream<Select<Record1<UUID>>> records(ObjectModel object, Shown shown) {
        return shown.through() == null
                ? Stream.of(shared(object.key()))
                : ways(object, shown)
                        .map(way -> DSL.select(object.columns().id())
                                .from(object.table())
                                .where(object.columns().deletedAt().isNull().and(way)));
    }

    /// The ids of all records that it shows, of whatever object.
    Select<Record1<UUID>> records(Model model) {
        return model.objects().stream()
                .flatMap(object ->
                        shown(object).filter(each -> each.through() != null).flatMap(each -> records(object, each)))
                .reduce(shared(), Select::unionAll);
    }

    private SelectConditionStep<Record1<UUID>> shared() {
        return DSL.select(RECORD_ID).from(SHARE).where(standing(member.id(), member.role(), transaction.now()));
    }

    private SelectConditionStep<Record1<UUID>> shared(String object) {
        return shared().and(OBJECT.eq(object));
    }

    private Select<Record1<UUID>> sharedWith(String object, String child) {
        return shared(object).and(DSL.val(child).eq(DSL.any(CHILDREN)));
    }

    /// The columns of an object's lookups that point to another.
    static Stream<Field<UUID>> lookups(ObjectModel object, String target) {
        return object.all().stream()
                .filter(each -> each.target().filter(target::equals).isPresent())
                .map(each -> each.column().coerce(UUID.class));
    }

    /// Whether a row of the object points to a record that is shared, with whomever, together with such rows.
    static Condition pointing(ObjectModel object) {
        Field<?>[] lookups = object.all().stream()
                .filter(each -> each.target().isPresent())
                .map(each -> each.column().coerce(UUID.class))
                .toArray(Field[]::new);
        return lookups.length == 0
                ? DSL.falseCondition()
                : DSL.exists(DSL.selectOne()
                        .from(SHARE)
                        .where(RECORD_ID.in(lookups))
                        .and(DSL.val(object.key()).eq(DSL.any(CHILDREN)))
                        .and(ENDED_AT.isNull()));
    }

    /// The shares with a member, or with her role, that stand at that time.
    static Condition standing(UUID member, String role, Instant now) {
        return ENDED_AT.isNull()
                .and(UNTIL.isNull().or(UNTIL.gt(now)))
                .and(MEMBER_ID.eq(member).or(ROLE.eq(role)));
    }

    /// Whether a record itself was shared for editing.
    boolean mayEdit(ObjectModel object, UUID id) {
        return shown().contains(new Shown(object.key(), null))
                && transaction
                        .sql()
                        .fetchExists(shared().and(RECORD_ID.eq(id)).and(ACCESS.eq(Share.Access.EDIT.key())));
    }

    /// Asked once for all rows, so that an index finds the records.
    static Condition in(Field<UUID> id, Select<Record1<UUID>> among) {
        return DSL.condition("{0} = ANY (ARRAY ({1}))", id, among);
    }
}
