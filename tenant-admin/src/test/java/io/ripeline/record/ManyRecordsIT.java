package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/// Records that are made together.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyRecordsIT {

    private static final String BOX = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "box", "label": {"en": "Box", "zh-CN": "箱"}, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "code", "label": {"en": "Code", "zh-CN": "码"}, "type": "text", "unique": true},
                {"key": "notes", "label": {"en": "Notes", "zh-CN": "备注"}, "type": "long_text"},
                {"key": "marks", "label": {"en": "Marks", "zh-CN": "标记"}, "type": "multi_select", "options": [
                  {"key": "a", "label": {"en": "A", "zh-CN": "甲"}}, {"key": "b", "label": {"en": "B", "zh-CN": "乙"}}]},
                {"key": "worth", "label": {"en": "Worth", "zh-CN": "价值"}, "type": "currency", "currency": "CNY"},
                {"key": "weight", "label": {"en": "Weight", "zh-CN": "重量"}, "type": "decimal"},
                {"key": "size", "label": {"en": "Size", "zh-CN": "大小"}, "type": "integer"},
                {"key": "packed_on", "label": {"en": "Packed", "zh-CN": "装箱"}, "type": "date"},
                {"key": "seen_at", "label": {"en": "Seen", "zh-CN": "所见"}, "type": "date_time"},
                {"key": "open", "label": {"en": "Open", "zh-CN": "开"}, "type": "boolean"},
                {"key": "label", "label": {"en": "Label", "zh-CN": "签"}, "type": "text"},
                {"key": "turns", "label": {"en": "Turns", "zh-CN": "轮"}, "type": "integer"}]}},
             {"op": "add", "path": "/automations", "value": [
               {"key": "stick", "object": "box", "label": {"en": "Stick", "zh-CN": "贴"}, "on": "created",
                "if": "size < 5", "then": [{"set": {"label": "name + '!'"}},
                 {"followUp": {"after": {"days": 3, "calendar": "calendar"}, "channel": "call"}}]},
               {"key": "wind", "object": "box", "label": {"en": "Wind", "zh-CN": "绕"}, "on": "created",
                "if": "size == 7", "then": [{"set": {"turns": "1"}}]},
               {"key": "spin", "object": "box", "label": {"en": "Spin", "zh-CN": "转"}, "on": "updated", "field": "turns",
                "then": [{"set": {"turns": "turns + 1"}}]}]}]""";

    private static final List<String> AWKWARD = List.of(
            "NULL",
            "null",
            "{}",
            "{a,b}",
            "\"",
            "\\",
            "\\\"",
            "a\\",
            "'; DROP TABLE customer; --",
            ",",
            " ",
            "\t",
            "line\nbreak\r\n",
            "张三 😀",
            "\u202Eright to left",
            "$1 {0} ?",
            "(1,2)");

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    private Person admin;

    @BeforeAll
    void publishTheBox() {
        Company company = companies.provision();
        admin = company.admin();
        company.publish(BOX);
    }

    private List<Attempt> make(List<Map<String, Object>> many) {
        return admin.write(session -> {
            ObjectModel object = session.model().object("box");
            List<NewRecord> wanted = many.stream()
                    .map(values -> new NewRecord(RecordChanges.of(values), Past.NONE))
                    .toList();
            return records.createAll(session, object, wanted, false, Cause.IMPORT);
        });
    }

    private static StoredRecord made(Attempt attempt) {
        return ((Attempt.Made) attempt).written().record();
    }

    private Map<String, Object> stored(Attempt attempt) {
        return admin.get("box", made(attempt).id()).values();
    }

    private static Map<String, Object> box(String name, long size) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("size", size);
        return values;
    }

    @Test
    void holdEveryTextAsItWasGiven() {
        List<Map<String, Object>> many = new ArrayList<>();
        AWKWARD.forEach(text -> {
            Map<String, Object> values = box("n" + text, 9);
            values.put("notes", text);
            many.add(values);
        });

        List<Attempt> attempts = make(many);

        assertThat(attempts).hasSameSizeAs(many);
        for (int index = 0; index < many.size(); index++) {
            assertThat(stored(attempts.get(index))).containsAllEntriesOf(many.get(index));
        }
    }

    @Test
    void holdValuesOfEveryType() {
        Map<String, Object> full = box("full", 9_007_199_254_740_993L);
        full.put("code", "C-1");
        full.put("marks", List.of("a", "b"));
        full.put("worth", new Money(new BigDecimal("1234567890123.45"), "CNY"));
        full.put("weight", new BigDecimal("-0.000001"));
        full.put("packed_on", LocalDate.of(1, 1, 1));
        full.put("seen_at", Instant.parse("9999-12-31T23:59:59.123456Z"));
        full.put("open", true);
        Map<String, Object> last = box("last", Long.MIN_VALUE);
        last.put("marks", List.of("b"));
        last.put("packed_on", LocalDate.of(9999, 12, 31));
        last.put("seen_at", Instant.parse("0001-01-01T00:00:00Z"));
        last.put("open", false);

        List<Attempt> attempts = make(List.of(full, box("bare", 9), last));

        assertThat(stored(attempts.get(0))).isEqualTo(full);
        assertThat(stored(attempts.get(1))).isEqualTo(box("bare", 9));
        assertThat(stored(attempts.get(2))).containsAllEntriesOf(last);
        assertThat(admin.sql(transaction -> Changes.of(
                                transaction, List.of(made(attempts.getFirst()).id())))
                        .values())
                .singleElement()
                .satisfies(changes -> assertThat(changes.getFirst().fields()).contains("marks", "worth", "open"));
    }

    @Test
    void areFollowedByTheAutomationsOfEach() {
        List<Attempt> attempts = make(List.of(box("one", 1), box("nine", 9), box("two", 2)));

        assertThat(attempts.stream().map(this::stored).map(values -> values.getOrDefault("label", "–")))
                .containsExactly("one!", "–", "two!");
        assertThat(attempts.stream().map(attempt -> followUps(made(attempt).id())))
                .containsExactly(1, 0, 1);
    }

    private int followUps(UUID id) {
        return admin.list(
                        "follow_up", new RecordQuery("subject_id == \"%s\"".formatted(id), null, null, 10, null, false))
                .items()
                .size();
    }

    @Test
    void leaveNothingOfOneThatAnAutomationFailsFor() {
        List<Map<String, Object>> many = new ArrayList<>(
                IntStream.range(0, 9).mapToObj(number -> box("b" + number, 1)).toList());
        many.set(4, box("wound", 7));

        List<Attempt> attempts = make(many);

        assertThat(attempts.get(4))
                .isInstanceOfSatisfying(
                        Attempt.Failed.class,
                        failed -> assertThat(failed.refused()).hasMessageContaining("more than 8 deep"));
        assertThat(attempts.stream().filter(Attempt.Made.class::isInstance)).hasSize(8);
        assertThat(searched()).isEqualTo(stands());
    }

    /// How many boxes the search knows, and how many there are.
    private int searched() {
        return admin.sql(transaction -> transaction
                .sql()
                .fetchCount(
                        DSL.table(DSL.name("_search")),
                        DSL.field(DSL.name("object"), String.class).eq("box")));
    }

    private int stands() {
        return admin.sql(transaction -> transaction.sql().fetchCount(DSL.table(DSL.name("box"))));
    }

    @Test
    void refuseOneWhoseUniqueValueAnotherOfThemHas() {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            Map<String, Object> values = box("u" + number, 9);
            values.put("code", number == 5 ? "u 2" : "u" + number);
            many.add(values);
        }

        List<Attempt> attempts = make(many);

        assertThat(attempts.subList(0, 5)).allMatch(Attempt.Made.class::isInstance);
        assertThat(attempts.get(5))
                .isInstanceOfSatisfying(
                        Attempt.Failed.class,
                        failed -> assertThat(failed.refused().code()).isEqualTo(RecordError.NOT_UNIQUE));
    }
}
