package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.publishing.ValueMapping;
import io.ripeline.record.Sessions;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class BadDaysIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private Companies companies;

    @Autowired
    private Definitions definitions;

    @Autowired
    private Sessions sessions;

    @Autowired
    private ReplanRecords replanRecords;

    @Autowired
    private MovableClock clock;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Shanghai",
                "Asia/Kolkata",
                "Asia/Tokyo",
                "Australia/Lord_Howe",
                "Pacific/Auckland",
                "Pacific/Kiritimati",
                "Europe/London",
                "America/New_York",
                "America/St_Johns",
                "America/Santiago",
                "Pacific/Honolulu"
            })
    void beginAtMidnightOnLeapDaysAndWhereTheClockIsTurned(String zone) {
        clock.moveTo("2028-02-28T23:59:59", zone);
        Company company = companies.found("direct-sales", zone);
        oneBeforeAndOneAtMidnight(company, zone);

        clock.moveTo("2028-02-29T23:59:59", zone);
        DayResponse leapDay = company.list(company.li, null, null);
        assertThat(leapDay.day().on()).isEqualTo("2028-02-29");
        assertThat(leapDay.tomorrow()).extracting(item -> item.subject().name()).containsExactly("Monday night");
        inMarchBothAreDueOneAfterTheOther(company, zone);
        for (ZonedDateTime midnight : midnightsWhereTheClockIsTurned(zone)) {
            isTheBeginOfADay(company, midnight);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "Pacific/Auckland",
                "Pacific/Kiritimati",
                "Europe/London",
                "America/Los_Angeles",
                "America/St_Johns",
                "America/Santiago",
                "Africa/Cairo",
                "Pacific/Pago_Pago"
            })
    void beginAtTheMembersMidnightWhateverTheCompanysDayIs(String zone) {
        clock.moveTo("2028-02-28T23:59:59", zone);
        Company company = companies.found("direct-sales", SHANGHAI);
        company.settle(company.li, zone);
        oneBeforeAndOneAtMidnight(company, zone);

        inMarchBothAreDueOneAfterTheOther(company, zone);
        for (ZonedDateTime midnight : midnightsWhereTheClockIsTurned(zone)) {
            isTheBeginOfADay(company, midnight);
            assertThat(company.list(company.chen, null, null).day().on())
                    .isEqualTo(midnight.toInstant().atZone(ZoneId.of(SHANGHAI)).toLocalDate());
        }
    }

    private void oneBeforeAndOneAtMidnight(Company company, String zone) {
        company.customer(company.li, "Monday night", "a");
        clock.moveTo("2028-02-29T00:00", zone);
        company.customer(company.li, "Leap day", "a");
    }

    private void inMarchBothAreDueOneAfterTheOther(Company company, String zone) {
        clock.moveTo("2028-03-01T00:00", zone);
        DayResponse march = company.list(company.li, null, null);
        assertThat(march.today()).extracting(item -> item.subject().name()).containsExactly("Monday night");
        assertThat(march.tomorrow()).extracting(item -> item.subject().name()).containsExactly("Leap day");
    }

    /// The day of the next turn and two days more; three of spring where no clock is turned.
    private List<ZonedDateTime> midnightsWhereTheClockIsTurned(String zone) {
        ZoneId there = ZoneId.of(zone);
        ZoneOffsetTransition turn = there.getRules().nextTransition(clock.instant());
        LocalDate day = turn == null
                ? LocalDate.of(2028, 3, 26)
                : turn.getDateTimeBefore().toLocalDate();
        return Stream.of(day, day.plusDays(1), day.plusDays(2))
                .map(each -> each.atStartOfDay(there))
                .toList();
    }

    private void isTheBeginOfADay(Company company, ZonedDateTime midnight) {
        LocalDate day = midnight.toLocalDate();
        assertThat(todayAt(company, midnight.toInstant().minusSeconds(1))).isEqualTo(day.minusDays(1));
        assertThat(todayAt(company, midnight.toInstant())).isEqualTo(day);
    }

    private LocalDate todayAt(Company company, Instant instant) {
        clock.moveTo(instant);
        return company.list(company.li, null, null).day().on();
    }

    @Test
    void showEverythingDueOnceAfterThreeDaysAsleep() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        Company company = companies.found("direct-sales", SHANGHAI);
        List<UUID> customers = IntStream.range(0, 3)
                .mapToObj(day -> {
                    clock.moveTo("2026-03-0%dT10:00".formatted(day + 2), SHANGHAI);
                    return company.customer(company.li, "Customer " + day, "a");
                })
                .toList();

        clock.moveTo("2026-03-07T10:00", SHANGHAI);
        DayResponse awake = company.list(company.li, null, null);

        assertThat(Stream.concat(awake.overdue().stream(), awake.today().stream()))
                .extracting(item -> item.subject().id())
                .containsExactlyInAnyOrderElementsOf(customers);
        for (UUID customer : customers) {
            company.complete(company.li, company.open(customer).getFirst().id(), Companies.CALL, null);
            assertThat(company.open(customer)).hasSize(1);
        }
        assertThat(company.list(company.li, null, null).overdue()).isEmpty();
    }

    @Test
    void takeAGradeFromTenThousandCustomersAndPlanThemAnew() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        Company company = companies.found("direct-sales", SHANGHAI);
        company.customer(company.li, "By hand", "d");
        company.write(company.admin, session -> session.transaction().sql().execute("""
                INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by, name, name__key,
                                      grade)
                SELECT uuidv7(), 1, c.owner_id, c.created_at, c.created_by, c.updated_at, c.updated_by, 'Of many ' || n,
                       'ofmany' || n, 'd'
                FROM generate_series(1, 9999) n, customer c"""));
        company.write(company.admin, session -> session.transaction().sql().execute("""
                INSERT INTO follow_up (id, version, owner_id, created_at, created_by, updated_at, updated_by, subject_object,
                                       subject_id, due_on, original_due_on, channel, state, rule, rule_version, step)
                SELECT uuidv7(), 1, c.owner_id, c.created_at, c.created_by, c.updated_at, c.updated_by, 'customer', c.id,
                       '2026-04-01', '2026-04-01', 'call', 'open', 'monthly', 1, 0
                FROM customer c WHERE c.name <> 'By hand'"""));

        definitions.publish(company, """
                [{"op": "test", "path": "/gradeScales/0/grades/3/key", "value": "d"},
                 {"op": "remove", "path": "/gradeScales/0/grades/3"},
                 {"op": "replace", "path": "/pools/0/reclaimAfterDays", "value": {"a": 15}}]""", new ValueMapping("customer", "grade", "d", "c"));

        List<Long> counts = company.write(
                company.admin, session -> session.transaction().sql().fetch("""
                        SELECT count(*) FROM follow_up WHERE state = 'open' AND rule = 'every_2_weeks' UNION ALL
                        SELECT count(DISTINCT subject_id) FROM follow_up WHERE state = 'open' UNION ALL
                        SELECT count(*) FROM follow_up WHERE state = 'cancelled' AND rule = 'monthly'
                            AND reason = 'Another rhythm applies now: Every 2 weeks.' UNION ALL
                        SELECT count(*) FROM customer WHERE grade = 'c'""").getValues(0, Long.class));
        assertThat(counts).containsExactly(10_000L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void leaveOneItemEachWhereTwoNodesPlanAtOnce() throws Exception {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        Company company = companies.found("direct-sales", SHANGHAI);
        List<UUID> customers = IntStream.range(0, 40)
                .mapToObj(number -> company.customer(company.li, "Customer " + number, "a"))
                .toList();
        company.write(company.admin, session -> session.transaction().sql().execute("DELETE FROM follow_up"));
        Callable<Boolean> node = () -> company.as(
                company.admin,
                () -> sessions.platform(session -> {
                    replanRecords.replan(session, session.model().object("customer"), customers, Set.of());
                    return true;
                }));

        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> done : nodes.invokeAll(List.of(node, node))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(customers)
                .allSatisfy(customer -> assertThat(company.followUps(customer)).hasSize(1));
    }
}
