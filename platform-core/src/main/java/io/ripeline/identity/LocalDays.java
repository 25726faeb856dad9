package io.ripeline.identity;

import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Which day it is for each member: in a time zone of her own, else in the company's, which is also that of what is
/// nobody's. The one place that tells it, for one member or in SQL for those in a column.
public final class LocalDays {

    private final MemberDirectory directory;
    private final ZoneId company;
    private final Instant now;

    LocalDays(MemberDirectory directory, ZoneId company, Instant now) {
        this.directory = directory;
        this.company = company;
        this.now = now;
    }

    /// Of the members in a directory, as of the transaction's begin.
    public static LocalDays of(MemberDirectory directory, TenantTransaction transaction) {
        return new LocalDays(directory, transaction.tenant().timeZone(), transaction.now());
    }

    /// The time zone in which a member reads her days.
    public ZoneId zoneOf(@Nullable UUID member) {
        return directory.find(member).map(Member::timeZone).orElse(company);
    }

    /// Which day it is for a member.
    public LocalDate today(@Nullable UUID member) {
        return dateAt(member, now);
    }

    /// Which day it was for a member.
    public LocalDate dateAt(@Nullable UUID member, Instant then) {
        return then.atZone(zoneOf(member)).toLocalDate();
    }

    /// When a member's day begins: the first instant of it where the clocks leap over midnight.
    public Instant begin(@Nullable UUID member, LocalDate day) {
        return day.atStartOfDay(zoneOf(member)).toInstant();
    }

    private <T> Field<T> told(Field<UUID> member, DataType<T> type, Function<ZoneId, T> told) {
        T ofCompany = told.apply(company);
        Map<T, List<UUID>> others = new LinkedHashMap<>();
        directory.abroad().forEach((zone, members) -> {
            T there = told.apply(zone);
            if (!there.equals(ofCompany)) {
                others.computeIfAbsent(there, key -> new ArrayList<>()).addAll(members);
            }
        });
        CaseConditionStep<T> chosen = null;
        for (Map.Entry<T, List<UUID>> other : others.entrySet()) {
            Condition there = member.eq(DSL.any(other.getValue().toArray(new UUID[0])));
            Field<T> value = DSL.val(other.getKey(), type);
            chosen = chosen == null ? DSL.when(there, value) : chosen.when(there, value);
        }
        Field<T> otherwise = DSL.val(ofCompany, type);
        return chosen == null ? otherwise : chosen.otherwise(otherwise);
    }

    /// Which day it is for the member in a column.
    public Field<LocalDate> today(Field<UUID> member) {
        return counted(member, UnaryOperator.identity());
    }

    /// A day counted from today, for the member in a column.
    public Field<LocalDate> counted(Field<UUID> member, UnaryOperator<LocalDate> fromToday) {
        return told(member, SQLDataType.LOCALDATE, zone -> fromToday.apply(todayIn(zone)));
    }

    /// When today begins for the member in a column.
    public Field<Instant> begin(Field<UUID> member) {
        return told(member, SQLDataType.INSTANT, zone -> beginIn(zone, 0));
    }

    /// When tomorrow begins for the member in a column.
    public Field<Instant> end(Field<UUID> member) {
        return told(member, SQLDataType.INSTANT, zone -> beginIn(zone, 1));
    }

    /// Whether a day has begun for the member in a column; stands so that an index over the days serves it.
    public Condition begun(Field<LocalDate> day, Field<UUID> member) {
        LocalDate latest = zones().map(this::todayIn).max(LocalDate::compareTo).orElseThrow();
        Condition anywhere = day.le(latest);
        return directory.abroad().isEmpty() ? anywhere : anywhere.and(day.le(today(member)));
    }

    /// When today began for those for whom it began first.
    public Instant earliestBegin() {
        return zones().map(zone -> beginIn(zone, 0)).min(Instant::compareTo).orElseThrow();
    }

    /// When the next day begins for those who do not live in the company's zone; absent where everybody does.
    public Optional<Instant> nextBeginAbroad() {
        return directory.abroad().keySet().stream()
                .map(zone -> beginIn(zone, 1))
                .min(Instant::compareTo);
    }

    private Stream<ZoneId> zones() {
        return Stream.concat(Stream.of(company), directory.abroad().keySet().stream());
    }

    private LocalDate todayIn(ZoneId zone) {
        return now.atZone(zone).toLocalDate();
    }

    private Instant beginIn(ZoneId zone, int daysAhead) {
        return todayIn(zone).plusDays(daysAhead).atStartOfDay(zone).toInstant();
    }

    /// Who stands in for a member on a day of hers; nobody where she is there, named nobody, or her deputy is away too.
    public Optional<UUID> deputyOn(UUID member, LocalDate day) {
        long ahead = ahead(member, day);
        return directory
                .leaveOn(member, day)
                .flatMap(leave -> Optional.ofNullable(leave.deputyId()))
                .filter(deputy -> directory.find(deputy).filter(Member::active).isPresent())
                .filter(deputy ->
                        directory.leaveOn(deputy, today(deputy).plusDays(ahead)).isEmpty());
    }

    /// For whom a member stands in on a day of hers. A leave is read in the days of whoever is away, so that at each
    /// instant either she has her items or her deputy.
    public Set<UUID> deputisedBy(UUID deputy, LocalDate day) {
        long ahead = ahead(deputy, day);
        List<Leave> standing = directory.deputising(deputy);
        return standing.isEmpty() || directory.leaveOn(deputy, day).isPresent()
                ? Set.of()
                : standing.stream()
                        .filter(leave -> leave.covers(today(leave.memberId()).plusDays(ahead)))
                        .map(Leave::memberId)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private long ahead(UUID member, LocalDate day) {
        return ChronoUnit.DAYS.between(today(member), day);
    }
}
