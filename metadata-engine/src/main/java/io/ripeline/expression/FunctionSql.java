package io.ripeline.expression;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Writes the functions of the domain as PostgreSQL that means what [DomainFunction] does.
final class FunctionSql {
    private final Moment moment;
    private final ConstantSql constants;

    FunctionSql(Moment moment, ConstantSql constants) {
        this.moment = moment;
        this.constants = constants;
    }

    Field<?> write(Term.Call call, List<Field<?>> arguments) {
        Field<?> first = arguments.getFirst();
        Field<?> last = arguments.getLast();
        return switch (call.function()) {
            case DAYS_SINCE ->
                DSL.field(
                        "div(extract(epoch from {0}) - extract(epoch from {1}), 86400)",
                        constants.field(Type.TIME, Values.time(moment.today())), first);
            case HAS_ROLE -> DSL.field("({0} = {1})", first, constants.field(Type.TEXT, moment.role()));
            case LOWER -> DSL.field("lower({0} collate \"und-x-icu\")", first);
            case UPPER -> DSL.field("upper({0} collate \"und-x-icu\")", first);
            case ROUND ->
                BoundSql.decimal(
                        arguments.size() == 1
                                ? DSL.field("round({0})", first)
                                : DSL.field("round({0}, cast({1} as integer))", first, last));
            case ABS -> absolute(call, first);
            case MIN -> extreme("<=", first, last);
            case MAX -> extreme(">=", first, last);
            case YEAR -> DSL.field("extract(year from {0} at time zone 'UTC')", first);
            case MONTH -> DSL.field("extract(month from {0} at time zone 'UTC')", first);
            case DAY -> DSL.field("extract(day from {0} at time zone 'UTC')", first);
            case WORKING_DAYS, WORKING_DAYS_SINCE, INITIALS ->
                throw new IllegalStateException(
                        "No filter can use " + call.function().key() + ".");
        };
    }

    private static Field<?> absolute(Term.Call call, Field<?> value) {
        Field<?> absolute = DSL.field("abs(cast({0} as numeric))", value);
        return call.type() == Type.INTEGER ? BoundSql.integer(absolute) : absolute;
    }

    /// Unlike `least` and `greatest`, it has no value where one of the two has none; each is written once.
    private static Field<?> extreme(String relation, Field<?> left, Field<?> right) {
        return DSL.field(
                "(select case when one " + relation + " other then one when one is not null and other is not null"
                        + " then other end from (values ({0}, {1})) as both_of(one, other))",
                left,
                right);
    }

    /// The midnight in UTC of the day a time falls on in the company's time zone.
    Field<?> day(Field<?> time) {
        return BoundSql.time(
                DSL.field("(cast(cast(timezone({0}, {1}) as date) as timestamp) at time zone 'UTC')", zone(), time));
    }

    /// An offset goes as an interval: as text its sign would be read the other way round.
    private Field<?> zone() {
        ZoneId zone = moment.zone();
        return zone instanceof ZoneOffset offset
                ? DSL.field("cast({0} as interval)", DSL.val(offset.getTotalSeconds() + " seconds"))
                : DSL.val(zone.getId());
    }
}
