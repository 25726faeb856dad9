package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Criterion;
import io.ripeline.record.GradeSuggestion.Weighed;
import io.ripeline.refusal.Refused;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class GradesIT {

    private static final String PATCH = """
            [{"op": "add", "path": "/gradeScales/0/grades/0/criteria", "value": [
               {"key": "named", "label": L, "when": "has(name)"},
               {"key": "reached", "label": L, "message": L, "when": "has(phone)"}]},
             {"op": "add", "path": "/gradeScales/0/grades/2/criteria", "value": [
               {"key": "named", "label": L, "when": "has(name)"}]},
             {"op": "add", "path": "/gradeScales/0/minimumHoldDays", "value": 7}]""".replace("L,", "{\"zh-CN\": \"名\", \"en\": \"Name\"},");

    @Autowired
    private Companies companies;

    @Autowired
    private Grades grades;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
        company.publish(PATCH);
    }

    private GradeSuggestion suggestion(UUID customer) {
        return admin.read(session -> grades.suggest(session, session.model().object("customer"), customer));
    }

    @Test
    void suggestsTheRipestGradeAllOfWhoseCriteriaHold() {
        UUID customer = admin.create("customer", "{\"name\": \"Northern Foods\", \"grade\": \"d\"}")
                .id();

        assertThat(suggestion(customer).current()).isEqualTo("d");
        assertThat(suggestion(customer).suggested()).isEqualTo("c");

        admin.update("customer", customer, "{\"phone\": \"13812345678\"}");
        assertThat(suggestion(customer).suggested()).isEqualTo("a");
    }

    @Test
    void saysWhatIsMetAndWhatIsMissing() {
        UUID customer =
                admin.create("customer", "{\"name\": \"Northern Foods\"}").id();

        Weighed ripest = suggestion(customer).grades().getFirst();

        assertThat(ripest.grade().key()).isEqualTo("a");
        assertThat(ripest.met()).extracting(Criterion::key).containsExactly("named");
        assertThat(ripest.unmet()).singleElement().satisfies(unmet -> {
            assertThat(unmet.criterion().key()).isEqualTo("reached");
            assertThat(unmet.missing()).containsExactly("phone");
        });
    }

    @Test
    void neverSuggestsAGradeWithoutCriteria() {
        UUID customer =
                admin.create("customer", "{\"name\": \"Northern Foods\"}").id();

        assertThat(suggestion(customer).grades())
                .filteredOn(weighed -> weighed.grade().key().equals("b"))
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.unmet()).isEmpty());
        assertThat(suggestion(customer).suggested()).isEqualTo("c");
    }

    @Test
    void saysUntilWhenAGradeIsKept() {
        UUID customer = admin.create("customer", "{\"name\": \"Northern Foods\", \"grade\": \"d\"}")
                .id();

        LocalDate inAWeek = admin.read(session -> session.moment().today().plusDays(7));
        assertThat(suggestion(customer).heldUntil()).isEqualTo(inAWeek);
    }

    @Test
    void isRefusedForAnObjectWithoutGrades() {
        UUID deal = admin.create("deal", "{\"name\": \"Racking\"}").id();

        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> admin.read(
                        session -> grades.suggest(session, session.model().object("deal"), deal)));

        assertThat(refused.code().code()).isEqualTo("no-grade-scale");
    }

    @Test
    void isNotToldOfARecordThatTheMemberDoesNotSee() {
        UUID customer =
                admin.create("customer", "{\"name\": \"Northern Foods\"}").id();
        Person rep = company.hire("Lily", "rep", null);

        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> rep.read(
                        session -> grades.suggest(session, session.model().object("customer"), customer)));

        assertThat(refused.code().code()).isEqualTo("record-not-found");
    }
}
