package io.ripeline.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.database.KeptStatement;
import io.ripeline.record.RecordError;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithCompanies
class TenantTransactionsIT {

    private static final String ROUND_THE_POOL = "SELECT current_user || ' ' || current_schema()";

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private Companies companies;

    @Autowired
    private JdbcClient jdbc;

    private Company company;
    private Person admin;

    @BeforeEach
    void provision() {
        company = companies.provision();
        admin = company.admin();
    }

    private static String user(DSLContext sql) {
        return String.valueOf(sql.fetchValue("SELECT current_user"));
    }

    @Nested
    class WithoutAScope {

        @Test
        void readingIsABug() {
            assertThatThrownBy(() -> transactions.read(TenantTransaction::configVersion))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("No company is bound here: enter through one of the three doors");
        }

        @Test
        void writingIsABug() {
            assertThatThrownBy(() -> transactions.write(TenantTransaction::configVersion))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("No company is bound here: enter through one of the three doors");
        }

        @Test
        void anotherThreadIsOutside() throws Exception {
            boolean bound = admin.call(TenantScope::isBound);
            boolean boundElsewhere = admin.call(() -> {
                        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
                            return threads.submit(TenantScope::isBound);
                        }
                    })
                    .get();

            assertThat(bound).isTrue();
            assertThat(boundElsewhere).isFalse();
        }
    }

    @Nested
    class TheLastStatement {

        private static final Field<String> USER = DSL.field("current_user", String.class);

        private String last(TenantTransaction transaction) {
            KeptStatement.Filled statement =
                    new KeptStatement(() -> DSL.select(USER)).with(transaction.sql(), List.of());
            return String.valueOf(transaction.last(statement, List.of(USER)).getValue(0, 0));
        }

        private String numberOfTransaction(TenantTransaction transaction) {
            return String.valueOf(transaction.sql().fetchValue("SELECT pg_current_xact_id()"));
        }

        @Test
        void endsAReadingTransactionAndWhatIsReadAfterItBeginsAnother() throws Exception {
            String before = jdbc.sql(ROUND_THE_POOL).query(String.class).single();

            List<String> users = admin.call(() -> transactions.read(
                    transaction -> List.of(last(transaction), user(transaction.sql()), last(transaction))));

            assertThat(users).containsOnly(company.tenant().role());
            assertThat(jdbc.sql(ROUND_THE_POOL).query(String.class).single()).isEqualTo(before);
        }

        @Test
        void leavesNothingOpenAndNoRole() throws Exception {
            List<String> after = admin.call(() -> transactions.read(transaction -> {
                last(transaction);
                return List.of(
                        jdbc.sql("SELECT current_user").query(String.class).single());
            }));

            assertThat(after).doesNotContain(company.tenant().role());
        }

        @Test
        void doesNotEndAWritingTransaction() throws Exception {
            List<String> numbers = admin.call(() -> transactions.write(transaction -> {
                String first = numberOfTransaction(transaction);
                last(transaction);
                return List.of(first, numberOfTransaction(transaction));
            }));

            assertThat(numbers.getLast()).isEqualTo(numbers.getFirst());
        }

        @Test
        void isRefusedAsAnyOther() {
            KeptStatement broken = new KeptStatement(() -> DSL.select(DSL.field("1 / 0", Integer.class)));
            List<Field<?>> columns = List.of(DSL.field("broken", Integer.class));

            assertThatThrownBy(() -> admin.call(() -> transactions.read(
                            transaction -> transaction.last(broken.with(transaction.sql(), List.of()), columns))))
                    .hasStackTraceContaining("division by zero");
            assertThat(jdbc.sql("SELECT current_user").query(String.class).single())
                    .isNotEqualTo(company.tenant().role());
        }
    }

    @Nested
    class ThePooledConnection {

        @Test
        void keepsNothingOfACompanyAfterCommit() {
            String before = jdbc.sql(ROUND_THE_POOL).query(String.class).single();

            String inside =
                    admin.sql(transaction -> String.valueOf(transaction.sql().fetchValue(ROUND_THE_POOL)));

            assertThat(inside)
                    .isEqualTo(company.tenant().role() + " " + company.tenant().schema());
            for (int use = 0; use < 20; use++) {
                assertThat(jdbc.sql(ROUND_THE_POOL).query(String.class).single())
                        .isEqualTo(before);
            }
        }

        @Test
        void keepsNothingOfACompanyAfterAFailure() {
            String before = jdbc.sql(ROUND_THE_POOL).query(String.class).single();

            assertThatThrownBy(() -> admin.sql(transaction -> transaction.sql().execute("SELECT 1 / 0")))
                    .rootCause()
                    .hasMessageContaining("division by zero");

            for (int use = 0; use < 20; use++) {
                assertThat(jdbc.sql(ROUND_THE_POOL).query(String.class).single())
                        .isEqualTo(before);
            }
        }

        @Test
        void keepsItsPreparedStatements() {
            String timesRun = """
                    SELECT max(generic_plans + custom_plans) FROM pg_prepared_statements
                    WHERE ltrim(statement, E' \n') LIKE 'SELECT config_version%'""";

            for (int use = 0; use < 50; use++) {
                admin.<Long>sql(TenantTransaction::memberRevision);
            }

            String run =
                    admin.sql(transaction -> String.valueOf(transaction.sql().fetchValue(timesRun)));
            assertThat(Long.parseLong(run)).isGreaterThan(10);
        }

        @Test
        void servesAnotherCompanyNext() {
            Company neighbour = companies.provision();

            String own = admin.sql(transaction -> user(transaction.sql()));
            String other = neighbour.admin().sql(transaction -> user(transaction.sql()));

            assertThat(own).isEqualTo(company.tenant().role());
            assertThat(other).isEqualTo(neighbour.tenant().role()).isNotEqualTo(own);
        }
    }

    @Nested
    class InsideAnotherOne {

        @Test
        void joinsThatOfTheSameCompany() {
            boolean joined = admin.call(() ->
                    transactions.<Boolean>write(outer -> transactions.<Boolean>write(inner -> inner.equals(outer))));

            assertThat(joined).isTrue();
        }

        @Test
        void failsAsAWholeWhereTheOuterOneFails() {
            assertThatThrownBy(() -> admin.call(() -> transactions.write(outer -> {
                        transactions.write(inner ->
                                inner.sql().execute("UPDATE _head SET member_revision = member_revision + 1000"));
                        throw new IllegalStateException("the outer work broke");
                    })))
                    .hasMessage("the outer work broke");

            assertThat(admin.<Long>sql(TenantTransaction::memberRevision)).isLessThan(1000);
        }

        @Test
        void ofAnotherCompanyIsABug() {
            Person neighbour = companies.provision().admin();

            assertThatThrownBy(() -> admin.sql(outer -> neighbour.sql(TenantTransaction::configVersion)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("A transaction of another company is open");
        }
    }

    @Nested
    class SteppingOutToThePlatform {

        @Test
        void comesBackIntoTheRole() {
            String after = admin.sql(transaction -> {
                transactions.onPlatform(transaction, () -> 0);
                return user(transaction.sql());
            });

            assertThat(after).isEqualTo(company.tenant().role());
        }

        @Test
        void comesBackIntoTheRoleWhereTheWorkRefuses() {
            String after = admin.sql(transaction -> {
                try {
                    return transactions.onPlatform(transaction, () -> {
                        throw RecordError.RECORD_NOT_FOUND.because(Text.verbatim("no"));
                    });
                } catch (Refused refused) {
                    return user(transaction.sql());
                }
            });

            assertThat(after).isEqualTo(company.tenant().role());
        }
    }

    @Nested
    class AReadOnlyOne {

        @Test
        void writesNothing() {
            assertThatThrownBy(() -> admin.call(() -> transactions.read(
                            transaction -> transaction.sql().execute("UPDATE _head SET member_revision = 0"))))
                    .rootCause()
                    .hasMessageContaining("cannot execute UPDATE in a read-only transaction");
        }
    }

    @Nested
    class EveryOne {

        @Test
        void seesOneInstantThroughout() {
            boolean same = admin.sql(transaction ->
                    transaction.now().equals(transactions.<java.time.Instant>write(TenantTransaction::now)));

            assertThat(same).isTrue();
        }

        @Test
        void readsTheNumbersCachesGoBy() {
            int version = admin.sql(TenantTransaction::configVersion);
            long members = admin.sql(TenantTransaction::memberRevision);
            company.hire("Bo", "rep", null);

            long membersAfter = admin.sql(TenantTransaction::memberRevision);
            assertThat(version).isEqualTo(1);
            assertThat(membersAfter).isEqualTo(members + 1);
        }

        @Test
        void ofOneCompanyLeavesTheNumbersOfAnotherAlone() {
            Company neighbour = companies.provision();
            long before = neighbour.admin().sql(TenantTransaction::memberRevision);

            company.hire("Bo", "rep", null);

            long after = neighbour.admin().sql(TenantTransaction::memberRevision);
            assertThat(after).isEqualTo(before);
        }
    }
}
