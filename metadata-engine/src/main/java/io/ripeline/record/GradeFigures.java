package io.ripeline.record;

import static io.ripeline.record.RecordError.NO_GRADE_SCALE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.SystemNames;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How records were graded at any time and went from grade to grade, of the records the member sees.
@Component
public class GradeFigures {

    private static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> RECORD_ID = field(name("_stay", "record_id"), SQLDataType.UUID);
    private static final Field<String> FIELD = field(name("_stay", "field"), SQLDataType.CLOB);
    private static final Field<String> CAME_FROM = field(name("_stay", "came_from"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("_stay", "value"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("_stay", "entered_at"), SQLDataType.INSTANT);
    private static final Field<Instant> LEFT_AT = field(name("_stay", "left_at"), SQLDataType.INSTANT);
    private static final Field<Instant> VOIDED_AT = field(name("_stay", "voided_at"), SQLDataType.INSTANT);
    private static final Field<String> CAUSE = field(name("_stay", "cause"), SQLDataType.CLOB);

    private static final Field<UUID> FORMER_RECORD = field(name("former", "record_id"), SQLDataType.UUID);
    private static final Field<UUID> FORMER_OWNER = field(name("former", "owner_id"), SQLDataType.UUID);

    private static final double SECONDS_A_DAY = 86_400;

    GradeFigures() {}

    /// How many records of an owner had a grade.
    ///
    /// @param owner absent where nobody owned them
    /// @param grade absent where they had none
    public record Count(@Nullable UUID owner, @Nullable String grade, long count) {}

    /// How many records went from one grade to another, and after how many days, in the median.
    public record Conversion(String from, String to, long count, BigDecimal medianDays) {}

    /// Who had how many records of each grade at a time, with the owners of then; refuses with `no-grade-scale` or
    /// `field-not-readable`.
    public List<Count> distribution(Session session, ObjectModel object, Instant at) {
        String graded = graded(session, object);
        Table<?> former = former(object, at);
        Field<UUID> owner = DSL.when(FORMER_RECORD.isNotNull(), FORMER_OWNER)
                .otherwise(object.columns().ownerId())
                .as("owner");
        return session.transaction()
                .sql()
                .select(owner, VALUE, DSL.count())
                .from(object.table())
                .leftJoin(STAY)
                .on(RECORD_ID
                        .eq(object.columns().id())
                        .and(FIELD.eq(graded))
                        .and(VOIDED_AT.isNull())
                        .and(ENTERED_AT.lt(at))
                        .and(LEFT_AT.isNull().or(LEFT_AT.ge(at))))
                .leftJoin(former)
                .on(FORMER_RECORD.eq(object.columns().id()))
                .where(standing(session, object, at))
                .groupBy(DSL.field(DSL.name("owner")), VALUE)
                .fetch(row -> new Count(row.value1(), row.value2(), row.value3()));
    }

    /// The owners that changed since, by record: what the first change since replaced.
    private static Table<?> former(ObjectModel object, Instant at) {
        return DSL.table(
                "(SELECT DISTINCT ON (record_id) record_id, CAST(before ->> {0} AS uuid) AS owner_id FROM _change "
                        + "WHERE object = {1} AND changed_at >= {2} AND {0} = ANY (fields) AND version > 1 "
                        + "ORDER BY record_id, version) AS former",
                DSL.inline(SystemNames.OWNER_ID), DSL.val(object.key()), DSL.val(at, SQLDataType.INSTANT));
    }

    /// The records that were there then, also those that went into the bin since.
    private static Condition standing(Session session, ObjectModel object, Instant at) {
        Condition gone =
                object.columns().deletedAt().ge(at).and(session.caller().seen(object));
        return object.columns()
                .createdAt()
                .lt(at)
                .and(session.caller().visible(object).or(gone));
    }

    /// How records went from grade to grade; refuses as {@link #distribution} does.
    ///
    /// @param from included
    /// @param to excluded
    public List<Conversion> conversions(Session session, ObjectModel object, Instant from, Instant to) {
        String graded = graded(session, object);
        Table<?> before = table(name("_stay")).as("earlier");
        Field<Instant> began = field(name("earlier", "entered_at"), SQLDataType.INSTANT);
        Field<BigDecimal> days = DSL.field("extract(epoch FROM {0} - {1})", SQLDataType.NUMERIC, ENTERED_AT, began);
        Field<BigDecimal> median = DSL.percentileCont(DSL.inline(0.5)).withinGroupOrderBy(days);
        return session.transaction()
                .sql()
                .select(CAME_FROM, VALUE, DSL.count(), median)
                .from(STAY)
                .join(object.table())
                .on(object.columns().id().eq(RECORD_ID))
                .join(before)
                .on(field(name("earlier", "record_id"), SQLDataType.UUID)
                        .eq(RECORD_ID)
                        .and(field(name("earlier", "field"), SQLDataType.CLOB).eq(FIELD))
                        .and(field(name("earlier", "value"), SQLDataType.CLOB).eq(CAME_FROM))
                        .and(field(name("earlier", "left_at"), SQLDataType.INSTANT)
                                .eq(ENTERED_AT))
                        .and(field(name("earlier", "voided_at"), SQLDataType.INSTANT)
                                .isNull()))
                .where(FIELD.eq(graded)
                        .and(ENTERED_AT.ge(from))
                        .and(ENTERED_AT.lt(to))
                        .and(VOIDED_AT.isNull())
                        .and(CAUSE.ne(Cause.MIGRATION.key()))
                        .and(session.caller().visible(object)))
                .groupBy(CAME_FROM, VALUE)
                .orderBy(DSL.count().desc(), CAME_FROM, VALUE)
                .fetch(row -> new Conversion(row.value1(), row.value2(), row.value3(), days(row.value4())));
    }

    private static BigDecimal days(BigDecimal seconds) {
        return seconds.divide(BigDecimal.valueOf(SECONDS_A_DAY), 1, RoundingMode.HALF_UP);
    }

    private static String graded(Session session, ObjectModel object) {
        session.caller().require(Right.READ, object);
        GradeScale scale = object.gradeScale();
        if (scale == null) {
            throw NO_GRADE_SCALE.because(Text.of("Records of %s have no grades.", "对象 %s 没有等级。", object.key()));
        }
        FieldView.of(session, object).requireReadable(List.of(scale.field()), "");
        return scale.field();
    }
}
