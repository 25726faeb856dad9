package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Money;
import io.ripeline.refusal.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComputedValuesIT {

    /// Crates that hold bottles: what is computed of a bottle, and of the bottles in a crate.
    static final String CELLAR = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "crate", "label": {"en": "Crate", "zh-CN": "箱"}, "nameField": "name",
               "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "limit", "label": {"en": "Limit", "zh-CN": "上限"}, "type": "integer"},
                {"key": "inside", "label": {"en": "Crate around it", "zh-CN": "外箱"}, "type": "lookup", "target": "crate", "reverse": "crates"},
                {"key": "bottles", "label": {"en": "Bottles", "zh-CN": "瓶数"}, "type": "rollup", "rollup": {"of": "contents", "function": "count"}},
                {"key": "full", "label": {"en": "Full bottles", "zh-CN": "满瓶"}, "type": "rollup", "rollup": {"of": "contents", "function": "count", "where": "level >= 90.0"}},
                {"key": "worth", "label": {"en": "Worth", "zh-CN": "价值"}, "type": "rollup", "rollup": {"of": "contents", "function": "sum", "field": "price"}},
                {"key": "yuan", "label": {"en": "Worth in yuan", "zh-CN": "人民币价值"}, "type": "rollup", "currency": "CNY", "rollup": {"of": "contents", "function": "sum", "field": "price"}},
                {"key": "mean", "label": {"en": "Mean price", "zh-CN": "均价"}, "type": "rollup", "rollup": {"of": "contents", "function": "avg", "field": "price"}},
                {"key": "level", "label": {"en": "Mean level", "zh-CN": "平均液位"}, "type": "rollup", "rollup": {"of": "contents", "function": "avg", "field": "level"}},
                {"key": "oldest", "label": {"en": "Oldest", "zh-CN": "最早"}, "type": "rollup", "rollup": {"of": "contents", "function": "min", "field": "filled_on"}},
                {"key": "seen", "label": {"en": "Last seen", "zh-CN": "最近查看"}, "type": "rollup", "rollup": {"of": "contents", "function": "max", "field": "seen_at"}},
                {"key": "grams", "label": {"en": "Grams", "zh-CN": "克"}, "type": "rollup", "rollup": {"of": "contents", "function": "sum", "field": "heavy"}},
                {"key": "inner", "label": {"en": "Inner crates", "zh-CN": "内箱数"}, "type": "rollup", "rollup": {"of": "crates", "function": "count"}},
                {"key": "calls", "label": {"en": "Calls", "zh-CN": "电话次数"}, "type": "rollup", "rollup": {"of": "activities", "function": "count", "where": "kind == 'call'"}},
                {"key": "overfull", "label": {"en": "Overfull", "zh-CN": "超装"}, "type": "formula", "result": "boolean", "formula": "bottles > limit"}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "bottle", "label": {"en": "Bottle", "zh-CN": "瓶"}, "nameField": "name",
               "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "crate", "label": {"en": "Crate", "zh-CN": "箱"}, "type": "lookup", "target": "crate", "reverse": "contents"},
                {"key": "price", "label": {"en": "Price", "zh-CN": "价格"}, "type": "currency", "currency": "CNY"},
                {"key": "level", "label": {"en": "Level", "zh-CN": "液位"}, "type": "percent"},
                {"key": "filled_on", "label": {"en": "Filled on", "zh-CN": "装瓶日"}, "type": "date"},
                {"key": "seen_at", "label": {"en": "Seen at", "zh-CN": "查看时间"}, "type": "date_time"},
                {"key": "title", "label": {"en": "Title", "zh-CN": "标题"}, "type": "formula", "result": "text", "formula": "name + ' (' + shout + ')'"},
                {"key": "shout", "label": {"en": "Shout", "zh-CN": "呼"}, "type": "formula", "result": "text", "formula": "level > 50.0 ? 'much' : 'little'"},
                {"key": "net", "label": {"en": "Net price", "zh-CN": "净价"}, "type": "formula", "result": "currency", "currency": "CNY", "formula": "price / 1.19"},
                {"key": "heavy", "label": {"en": "Grams", "zh-CN": "克"}, "type": "formula", "result": "integer", "formula": "size(name) * 100"},
                {"key": "drink_on", "label": {"en": "Drink on", "zh-CN": "饮用日"}, "type": "formula", "result": "date", "formula": "filled_on + duration('24h')"},
                {"key": "rest", "label": {"en": "Rest", "zh-CN": "余量"}, "type": "formula", "result": "percent", "formula": "100.0 - level"}]}}]""";

    @Autowired
    private Companies companies;

    private Company company;
    private Person admin;

    @BeforeAll
    void publishTheCellar() {
        company = companies.provision();
        admin = company.admin();
        company.publish(CELLAR);
    }

    private UUID crate() {
        return admin.create("crate", "{\"name\": \"Crate\"}").id();
    }

    private UUID bottle(UUID crate, String values) {
        return admin.create(
                        "bottle",
                        "{\"name\": \"B\", \"crate\": \"%s\"%s}"
                                .formatted(crate, values.isEmpty() ? "" : ", " + values))
                .id();
    }

    private Map<String, Object> values(String object, UUID id) {
        return admin.get(object, id).values();
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    @Nested
    class AFormula {

        @Test
        void isComputedWithTheRecord() {
            StoredRecord written = admin.create(
                    "bottle",
                    "{\"name\": \"Riesling\", \"price\": 100, \"level\": 80.5, \"filled_on\": \"2026-02-28\"}");

            assertThat(admin.get("bottle", written.id()).values())
                    .isEqualTo(written.values())
                    .containsEntry("title", "Riesling (much)")
                    .containsEntry("shout", "much")
                    .containsEntry("net", money("84.03", "CNY"))
                    .containsEntry("heavy", 800L)
                    .containsEntry("drink_on", LocalDate.of(2026, 3, 1))
                    .containsEntry("rest", new BigDecimal("19.5"));
        }

        @Test
        void hasNoValueWhereItLacksOne() {
            Map<String, Object> values =
                    admin.create("bottle", "{\"name\": \"Bare\"}").values();

            assertThat(values)
                    .doesNotContainKeys("title", "shout", "net", "drink_on", "rest")
                    .containsEntry("heavy", 400L);
        }

        @Test
        void followsWhatItReadsAndStandsInTheHistoryOfThatWrite() {
            UUID id = admin.create("bottle", "{\"name\": \"Wine\", \"level\": 80}")
                    .id();

            admin.update("bottle", id, "{\"level\": 20}");

            assertThat(values("bottle", id))
                    .containsEntry("title", "Wine (little)")
                    .containsEntry("rest", new BigDecimal("80"));
            assertThat(lastChange(id)).isEqualTo("level,rest,shout,title");
        }

        private String lastChange(UUID id) {
            return admin.sql(
                    transaction -> String.valueOf(transaction.sql().fetchValue("""
                    SELECT array_to_string(fields, ',') FROM _change WHERE record_id = {0} ORDER BY version DESC LIMIT 1""", org.jooq.impl.DSL.val(id))));
        }

        @Test
        void isNeverWritten() {
            UUID id = admin.create("bottle", "{\"name\": \"Wine\"}").id();
            String before = Rows.hash(admin, "bottle", id);

            Refused created = refused(() -> admin.create("bottle", "{\"name\": \"x\", \"heavy\": 3}"));
            Refused updated = refused(() -> admin.update("bottle", id, "{\"title\": \"x\", \"heavy\": 1}"));

            assertThat(created.code()).isEqualTo(RecordError.FIELD_DERIVED);
            assertThat(updated.code()).isEqualTo(RecordError.FIELD_DERIVED);
            assertThat(updated.violations())
                    .extracting(violation -> violation.pointer() + " " + violation.code() + " "
                            + violation.message().en())
                    .containsExactlyInAnyOrder(
                            "/values/title field-derived Title: This value is computed from others; leave it out.",
                            "/values/heavy field-derived Grams: This value is computed from others; leave it out.");
            assertThat(Rows.hash(admin, "bottle", id)).isEqualTo(before);
        }

        @Test
        void mayComeBackAsItWasRead() {
            UUID id = admin.create("bottle", "{\"name\": \"Wine\"}").id();

            admin.update("bottle", id, "{\"heavy\": 400, \"name\": \"Beers\"}");

            assertThat(values("bottle", id)).containsEntry("heavy", 500L);
        }

        @ParameterizedTest
        @CsvSource({
            "heavy == 3100, heavy",
            "net > 5000.0, -net",
            "title.startsWith('Château Pétrus the very old one (m'), title",
            "drink_on == date('2019-05-02'), drink_on",
        })
        void isFilteredAndSortedBy(String filter, String sort) {
            UUID id = admin.create(
                            "bottle",
                            "{\"name\": \"Château Pétrus the very old one\", \"price\": 9999, \"level\": 77, \"filled_on\": \"2019-05-01\"}")
                    .id();

            RecordPage page = admin.list("bottle", new RecordQuery(filter, sort, null, 10, null, true));

            assertThat(page.items()).extracting(StoredRecord::id).contains(id);
            assertThat(page.items())
                    .allSatisfy(each -> assertThat(each.values()).containsEntry("heavy", 3100L));
        }
    }

    @Nested
    class ARollUp {

        @Test
        void beginsWithNothing() {
            assertThat(values("crate", crate()))
                    .containsEntry("bottles", 0L)
                    .containsEntry("full", 0L)
                    .containsEntry("worth", money("0", "CNY"))
                    .containsEntry("grams", 0L)
                    .doesNotContainKeys("mean", "level", "oldest", "seen", "overfull");
        }

        @Test
        void takesInWhatPointsToIt() {
            UUID crate = crate();
            bottle(
                    crate,
                    "\"price\": \"10.10\", \"level\": 100, \"filled_on\": \"2025-01-02\", \"seen_at\": \"2026-01-01T00:00:00Z\"");
            bottle(
                    crate,
                    "\"price\": \"0.25\", \"level\": 50, \"filled_on\": \"2024-01-02\", \"seen_at\": \"2026-03-01T00:00:00Z\"");
            bottle(crate, "\"level\": 90");

            assertThat(values("crate", crate))
                    .containsEntry("bottles", 3L)
                    .containsEntry("full", 2L)
                    .containsEntry("worth", money("10.35", "CNY"))
                    .containsEntry("yuan", money("10.35", "CNY"))
                    .containsEntry("mean", money("5.18", "CNY"))
                    .containsEntry("level", new BigDecimal("80"))
                    .containsEntry("oldest", LocalDate.of(2024, 1, 2))
                    .containsEntry("seen", Instant.parse("2026-03-01T00:00:00Z"))
                    .containsEntry("grams", 300L);
        }

        @Test
        void leavesTheRecordsVersionAndHistoryAlone() {
            UUID crate = crate();
            StoredRecord before = admin.get("crate", crate);

            bottle(crate, "\"price\": 1");

            StoredRecord after = admin.get("crate", crate);
            assertThat(after.version()).isEqualTo(before.version());
            assertThat(after.updatedAt()).isEqualTo(before.updatedAt());
            assertThat(after.values()).containsEntry("bottles", 1L);
            int changes = admin.sql(transaction -> transaction
                    .sql()
                    .fetchCount(table("_change"), field("record_id", UUID.class).eq(crate)));
            assertThat(changes).isEqualTo(1);
        }

        @Test
        void followsWhatMovesBetweenRecords() {
            UUID one = crate();
            UUID other = crate();
            UUID bottle = bottle(one, "\"price\": 7");

            admin.update("bottle", bottle, "{\"crate\": \"%s\"}".formatted(other));

            assertThat(values("crate", one)).containsEntry("bottles", 0L).containsEntry("worth", money("0", "CNY"));
            assertThat(values("crate", other)).containsEntry("bottles", 1L).containsEntry("worth", money("7", "CNY"));

            admin.update("bottle", bottle, "{\"crate\": null}");

            assertThat(values("crate", other)).containsEntry("bottles", 0L);
        }

        @Test
        void addsNoAmountsOfSeveralCurrencies() {
            UUID crate = crate();
            bottle(crate, "\"price\": 7");
            UUID foreign = bottle(crate, "\"price\": {\"amount\": 3, \"currency\": \"USD\"}");

            assertThat(values("crate", crate))
                    .doesNotContainKeys("worth", "mean")
                    .containsEntry("yuan", money("7", "CNY"));

            admin.update("bottle", foreign, "{\"price\": 3}");

            assertThat(values("crate", crate)).containsEntry("worth", money("10", "CNY"));
        }

        @Test
        void feedsTheFormulasOfItsRecord() {
            UUID crate =
                    admin.create("crate", "{\"name\": \"Small\", \"limit\": 1}").id();
            assertThat(values("crate", crate)).containsEntry("overfull", false);

            bottle(crate, "");
            bottle(crate, "");

            assertThat(values("crate", crate)).containsEntry("overfull", true);
        }

        @Test
        void countsWhatIsAboutItsRecord() {
            UUID crate = crate();

            admin.create("activity", "{\"kind\": \"call\"}", new Subject("crate", crate));
            admin.create("activity", "{\"kind\": \"visit\"}", new Subject("crate", crate));

            assertThat(values("crate", crate)).containsEntry("calls", 1L);
        }

        @Test
        void countsRecordsOfItsOwnObject() {
            UUID outer = crate();
            UUID inner = admin.create("crate", "{\"name\": \"Inner\", \"inside\": \"%s\"}".formatted(outer))
                    .id();

            assertThat(values("crate", outer)).containsEntry("inner", 1L);
            assertThat(values("crate", inner)).containsEntry("inner", 0L);
        }

        @Test
        void isNeverWritten() {
            UUID crate = crate();

            assertThat(refused(() -> admin.update("crate", crate, "{\"bottles\": 4}"))
                            .code())
                    .isEqualTo(RecordError.FIELD_DERIVED);
        }

        @Test
        void isFilteredSortedAndSummedBy() {
            UUID crate = crate();
            bottle(crate, "\"price\": 123456");

            RecordPage page = admin.list(
                    "crate", new RecordQuery("worth == 123456.0 && bottles == 1", "-worth", null, 10, null, true));

            assertThat(page.items()).extracting(StoredRecord::id).containsExactly(crate);
        }
    }

    @Nested
    class TwoCompanies {

        @Test
        void computeTheirOwnRecordsOnly() {
            Person stranger = companies.provision().admin();
            UUID crate = crate();
            bottle(crate, "\"price\": 1");

            List<String> objects = stranger.read(session ->
                    session.model().objects().stream().map(each -> each.key()).toList());

            assertThat(objects).doesNotContain("crate", "bottle");
            assertThat(values("crate", crate)).containsEntry("bottles", 1L);
        }
    }
}
