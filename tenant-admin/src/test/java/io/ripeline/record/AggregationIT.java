package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.record.Aggregation.Group;
import io.ripeline.record.Aggregation.Groups;
import io.ripeline.record.Aggregation.Measure;
import io.ripeline.refusal.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Figures by parts of the calendar.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregationIT {

    private static final String HARVESTS = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "harvest", "label": {"en": "Harvest", "zh-CN": "收成"}, "nameField": "name",
               "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text"},
                {"key": "day", "label": {"en": "Day", "zh-CN": "日期"}, "type": "date"},
                {"key": "moment", "label": {"en": "Moment", "zh-CN": "时间"}, "type": "date_time"},
                {"key": "tons", "label": {"en": "Tons", "zh-CN": "吨"}, "type": "integer"}]}}]""";

    private static final List<String> MOMENTS =
            List.of("2026-01-31T15:59:59Z", "2026-01-31T16:00:00Z", "2026-03-29T00:59:59Z", "2026-12-31T23:30:00Z");

    @Autowired
    private Companies companies;

    @Autowired
    private Aggregation aggregation;

    private Company company;
    private Person admin;

    @BeforeAll
    void harvest() {
        company = companies.provision();
        admin = company.admin();
        company.publish(HARVESTS);
        for (String moment : MOMENTS) {
            admin.create(
                    "harvest",
                    "{\"day\": \"%s\", \"moment\": \"%s\", \"tons\": 2}".formatted(moment.substring(0, 10), moment));
        }
        admin.create("harvest", "{\"day\": \"0001-01-01\", \"tons\": 5}");
        admin.create("harvest", "{\"day\": \"9999-12-31\"}");
        admin.create("harvest", "{\"name\": \"none\"}");
    }

    private Groups groups(String groupBy, @Nullable String filter) {
        return admin.read(session -> aggregation.groups(
                session,
                session.model().object("harvest"),
                List.of(groupBy),
                List.of(new Measure("count", null, null), new Measure("sum", "tons", null)),
                filter));
    }

    private static Map<String, Long> counts(Groups groups, String key) {
        Map<String, Long> counts = new TreeMap<>();
        for (Group group : groups.groups()) {
            counts.put(
                    String.valueOf(group.key().get(key)), (Long) group.figures().get("count"));
        }
        return counts;
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    @Test
    void areOfTheMonthThatTheDayFallsInto() {
        Groups groups = groups("day:month", null);

        assertThat(counts(groups, "day:month"))
                .isEqualTo(Map.of(
                        "0001-01-01",
                        1L,
                        "2026-01-01",
                        2L,
                        "2026-03-01",
                        1L,
                        "2026-12-01",
                        1L,
                        "9999-12-01",
                        1L,
                        "null",
                        1L));
        assertThat(groups.more()).isFalse();
        assertThat(groups.groups().getLast().key().get("day:month")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"day, 2026-03-29", "week, 2026-03-23", "month, 2026-03-01", "quarter, 2026-01-01", "year, 2026-01-01"})
    void areNamedByTheFirstDayOfThePart(String part, LocalDate first) {
        Groups groups = groups("day:" + part, "day == date(\"2026-03-29\")");

        assertThat(groups.groups()).hasSize(1);
        assertThat(groups.groups().getFirst().key()).containsEntry("day:" + part, first);
    }

    @Test
    void takeInstantsAsTheCompanysClockShowsThem() {
        Map<String, Long> expected = new TreeMap<>();
        MOMENTS.forEach(moment -> expected.merge(
                company.tenant().dateAt(Instant.parse(moment)).withDayOfMonth(1).toString(), 1L, Long::sum));

        assertThat(counts(groups("moment:month", "has(moment)"), "moment:month"))
                .isEqualTo(expected);
        assertThat(company.tenant().timeZone().getId()).isNotEqualTo("UTC");
    }

    @Test
    void takeTheTimesOfTheRecordItself() {
        assertThat(counts(groups("created_at:year", null), "created_at:year"))
                .hasSize(1)
                .containsValue(7L);
        assertThat(counts(groups("created_by", null), "created_by"))
                .isEqualTo(Map.of(admin.id().toString(), 7L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "day:hour",
                "day:",
                "tons:month",
                "name:year",
                "day:month:year",
                "day:MONTH",
                "day:month'); --",
                "owner_id:day"
            })
    void refuseAnotherPart(String groupBy) {
        Refused refused = refused(() -> groups(groupBy, null));

        assertThat(refused.code().code()).isEqualTo("measure-invalid");
        assertThat(refused.violations().getFirst().pointer()).isEqualTo("/groupBy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour:month", ":month", "", "deleted_at:day", "day\"", "\uD800"})
    void refuseAnUnknownField(String groupBy) {
        assertThat(refused(() -> groups(groupBy, null)).code().code()).isEqualTo("unknown-field");
    }

    @Test
    void refuseAFigureCalledLikeTheKey() {
        List<Measure> measures = Arrays.asList(new Measure("count", null, "key"));

        Refused refused = refused(() -> admin.read(
                session -> aggregation.groups(session, session.model().object("harvest"), List.of(), measures, null)));

        assertThat(refused.code().code()).isEqualTo("measure-invalid");
    }
}
