package io.ripeline.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.record.Cause;
import io.ripeline.record.DuplicateMatch;
import io.ripeline.record.Past;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicatesIT {

    private static final String SHOP = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "shop", "label": L, "nameField": "name", "visibility": "private", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "phone", "label": L, "type": "phone"},
                {"key": "tax_no", "label": L, "type": "text"},
                {"key": "street", "label": L, "type": "text"},
                {"key": "open", "label": L, "type": "boolean"}],
               "duplicates": [
                {"key": "same_phone", "label": {"en": "Same phone", "zh-CN": "电话相同"}, "fields": ["phone"],
                 "match": "normalised", "action": "block"},
                {"key": "same_company", "fields": ["name"], "match": "normalised", "action": "warn",
                 "message": {"en": "Look there first.", "zh-CN": "请先查看。"}},
                {"key": "alike", "fields": ["name", "street"], "match": "fuzzy", "threshold": 0.6, "action": "warn"},
                {"key": "same_tax_no", "fields": ["tax_no"], "match": "exact", "action": "block",
                 "when": "open"}]}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    @Autowired
    private Duplicates duplicates;

    private Company company;
    private Person admin;
    private Person ann;
    private Person bob;

    @BeforeAll
    void begin() {
        company = companies.provision();
        company.publish(SHOP);
        admin = company.admin();
        ann = company.hire("Ann", "rep", null);
        bob = company.hire("Bob", "rep", null);
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    @SuppressWarnings("unchecked")
    private static List<DuplicateMatch> matches(Refused refused) {
        return (List<DuplicateMatch>)
                Objects.requireNonNull(refused.extensions().get("matches"));
    }

    private static Written make(Person person, Records records, String values, Cause cause) {
        return person.write(session -> records.create(
                session, session.model().object("shop"), Person.changes(session, "shop", values), cause, Past.NONE));
    }

    private List<DuplicateMatch> asked(Person person, String values) {
        return person.read(session -> duplicates.find(
                session,
                session.model().object("shop"),
                records.supposed(
                        session, session.model().object("shop"), null, Person.changes(session, "shop", values))));
    }

    @Nested
    class ABlockingRule {

        @Test
        void refusesASecondRecordAndSaysWhoseTheFirstIs() {
            UUID first = ann.create("shop", "{\"name\": \"Lotus\", \"phone\": \"+86 138 0000 0001\"}")
                    .id();

            Refused refused = refused(() -> ann.create("shop", "{\"name\": \"Rose\", \"phone\": \"13800000001\"}"));

            assertThat(refused.code()).isEqualTo(RecordError.DUPLICATE);
            assertThat(refused.violations())
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(tuple("/values/phone", "duplicate"));
            assertThat(matches(refused))
                    .containsExactly(new DuplicateMatch(
                            "same_phone",
                            "Same phone",
                            "There is such a record of X already; use it instead of making another one.",
                            "block",
                            1,
                            "shop",
                            new DuplicateMatch.Twin(first, "Lotus", new DuplicateMatch.Owner(ann.id(), "Ann"), null),
                            List.of("phone")));
        }

        @Test
        void tellsNeitherIdNorFullNameOfARecordThatOneMayNotSee() {
            ann.create("shop", "{\"name\": \"Secret Garden\", \"phone\": \"13800000002\"}");

            Refused refused = refused(() -> bob.create("shop", "{\"name\": \"Mine\", \"phone\": \"13800000002\"}"));

            assertThat(matches(refused))
                    .extracting(DuplicateMatch::record)
                    .containsExactly(
                            new DuplicateMatch.Twin(null, "Sec***", new DuplicateMatch.Owner(ann.id(), "Ann"), null));
            assertThat(refused.detail().en()).doesNotContain("Garden").contains("It belongs to Ann");
        }

        @Test
        void refusesAChangeAndLeavesOtherChangesAlone() {
            ann.create("shop", "{\"name\": \"One\", \"phone\": \"13800000003\"}");
            UUID second = ann.create("shop", "{\"name\": \"Two\", \"phone\": \"13800000004\"}")
                    .id();

            Refused refused = refused(() -> ann.update("shop", second, "{\"phone\": \"0086 13800000003\"}"));
            Written renamed = ann.update("shop", second, "{\"street\": \"Main\"}");

            assertThat(refused.code()).isEqualTo(RecordError.DUPLICATE);
            assertThat(renamed.record().value("phone")).contains("13800000004");
        }

        @Test
        void letsAnotherTakeWhatARecordGaveUp() {
            UUID first = ann.create("shop", "{\"name\": \"One\", \"phone\": \"13800000005\"}")
                    .id();
            ann.update("shop", first, "{\"phone\": \"13800000006\"}");

            StoredRecord second = ann.create("shop", "{\"name\": \"Two\", \"phone\": \"13800000005\"}");

            assertThat(second.version()).isEqualTo(1);
        }

        @Test
        void doesNotSeeTheBinAndRefusesToTakeOutOfItWhatIsThereAgain() {
            UUID first = ann.create("shop", "{\"name\": \"One\", \"phone\": \"13800000007\"}")
                    .id();
            admin.delete("shop", first);
            UUID second = ann.create("shop", "{\"name\": \"Two\", \"phone\": \"13800000007\"}")
                    .id();

            Refused refused = refused(() -> admin.restore("shop", first));
            admin.delete("shop", second);
            admin.restore("shop", first);

            assertThat(refused.code()).isEqualTo(RecordError.DUPLICATE);
            assertThat(refused(() -> ann.create("shop", "{\"name\": \"Three\", \"phone\": \"13800000007\"}"))
                            .code())
                    .isEqualTo(RecordError.DUPLICATE);
        }

        @Test
        void holdsAgainstManyAtOnce() throws Exception {
            List<Future<Boolean>> made = new ArrayList<>();
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int person = 0; person < 12; person++) {
                    String name = "Crowd " + person;
                    made.add(people.submit(() -> {
                        try {
                            ann.create("shop", "{\"name\": \"%s\", \"phone\": \"13800000008\"}".formatted(name));
                            return true;
                        } catch (Refused refused) {
                            return false;
                        }
                    }));
                }
            }

            int winners = 0;
            for (Future<Boolean> each : made) {
                winners += each.get() ? 1 : 0;
            }

            assertThat(winners).isEqualTo(1);
        }

        @Test
        void asksOnlyRecordsItAppliesTo() {
            ann.create("shop", "{\"name\": \"Closed\", \"tax_no\": \"T1\", \"open\": false}");
            ann.create("shop", "{\"name\": \"Open\", \"tax_no\": \"T1\", \"open\": true}");

            Refused refused =
                    refused(() -> ann.create("shop", "{\"name\": \"Again\", \"tax_no\": \"T1\", \"open\": true}"));
            StoredRecord other = ann.create("shop", "{\"name\": \"Other\", \"tax_no\": \"t1\", \"open\": true}");

            assertThat(matches(refused))
                    .extracting(match -> Objects.requireNonNull(match.record()).name())
                    .containsExactly("Open");
            assertThat(other.version()).isEqualTo(1);
        }
    }

    @Nested
    class AWarningRule {

        @Test
        void writesAndTells() {
            ann.create("shop", "{\"name\": \"上海天成贸易有限公司\"}");

            Written written = make(ann, records, "{\"name\": \"上海天成貿易股份有限公司\"}", Cause.API);
            Written heard = make(ann, records, "{\"name\": \"上海天成贸易\"}", Cause.API.asking(Cause.Duplicates.BLOCKING));

            assertThat(written.duplicates())
                    .extracting(DuplicateMatch::rule, DuplicateMatch::message, DuplicateMatch::score)
                    .contains(tuple("same_company", "Look there first.", 1.0));
            assertThat(written.warnings(java.util.Locale.ENGLISH))
                    .extracting(warning -> warning.key(), warning -> warning.severity())
                    .contains(tuple("same_company", "warn"));
            assertThat(heard.duplicates()).isEmpty();
        }

        @Test
        void findsWhatIsOnlyAlike() {
            ann.create("shop", "{\"name\": \"Riverside Bakery\", \"street\": \"12 Harbour Street\"}");

            List<DuplicateMatch> found =
                    asked(ann, "{\"name\": \"Riversde Bakery\", \"street\": \"12 Harbor Street\"}");
            List<DuplicateMatch> none = asked(ann, "{\"name\": \"Mountain Garage\", \"street\": \"7 Hill Road\"}");

            assertThat(found).extracting(DuplicateMatch::rule).containsExactly("alike");
            assertThat(found.getFirst().score()).isBetween(0.6, 0.95);
            assertThat(none).isEmpty();
        }
    }

    @Test
    void manyAreAskedAtOnceAndKnowOfEachOther() {
        ann.create("shop", "{\"name\": \"Standing\", \"phone\": \"13800000020\"}");

        List<List<DuplicateMatch>> found = ann.write(session -> {
            var object = session.model().object("shop");
            List<StoredRecord> rows = new ArrayList<>();
            for (String phone : List.of("13800000020", "13800000021", "+8613800000021")) {
                rows.add(records.supposed(
                        session,
                        object,
                        null,
                        Person.changes(session, "shop", "{\"name\": \"%s\", \"phone\": \"%1$s\"}".formatted(phone))));
            }
            return duplicates.findAll(session, object, rows);
        });

        assertThat(found)
                .extracting(each -> each.stream().map(DuplicateMatch::rule).toList())
                .satisfies(rules -> {
                    assertThat(rules.get(0)).contains("same_phone");
                    assertThat(rules.get(1)).doesNotContain("same_phone");
                    assertThat(rules.get(2)).contains("same_phone");
                });
    }

    @Test
    void aRulePublishedLaterFindsWhatStandsAlready() throws InterruptedException {
        Company other = companies.provision();
        Person boss = other.admin();
        UUID standing = boss.create("customer", "{\"name\": \"Old Mill Ltd\"}").id();
        other.publish("""
                [{"op": "add", "path": "/objects/0/duplicates", "value": [
                  {"key": "same", "fields": ["name"], "match": "normalised", "action": "block"}]}]""");
        while (boss.sql(transaction -> transaction.sql().fetchCount(org.jooq.impl.DSL.table("_duplicate_filling")))
                > 0) {
            Thread.sleep(50);
        }

        Refused refused = refused(() -> boss.create("customer", "{\"name\": \"OLD MILL\"}"));

        assertThat(matches(refused))
                .extracting(match -> Objects.requireNonNull(match.record()).id())
                .containsExactly(standing);
        assertThat(ann.create("customer", "{\"name\": \"Old Mill\"}").version()).isEqualTo(1);
    }
}
