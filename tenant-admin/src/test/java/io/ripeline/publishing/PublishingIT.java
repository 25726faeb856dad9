package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Interruption;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Problem;
import io.ripeline.impact.Effect;
import io.ripeline.record.Move;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithCompanies
class PublishingIT {

    private static final String LABEL = "{\"en\": \"Name\", \"zh-CN\": \"名\"}";

    @Autowired
    private Companies companies;

    @Autowired
    private Drafts drafts;

    @Autowired
    private PublishDraft publishDraft;

    @Autowired
    private CheckDraft checkDraft;

    @Autowired
    private ConfigVersions versions;

    @Autowired
    private Records records;

    @Autowired
    private Interruption interruption;

    @Autowired
    private JdbcClient jdbc;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private static String addField(String key, String rest) {
        return """
                {"op": "add", "path": "/objects/0/fields/-", "value": {"key": "%s", "label": %s, %s}}""".formatted(key, LABEL, rest);
    }

    private Draft draft() {
        return admin.read(drafts::current);
    }

    private int inForce() {
        return admin.sql(TenantTransaction::configVersion);
    }

    private Published publish() {
        return admin.call(() -> publishDraft.publish("a note", List.of()));
    }

    /// Table, column, type of every column of the company's tables.
    private List<String> columns() {
        return jdbc.sql("""
                        SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns
                        WHERE table_schema = ? ORDER BY 1""").param(company.tenant().schema()).query(String.class).stream()
                .map(String::valueOf)
                .toList();
    }

    @Nested
    class TheDraft {

        @Test
        void isTheVersionInForceUntilTheFirstEdit() {
            Draft draft = draft();

            String published = admin.read(session -> versions.document(session.transaction(), 1));
            assertThat(draft).isEqualTo(new Draft(1, 0, published));
            assertThat(draft.tag()).isEqualTo("1.0");
        }

        @Test
        void growsWithEachEdit() {
            company.edit("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"One\"}]");
            company.edit("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"Two\"}]");

            assertThat(draft().tag()).isEqualTo("1.2");
            assertThat(draft().document()).contains("\"Two\"").doesNotContain("\"One\"");
            assertThat(inForce()).isEqualTo(1);
        }

        @Test
        void refusesAnEditThatSawAnOlderOne() {
            company.edit("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"One\"}]");
            Draft before = draft();

            Refused refused = refused(() -> admin.write(
                    session -> drafts.replace(session, "1.0", before.document().replace("One", "Mine"))));

            assertThat(refused.code().code()).isEqualTo("version-conflict");
            assertThat(refused.code().kind().status()).isEqualTo(412);
            assertThat(refused.detail().en())
                    .isEqualTo("The draft was edited meanwhile; load it again and repeat your change.");
            assertThat(draft()).isEqualTo(before);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                        {"objects": [], "colour": 1}                        | unknown-property | /colour
                        {"objects": {}}                                     | wrong-type       | /objects
                        {"objects": [{"key": "x"}]}                         | missing-property | /objects/0/label
                        {"objects": [null]}                                 | missing-property | /objects/0
                        {"views": [{"key": "v", "object": "deal", "label": {"en": "V"}, "columns": [5]}]} | wrong-type | /views/0/columns/0
                        null                                                | wrong-type       | ^^
                        """)
        void refusesWhatIsNotOfItsForm(String document, String code, String pointer) {
            Refused refused = refused(() -> admin.write(session -> drafts.replace(session, "1.0", document)));

            assertThat(refused.code().code()).isEqualTo(code);
            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer())
                    .contains(pointer == null ? "" : pointer);
            assertThat(draft().revision()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[",
                    "[5]",
                    "[{}]",
                    "[{\"op\": \"add\"}]",
                    "[{\"path\": \"/objects\"}]",
                    "[{\"op\": \"explode\", \"path\": \"/objects\"}]",
                    "[{\"op\": \"add\", \"path\": \"objects\", \"value\": 1}]",
                    "[{\"op\": \"add\", \"path\": 5, \"value\": 1}]",
                    "[{\"op\": \"add\", \"path\": \"/objects/999\", \"value\": {}}]",
                    "[{\"op\": \"add\", \"path\": \"/objects/x\", \"value\": {}}]",
                    "[{\"op\": \"add\", \"path\": \"/objects/99999999999999\", \"value\": {}}]",
                    "[{\"op\": \"remove\", \"path\": \"/nowhere\"}]",
                    "[{\"op\": \"move\", \"path\": \"/a\"}]",
                    "[{\"op\": \"test\", \"path\": \"/branding/name\", \"value\": \"no\"}]",
                    "[{\"op\": \"replace\", \"path\": \"\", \"value\": []}]",
                    "[{\"op\": \"replace\", \"path\": \"\", \"value\": 5}]",
                    "null",
                    ""
                })
        void refusesAPatchThatCannotBeApplied(String patch) {
            Refused refused = refused(() -> admin.write(session -> drafts.patch(session, "1.0", patch)));

            assertThat(refused.code().code())
                    .isIn("patch-invalid", "malformed-json", "wrong-type", "missing-property", "unknown-property");
            assertThat(draft().revision()).isZero();
        }

        @Test
        void refusesAPatchThatIsTooDeep() {
            String patch =
                    "[{\"op\": \"add\", \"path\": \"/x\", \"value\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}]";

            Refused refused = refused(() -> admin.write(session -> drafts.patch(session, "1.0", patch)));

            assertThat(refused.code().code()).isIn("patch-invalid", "malformed-json");
        }

        @Test
        void isAnAdminsOnly() {
            Person rep = company.hire("Bo", "rep", null);

            Refused read = refused(() -> rep.read(drafts::current));
            Refused write = refused(() -> rep.write(session -> drafts.replace(session, "1.0", "{}")));

            assertThat(List.of(read, write)).allSatisfy(each -> {
                assertThat(each.code().code()).isEqualTo("right-missing");
                assertThat(each.detail().en()).isEqualTo("Only an admin may do this.");
            });
        }

        @Test
        void ofOneCompanyIsNotAnothers() {
            Company other = companies.provision();

            company.edit("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"Mine\"}]");

            assertThat(other.admin().<Draft>read(drafts::current).document()).doesNotContain("Mine");
        }
    }

    @Nested
    class NewParts {

        @Test
        void becomeColumnsOfTheirTypes() {
            company.publish("""
                    [{"op": "add", "path": "/objects/-", "value": {"key": "visit", "label": %1$s, "nameField": "name",
                      "fields": [{"key": "name", "label": %1$s, "type": "text"},
                                 {"key": "select", "label": %1$s, "type": "boolean"}]}},
                     %2$s, %3$s, %4$s, %5$s, %6$s, %7$s]""".formatted(
                            LABEL,
                            addField("x_text", "\"type\": \"text\""),
                            addField("x_integer", "\"type\": \"integer\""),
                            addField("x_money", "\"type\": \"currency\""),
                            addField("x_date", "\"type\": \"date\""),
                            addField("x_time", "\"type\": \"date_time\""),
                            addField("x_visit", "\"type\": \"lookup\", \"target\": \"visit\"")));

            assertThat(columns())
                    .contains(
                            "visit.id uuid",
                            "visit.name text",
                            "visit.name__key text",
                            "visit.select boolean",
                            "customer.x_text text",
                            "customer.x_integer bigint",
                            "customer.x_money numeric",
                            "customer.x_money__currency text",
                            "customer.x_date date",
                            "customer.x_time timestamp with time zone",
                            "customer.x_visit uuid");
            assertThat(admin.create("visit", "{\"name\": \"First\", \"select\": true}")
                            .version())
                    .isEqualTo(1);
        }

        @Test
        void leaveAnotherCompanyAsItIs() {
            Company other = companies.provision();
            company.publish("[" + addField("x_text", "\"type\": \"text\"") + "]");

            Refused refused = refused(() -> other.admin().create("customer", "{\"name\": \"x\", \"x_text\": \"y\"}"));

            assertThat(refused.code().code()).isEqualTo("unknown-field");
        }

        @Test
        void areNotedWithAuthorNoteAndNumber() {
            company.publish("[" + addField("x_text", "\"type\": \"text\"") + "]");

            assertThat(admin.<List<ConfigVersions.Entry>>read(session -> versions.history(session.transaction())))
                    .extracting(ConfigVersions.Entry::number, ConfigVersions.Entry::author, ConfigVersions.Entry::note)
                    .containsExactly(tuple(2, admin.id(), "a note"), tuple(1, admin.id(), "For tests"));
            assertThat(draft().tag()).isEqualTo("2.0");
        }

        @Test
        void doNotStopRecordsThatHaveNoValueYet() {
            UUID customer = admin.create("customer", "{\"name\": \"x\"}").id();
            UUID deal = admin.create("deal", "{\"name\": \"x\"}").id();
            company.publish("""
                    [{"op": "add", "path": "/objects/2/fields/-", "value":
                        {"key": "needed", "label": %s, "type": "text", "required": true}},
                     {"op": "remove", "path": "/funnels/0/stages/0"},
                     {"op": "replace", "path": "/objects/2/fields/3/default", "value": "qualification"},
                     {"op": "replace", "path": "/funnels/0/stages/6/next", "value": ["qualification"]}]""".formatted(LABEL), new ValueMapping("deal", "stage", "prospecting", "qualification"));

            assertThat(admin.get("deal", deal).text("stage")).contains("qualification");
            assertThat(admin.get("customer", customer).version()).isEqualTo(1);
        }
    }

    @Nested
    class ARemovedField {

        @Test
        void isRetiredAndComesBackWithItsValues() {
            company.publish("[" + addField("x_text", "\"type\": \"text\"") + "]");
            UUID id = admin.create("customer", "{\"name\": \"x\", \"x_text\": \"kept\"}")
                    .id();

            company.publish("[{\"op\": \"remove\", \"path\": \"/objects/0/fields/13\"}]");
            boolean gone = admin.get("customer", id).value("x_text").isEmpty();
            List<String> standing = columns();
            company.publish("[" + addField("x_text", "\"type\": \"text\"") + "]");

            assertThat(gone).isTrue();
            assertThat(standing).contains("customer.x_text text");
            assertThat(admin.get("customer", id).text("x_text")).contains("kept");
        }
    }

    @Nested
    class ARemovedStage {

        /// Takes `solution`, which no other stage leads to by name, out of the funnel.
        private static final String WITHOUT_SOLUTION = "[{\"op\": \"remove\", \"path\": \"/funnels/0/stages/2\"}]";

        private UUID deal;

        @BeforeEach
        void standThere() {
            deal = admin.create("deal", "{\"name\": \"x\"}").id();
            admin.move(deal, "solution", "{}", io.ripeline.record.Cause.MOVE.overriding("set up"));
        }

        @Test
        void inUseIsRefusedWithoutAMapping() {
            Refused refused = refused(() -> company.publish(WITHOUT_SOLUTION));

            assertThat(refused.code().code()).isEqualTo("value-in-use");
            assertThat(refused.violations())
                    .extracting(
                            fault -> fault.pointer(), fault -> fault.message().en())
                    .containsExactly(tuple(
                            "/migrations",
                            "1 record of deal still has Stage = \"solution\"; say in migrations which value it shall"
                                    + " have."));
            assertThat(inForce()).isEqualTo(1);
            assertThat(draft().tag()).isEqualTo("1.1");
        }

        @Test
        void isMappedWithItsHistory() {
            company.publish(WITHOUT_SOLUTION, new ValueMapping("deal", "stage", "solution", "proposal"));

            List<Move> moves =
                    admin.read(session -> records.moves(session, session.model().object("deal"), deal));
            assertThat(admin.get("deal", deal).text("stage")).contains("proposal");
            assertThat(moves)
                    .extracting(Move::from, Move::to, Move::cause)
                    .endsWith(tuple("solution", "proposal", "migration"));
            assertThat(moves.getLast().enteredAt())
                    .isEqualTo(moves.get(moves.size() - 2).leftAt());
        }

        @Test
        void isNotMappedToNowhere() {
            Refused refused = refused(
                    () -> company.publish(WITHOUT_SOLUTION, new ValueMapping("deal", "stage", "solution", "heaven")));

            assertThat(refused.code().code()).isEqualTo("migration-invalid");
            assertThat(refused.detail().en()).isEqualTo("The new version has no value \"heaven\" to map to.");
            assertThat(admin.get("deal", deal).text("stage")).contains("solution");
            assertThat(inForce()).isEqualTo(1);
        }

        @Test
        void thatNobodyStandsInGoesAtOnce() {
            company.publish(
                    "[{\"op\": \"remove\", \"path\": \"/funnels/0/stages/4\"},"
                            + " {\"op\": \"replace\", \"path\": \"/funnels/0/stages/4/next\", \"value\": [\"won\", \"lost\"]}]");

            assertThat(inForce()).isEqualTo(2);
        }
    }

    @Nested
    class AVersionPublishedMeanwhile {

        @Test
        void conflictsWithADraftBegunBefore() {
            company.publish("[" + addField("x_text", "\"type\": \"text\"") + "]");
            company.edit("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"Mine\"}]");
            admin.call(() -> publishDraft.republish(1, "back"));

            Refused refused = refused(PublishingIT.this::publish);

            assertThat(refused.code().code()).isEqualTo("config-conflict");
            assertThat(refused.code().kind().status()).isEqualTo(409);
            assertThat(refused.detail().en())
                    .isEqualTo("Version 3 was published since this draft began from version 2; discard or rebase the"
                            + " draft.");
            assertThat(refused.extensions()).containsEntry("version", 3);
            assertThat(draft().document()).contains("Mine");
        }

        @Test
        void conflictsWithPublishingNothing() {
            Refused refused = refused(PublishingIT.this::publish);

            assertThat(refused.code().code()).isEqualTo("config-conflict");
            assertThat(refused.detail().en())
                    .isEqualTo("There is no draft to publish: version 1 is in force as it is.");
            assertThat(inForce()).isEqualTo(1);
        }
    }

    @Nested
    class EightPublishersAtOnce {

        @Test
        void letExactlyOneWinEachRound() throws Exception {
            for (int round = 1; round <= 3; round++) {
                company.edit("[" + addField("round_" + round, "\"type\": \"text\"") + "]");
                CountDownLatch start = new CountDownLatch(1);
                List<Future<String>> outcomes = new ArrayList<>();

                try (var threads = Executors.newFixedThreadPool(8)) {
                    for (int number = 0; number < 8; number++) {
                        outcomes.add(threads.submit(() -> {
                            start.await();
                            try {
                                return "version " + publish().number();
                            } catch (Refused refused) {
                                return refused.code().code();
                            }
                        }));
                    }
                    start.countDown();
                }

                List<String> expected = new ArrayList<>(java.util.Collections.nCopies(7, "config-conflict"));
                expected.add("version " + (round + 1));
                assertThat(outcomes).extracting(Future::resultNow).containsExactlyInAnyOrderElementsOf(expected);
            }
            List<Integer> numbers = admin.read(session -> versions.history(session.transaction()).stream()
                    .map(ConfigVersions.Entry::number)
                    .toList());
            assertThat(numbers).containsExactly(4, 3, 2, 1);
        }
    }

    @Nested
    class AnInterruption {

        @Test
        void leavesVersionAndDraftAsTheyWereAndItsColumnForTheNextTime() {
            company.edit("[" + addField("x_text", "\"type\": \"text\"") + "]");
            Draft draftBefore = draft();
            List<String> columnsBefore = columns();
            interruption.expect(company);

            assertThatThrownBy(PublishingIT.this::publish).hasMessage("The plug was pulled");

            assertThat(inForce()).isEqualTo(1);
            assertThat(columns()).containsAll(columnsBefore);
            assertThat(draft()).isEqualTo(draftBefore);
            assertThat(admin.create("customer", "{\"name\": \"still works\"}").version())
                    .isEqualTo(1);
            assertThat(publish().number()).isEqualTo(2);
            assertThat(columns()).hasSize(columnsBefore.size() + 1);
        }
    }

    @Nested
    class TablesThatOthersUse {

        private Future<Integer> hold(java.util.concurrent.ExecutorService threads, CountDownLatch held, long millis) {
            return threads.submit(() -> admin.sql(transaction -> {
                int rows = transaction.sql().fetchCount(DSL.table("customer"));
                held.countDown();
                transaction.sql().execute("SELECT pg_sleep(%s)".formatted(millis / 1000.0));
                return rows;
            }));
        }

        @Test
        void areWaitedFor() throws Exception {
            company.edit("[" + addField("x_text", "\"type\": \"text\"") + "]");
            CountDownLatch held = new CountDownLatch(1);

            try (var threads = Executors.newSingleThreadExecutor()) {
                Future<Integer> reader = hold(threads, held, 500);
                assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
                int number = publish().number();

                assertThat(number).isEqualTo(2);
                assertThat(reader.get()).isZero();
            }
        }

        @Test
        void areSaidToBeBusyWhereTheyStayLocked() throws Exception {
            company.edit("[" + addField("x_text", "\"type\": \"text\"") + "]");
            CountDownLatch held = new CountDownLatch(1);

            try (var threads = Executors.newSingleThreadExecutor()) {
                Future<Integer> reader = hold(threads, held, 8_000);
                assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
                Refused refused = refused(PublishingIT.this::publish);

                assertThat(refused.code().code()).isEqualTo("tables-busy");
                assertThat(refused.detail().en()).isEqualTo("The tables are busy; try again in a moment.");
                assertThat(reader.get()).isZero();
            }
            assertThat(inForce()).isEqualTo(1);
        }
    }

    @Nested
    class Checking {

        @Test
        void countsTheRecordsANewCriterionWouldStop() {
            for (int number = 0; number < 3; number++) {
                admin.create("deal", "{\"name\": \"x\", \"amount\": %d}".formatted(number * 100));
            }
            admin.create("deal", "{\"name\": \"no amount\"}");
            company.edit("""
                    [{"op": "add", "path": "/funnels/0/stages/1/criteria/-", "value":
                       {"key": "sized", "label": %s, "when": "amount >= 100"}}]""".formatted(LABEL));

            CheckDraft.Findings findings = admin.read(checkDraft::check);

            assertThat(findings.problems()).isEmpty();
            assertThat(findings.impact()).singleElement().satisfies(stopped -> {
                assertThat(stopped.object()).isEqualTo("deal");
                assertThat(stopped.names())
                        .containsExactly(entry("stage", "qualification"), entry("criterion", "sized"));
                assertThat(stopped.count()).isEqualTo(new Effect.Count(4, 2));
                assertThat(admin.list("deal", new RecordQuery(stopped.filter(), null, null, 10, null, true))
                                .total())
                        .isEqualTo(2);
            });
        }

        @Test
        void tellsDifferencesAndSteps() {
            company.edit("[" + addField("x_text", "\"type\": \"text\"")
                    + ", {\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"New\"}]");

            CheckDraft.Findings findings = admin.read(checkDraft::check);

            assertThat(findings.changes())
                    .extracting(Difference.Change::kind, Difference.Change::pointer, Difference.Change::path)
                    .containsExactly(
                            tuple("added", "/objects/0/fields/13", "objects › customer › fields › x_text"),
                            tuple("added", "/branding/name", "branding › name"));
            assertThat(findings.steps())
                    .extracting(step -> step.en())
                    .containsExactly("Add the field Name to Customer");
        }

        @Test
        void changesNothing() {
            company.edit("[" + addField("x_text", "\"type\": \"text\"") + "]");
            Draft before = draft();

            var _ = admin.<CheckDraft.Findings>read(checkDraft::check);

            assertThat(draft()).isEqualTo(before);
            assertThat(columns()).doesNotContain("customer.x_text text");
        }

        @Test
        void findsWhatPublishingWouldRefuse() {
            company.hire("Bo", "rep", null);
            company.edit("[{\"op\": \"remove\", \"path\": \"/roles/2\"}]");

            CheckDraft.Findings findings = admin.read(checkDraft::check);

            assertThat(findings.problems()).extracting(Problem::code).containsExactly("role-in-use");
        }
    }

    @Nested
    class GoingBack {

        @Test
        void putsTheOldVersionInForceAsANewOne() {
            company.publish("[" + addField("x_text", "\"type\": \"text\"") + "]");

            Published back = admin.call(() -> publishDraft.republish(1, "back"));

            assertThat(back.number()).isEqualTo(3);
            assertThat(admin.<String>read(session -> versions.document(session.transaction(), 3)))
                    .isEqualTo(admin.<String>read(session -> versions.document(session.transaction(), 1)));
            assertThat(refused(() -> admin.create("customer", "{\"name\": \"x\", \"x_text\": \"y\"}"))
                            .code()
                            .code())
                    .isEqualTo("unknown-field");
        }

        @Test
        void refusesAVersionThatNeverWas() {
            Refused refused = refused(() -> admin.call(() -> publishDraft.republish(9, "back")));

            assertThat(refused.code().code()).isEqualTo("version-not-found");
            assertThat(refused.detail().en()).isEqualTo("There is no version 9.");
        }
    }

    @Nested
    class Roles {

        @Test
        void thatMembersBearCannotGo() {
            company.hire("Bo", "rep", null);

            Refused refused = refused(() -> company.publish("[{\"op\": \"remove\", \"path\": \"/roles/2\"}]"));

            assertThat(refused.code().code()).isEqualTo("config-invalid");
            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer() + " " + fault.code() + ": "
                            + fault.message().en())
                    .containsExactly(
                            "/roles role-in-use: Members still have the role \"rep\". Give them another role first.");
            assertThat(inForce()).isEqualTo(1);
        }

        @Test
        void ofTheLastAdminCannotLoseItsRights() {
            Refused refused = refused(() -> company.publish("""
                    [{"op": "replace", "path": "/roles/0/permissions/admin", "value": false},
                     {"op": "replace", "path": "/roles/1/permissions/admin", "value": true}]"""));

            assertThat(refused.violations())
                    .extracting(fault -> fault.code(), fault -> fault.message().en())
                    .containsExactly(tuple(
                            "last-admin",
                            "Nobody could administer the company. Leave one active member in a role with the permission"
                                    + " admin."));
        }

        @Test
        void cannotBePublishedByARep() {
            Person rep = company.hire("Bo", "rep", null);
            company.edit("[" + addField("x_text", "\"type\": \"text\"") + "]");

            Refused refused = refused(() -> rep.call(() -> publishDraft.publish("mine", List.of())));

            assertThat(refused.code().code()).isEqualTo("right-missing");
            assertThat(IntStream.of(inForce())).containsExactly(1);
        }
    }
}
