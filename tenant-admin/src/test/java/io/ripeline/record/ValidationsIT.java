package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationsIT {

    private static final String TRUCK = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "truck", "label": L, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "load", "label": {"en": "Load", "zh-CN": "载重"}, "type": "integer", "max": 100},
                {"key": "leaves", "label": L, "type": "date"},
                {"key": "arrives", "label": L, "type": "date"}],
               "validations": [
                {"key": "in_order", "label": {"en": "Days in order", "zh-CN": "日期顺序"}, "when": "arrives < leaves",
                 "message": {"en": "It arrives after it leaves.", "zh-CN": "到达应晚于出发。"}},
                {"key": "not_empty", "when": "load <= 0",
                 "message": {"en": "Load something.", "zh-CN": "请装货。"}},
                {"key": "half", "label": {"en": "Half full", "zh-CN": "半载"}, "when": "load < 50", "severity": "warn",
                 "message": {"en": "Wait for more.", "zh-CN": "建议等待。"}}]}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @Autowired
    private Companies companies;

    private Company company;
    private Person admin;

    @BeforeAll
    void begin() {
        company = companies.provision();
        company.publish(TRUCK);
        admin = company.admin();
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private UUID truck(String values) {
        return admin.create("truck", values).id();
    }

    @Test
    void refuseAWriteThatBreaksThemAllAtOnce() {
        Refused refused = refused(
                () -> truck("{\"name\": \"a\", \"load\": 0, \"leaves\": \"2026-03-02\", \"arrives\": \"2026-03-01\"}"));

        assertThat(refused.code()).isEqualTo(RecordError.VALIDATION_FAILED);
        assertThat(refused.violations())
                .extracting(
                        Violation::pointer,
                        Violation::code,
                        fault -> fault.message().en())
                .containsExactly(
                        tuple("/values", "validation-failed", "It arrives after it leaves."),
                        tuple("/values/load", "validation-failed", "Load something."));
    }

    @Test
    void comeBackTogetherWithTheOtherFaults() {
        Refused refused =
                refused(() -> truck("{\"load\": 101, \"leaves\": \"2026-03-02\", \"arrives\": \"2026-03-01\"}"));

        assertThat(refused.code()).isEqualTo(RecordError.RECORD_INVALID);
        assertThat(refused.violations())
                .extracting(Violation::code)
                .containsExactly("out-of-range", "required", "validation-failed");
    }

    @Test
    void holdOnAChangeAndChangeNothing() {
        UUID id = truck("{\"name\": \"a\", \"leaves\": \"2026-03-02\"}");
        String before = Rows.hash(admin, "truck", id);

        Refused refused = refused(() -> admin.update("truck", id, "{\"arrives\": \"2026-03-01\"}"));

        assertThat(refused.code()).isEqualTo(RecordError.VALIDATION_FAILED);
        assertThat(Rows.hash(admin, "truck", id)).isEqualTo(before);
    }

    @Test
    void onlyWarnWhereTheySaySo() {
        UUID id = truck("{\"name\": \"a\", \"load\": 80}");

        Written written = admin.update("truck", id, "{\"load\": 40}");

        assertThat(written.record().values()).containsEntry("load", 40L);
        assertThat(written.warnings())
                .extracting(warning -> warning.criterion().key(), Unmet::fields)
                .containsExactly(tuple("half", java.util.List.of("load")));
    }

    @Test
    void areNoFaultWithoutAVerdict() {
        UUID id = truck("{\"name\": \"a\"}");

        assertThat(admin.get("truck", id).values()).containsOnlyKeys("name");
    }

    @Test
    void areNotAskedOfThePlatformsOwnSteps() {
        UUID id = truck("{\"name\": \"a\", \"leaves\": \"2026-03-02\"}");

        admin.update("truck", id, "{\"arrives\": \"2026-03-01\"}", Cause.RHYTHM);

        assertThat(admin.get("truck", id).values()).containsKey("arrives");
    }

    @Test
    void areAskedOfAnImport() {
        UUID id = truck("{\"name\": \"a\", \"leaves\": \"2026-03-02\"}");

        Refused refused = refused(() -> admin.update("truck", id, "{\"arrives\": \"2026-03-01\"}", Cause.IMPORT));

        assertThat(refused.code()).isEqualTo(RecordError.VALIDATION_FAILED);
    }
}
