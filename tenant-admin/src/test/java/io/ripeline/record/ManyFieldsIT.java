package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// Objects far wider than the usual bound.
@WithCompanies
@TestPropertySource(properties = "ripeline.limits.fields-per-object=601")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyFieldsIT {

    private static final int FIELDS = 600;

    /// Every sixth field of a kind, some with conditions over others.
    private static final List<String> KINDS = List.of(
            "\"type\": \"text\"",
            "\"type\": \"decimal\"",
            "\"type\": \"currency\", \"currency\": \"CNY\"",
            "\"type\": \"date\"",
            "\"type\": \"boolean\"",
            "\"type\": \"multi_select\", \"options\": [{\"key\": \"a\", \"label\": L}, {\"key\": \"b\", \"label\": L}]");

    private static final List<String> VALUES =
            List.of("\"text %d\"", "\"%d.5\"", "%d", "\"2026-01-31\"", "true", "[\"b\", \"a\"]");

    @Autowired
    private Companies companies;

    private Company company;
    private Person admin;

    @BeforeAll
    void publish() {
        company = companies.provision();
        admin = company.admin();
        company.publish(object("wide", FIELDS, index -> KINDS.get(index % KINDS.size())));
    }

    private static String object(String key, int count, IntFunction<String> kind) {
        String fields = IntStream.range(0, count)
                .mapToObj(index -> "{\"key\": \"f%d\", \"label\": L, %s}".formatted(index, kind.apply(index)))
                .collect(Collectors.joining(",\n"));
        return """
                [{"op": "add", "path": "/objects/-", "value": {
                   "key": "KEY", "label": L, "nameField": "name", "visibility": "public", "fields": [
                    {"key": "name", "label": L, "type": "text"}, FIELDS]}}]""".replace("KEY", key)
                .replace("FIELDS", fields)
                .replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},")
                .replace("L}", "{\"en\": \"X\", \"zh-CN\": \"项\"}}");
    }

    private static String values(IntFunction<String> value) {
        return IntStream.range(0, FIELDS)
                .mapToObj(index -> "\"f%d\": %s".formatted(index, value.apply(index)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String full() {
        return values(index -> VALUES.get(index % VALUES.size()).formatted(index));
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    @Nested
    class ARecordOfSixHundredFields {

        @Test
        void isWrittenReadChangedAndFiltered() {
            UUID id = admin.create("wide", full()).id();

            admin.update("wide", id, values(index -> index % 6 == 0 ? "\"other %d\"".formatted(index) : "null"));
            admin.update("wide", id, "{\"f1\": \"7.5\"}");

            StoredRecord record = admin.get("wide", id);
            assertThat(record.values()).hasSize(FIELDS / 6 + 1).containsEntry("f594", "other 594");
            RecordQuery query =
                    new RecordQuery("f1 > 7 && f594 == \"other 594\" && !has(f599)", "f1,-f594", null, 10, null, true);
            assertThat(admin.list("wide", query).items())
                    .extracting(StoredRecord::id)
                    .containsExactly(id);
        }

        @Test
        void comesInPages() {
            for (int index = 0; index < 3; index++) {
                admin.create("wide", full());
            }

            RecordPage page = admin.list("wide", new RecordQuery(null, "-created_at", null, 2, null, false));

            assertThat(page.items())
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.values()).hasSize(FIELDS));
            assertThat(page.nextCursor()).isNotNull();
        }
    }

    @Test
    void aFieldIsAddedToSixHundred() {
        int last = admin.read(session -> session.model().definition().objects().size()) - 1;
        company.edit("""
                [{"op": "add", "path": "/objects/%d/fields/-", "value": {
                   "key": "one_more", "label": {"en": "X", "zh-CN": "项"}, "type": "text"}}]""".formatted(last));

        Refused refused = refused(() -> company.publish("[]"));

        assertThat(refused.violations())
                .extracting(
                        Violation::pointer,
                        Violation::code,
                        fault -> fault.message().en())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "/objects/%d/fields".formatted(last),
                        "too-many-fields",
                        "wide has 602 fields; this platform allows 601. Move some to an object of their own, or ask"
                                + " the platform's operator to raise the limit."));
    }

    @Test
    void moreLongTextsThanARowHoldsAreRefused() {
        Company other = companies.provision();
        other.publish(object("texts", FIELDS, index -> "\"type\": \"long_text\""));
        Person person = other.admin();
        String many = values(index -> "\"" + "瓜".repeat(200) + index + "\"");
        UUID id = person.create("texts", "{\"name\": \"a\"}").id();
        String before = Rows.hash(person, "texts", id);

        assertThat(refused(() -> person.create("texts", many)).code()).isEqualTo(RecordError.RECORD_TOO_LARGE);
        assertThat(refused(() -> person.update("texts", id, many)).code()).isEqualTo(RecordError.RECORD_TOO_LARGE);
        assertThat(Rows.hash(person, "texts", id)).isEqualTo(before);
    }
}
