package io.ripeline.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.GradeFigures;
import io.ripeline.record.GradeFigures.Conversion;
import io.ripeline.record.GradeFigures.Count;
import io.ripeline.record.Grades;
import io.ripeline.record.Precondition;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class AutomaticGradesIT {

    private static final String SCALE = """
            [{"op": "add", "path": "/gradeScales/0/grades/0/criteria", "value": [
               {"key": "met", "label": L, "when": "activities.exists(a, a.kind == \\"visit\\")"}]},
             {"op": "add", "path": "/gradeScales/0/grades/2/criteria", "value": [
               {"key": "reached", "label": L, "when": "has(phone)"}]},
             {"op": "add", "path": "/gradeScales/0/grades/3/criteria", "value": [
               {"key": "named", "label": L, "when": "has(name)"}]}MODE]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"名\"},");
    private static final String AUTOMATIC =
            SCALE.replace("MODE", ", {\"op\": \"add\", \"path\": \"/gradeScales/0/mode\", \"value\": \"automatic\"}");

    @Autowired
    private Companies companies;

    @Autowired
    private Grades grades;

    @Autowired
    private GradeFigures figures;

    @Autowired
    private Regrading regrading;

    @Autowired
    private DailyGrades dailyGrades;

    @Autowired
    private RegradeRecords regradeRecords;

    @Autowired
    private MovableClock clock;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
    }

    private UUID customer(String values) {
        return admin.create("customer", values).id();
    }

    private String grade(UUID customer) {
        return String.valueOf(admin.get("customer", customer).values().get("grade"));
    }

    private void choose(UUID customer, String grade, @Nullable LocalDate until) {
        admin.write(session -> grades.choose(
                session,
                session.model().object("customer"),
                customer,
                new Grades.Choice(grade, new Grades.Until(until), "met at the fair"),
                Precondition.NONE));
    }

    private LocalDate today() {
        return admin.read(session -> session.moment().today());
    }

    private void day() {
        admin.call(() -> dailyGrades.run((done, total) -> {}));
    }

    @Test
    void areTakenWithinTheWrite() {
        company.publish(AUTOMATIC);
        UUID customer = customer("{\"name\": \"Northern\"}");
        assertThat(grade(customer)).isEqualTo("d");

        admin.update("customer", customer, "{\"phone\": \"13812345678\"}");
        assertThat(grade(customer)).isEqualTo("c");
    }

    @Test
    void followWhatHappensAroundTheRecord() {
        company.publish(AUTOMATIC);
        UUID customer = customer("{\"name\": \"Northern\"}");

        UUID visit = admin.create("activity", "{\"kind\": \"visit\"}", new Subject("customer", customer))
                .id();
        assertThat(grade(customer)).isEqualTo("a");

        admin.delete("activity", visit);
        assertThat(grade(customer)).isEqualTo("d");
    }

    @Test
    void leaveWhatAPersonChoseUntilItsDay() {
        company.publish(AUTOMATIC);
        UUID customer = customer("{\"name\": \"Northern\"}");
        choose(customer, "b", today().plusDays(2));

        admin.update("customer", customer, "{\"phone\": \"13812345678\"}");
        day();
        assertThat(grade(customer)).isEqualTo("b");

        clock.advance(Duration.ofDays(2));
        day();
        assertThat(grade(customer)).isEqualTo("c");
    }

    @Test
    void leaveAChoiceWithoutAnEnd() {
        company.publish(AUTOMATIC);
        UUID chosen = customer("{\"name\": \"Northern\"}");
        choose(chosen, "b", null);
        UUID made = customer("{\"name\": \"Southern\", \"grade\": \"a\"}");

        admin.update("customer", chosen, "{\"phone\": \"13812345678\"}");
        clock.advance(Duration.ofDays(40));
        day();

        assertThat(grade(chosen)).isEqualTo("b");
        assertThat(grade(made)).isEqualTo("a");
    }

    @Test
    void refuseAnEndThatIsNotAhead() {
        company.publish(AUTOMATIC);
        UUID customer = customer("{\"name\": \"Northern\"}");

        Refused refused = catchThrowableOfType(Refused.class, () -> choose(customer, "b", today()));

        assertThat(refused.code().code()).isEqualTo("until-invalid");
        assertThat(grade(customer)).isEqualTo("d");
    }

    @Test
    void areGivenToEverybodyAfterAPublish() {
        UUID customer = customer("{\"name\": \"Northern\", \"phone\": \"13812345678\"}");
        company.publish(SCALE.replace("MODE", ""));

        Regrading.Preview preview =
                admin.read(session -> regrading.preview(session, session.model().object("customer"), null));
        assertThat(preview.records()).isEqualTo(1);
        assertThat(preview.changes())
                .extracting(Regrading.Count::from, Regrading.Count::to, Regrading.Count::count)
                .containsExactly(tuple(null, "c", 1L));
        assertThat(grade(customer)).isEqualTo("null");

        company.publish("[{\"op\": \"add\", \"path\": \"/gradeScales/0/mode\", \"value\": \"automatic\"}]");
        List<UUID> entries = admin.sql(transaction ->
                transaction.sql().fetch("SELECT id FROM _regrading").getValues(0, UUID.class));
        entries.forEach(entry -> admin.call(() -> regradeRecords.run(job(entry), (done, total) -> {})));

        assertThat(grade(customer)).isEqualTo("c");
    }

    private io.ripeline.job.Job job(UUID subject) {
        return new io.ripeline.job.Job(
                subject,
                company.tenant().id(),
                admin.id(),
                "regrade",
                subject,
                io.ripeline.job.JobState.RUNNING,
                0,
                null,
                null,
                1,
                clock.instant(),
                null,
                null);
    }

    @Test
    void areCountedAtAnyDayWithTheOwnersOfThen() {
        Person rep = company.hire("Lily", "rep", null);
        UUID customer = customer("{\"name\": \"Northern\", \"grade\": \"c\"}");
        clock.advance(Duration.ofDays(3));
        admin.update("customer", customer, "{\"grade\": \"b\"}");
        admin.giveTo(rep.id(), "customer", customer);

        List<Count> before = counts(admin, Duration.ofDays(1));
        List<Count> now = counts(admin, Duration.ofMinutes(-1));

        assertThat(before).containsExactly(new Count(admin.id(), "c", 1));
        assertThat(now).containsExactly(new Count(rep.id(), "b", 1));
        assertThat(counts(company.hire("Mia", "rep", null), Duration.ofMinutes(-1)))
                .isEmpty();
        List<Conversion> conversions = admin.read(session -> figures.conversions(
                session,
                customers(session),
                clock.instant().minus(Duration.ofDays(9)),
                clock.instant().plusSeconds(9)));
        assertThat(conversions)
                .extracting(Conversion::from, Conversion::to, Conversion::count)
                .containsExactly(tuple("c", "b", 1L));
        assertThat(conversions.getFirst().medianDays()).isEqualByComparingTo("3.0");
    }

    private List<Count> counts(Person who, Duration ago) {
        return who.read(session -> figures.distribution(
                session, customers(session), clock.instant().minus(ago)));
    }

    private static ObjectModel customers(io.ripeline.record.Session session) {
        return session.model().object("customer");
    }
}
