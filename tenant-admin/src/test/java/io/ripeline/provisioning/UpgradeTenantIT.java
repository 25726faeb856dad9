package io.ripeline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.WithCompanies;
import io.ripeline.database.Ids;
import io.ripeline.job.Jobs;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.TenancyError;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.Tenants;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Companies that an earlier release made.
@WithCompanies
class UpgradeTenantIT {

    @Autowired
    private UpgradeTenant upgrade;

    @Autowired
    private TenantSchema schemas;

    @Autowired
    private Tenants tenants;

    @Autowired
    private Companies companies;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate jdbcTemplate;

    @Autowired
    private Jobs jobs;

    @Autowired
    private PlatformTransactionManager manager;

    @Autowired
    private DataSource dataSource;

    private Tenant behind;

    @BeforeEach
    void makeACompanyOfTheFirstRelease() {
        behind = companyAt(1);
    }

    /// One whose tables took so many steps only.
    private Tenant companyAt(int step) {
        Tenant fresh = companies.provision().tenant();
        UUID id = Ids.next();
        Tenant old = new Tenant(
                id,
                new TenantSlug("old-" + id.toString().substring(24)),
                "Old",
                TenantSchema.nameOf(id),
                TenantSchema.nameOf(id),
                step,
                fresh.template(),
                fresh.locale(),
                fresh.timeZone(),
                fresh.state(),
                fresh.createdAt());
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            tenants.add(old);
            schemas.create(old);
        });
        return old;
    }

    private List<@Nullable String> tablesOf(String schema) {
        return jdbc.sql("""
                        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                        FROM information_schema.columns
                        WHERE table_schema = ? AND table_name LIKE '\\_%' ORDER BY 1""").param(schema).query(String.class).list();
    }

    private List<@Nullable String> indexesOf(String schema) {
        return jdbc.sql("""
                        SELECT replace(indexdef, schemaname || '.', '') FROM pg_indexes
                        WHERE schemaname = ? AND tablename LIKE '\\_%' ORDER BY 1""").param(schema).query(String.class).list();
    }

    @Test
    void giveThemTheTablesOfANewOne() {
        Tenant fresh = companies.provision().tenant();

        Tenant upgraded = upgrade.upgrade(behind);

        assertThat(upgraded.schemaVersion()).isEqualTo(fresh.schemaVersion()).isEqualTo(TenantSchema.VERSION);
        assertThat(tablesOf(behind.schema()))
                .isEqualTo(tablesOf(fresh.schema()))
                .isNotEmpty();
        assertThat(indexesOf(behind.schema()))
                .isEqualTo(indexesOf(fresh.schema()))
                .isNotEmpty();
    }

    @Test
    void keepTheirTransfersAndWhatBecameOfEachRecord() {
        Tenant old = companyAt(3);
        UUID transfer = Ids.next();
        UUID record = Ids.next();
        UUID member = Ids.next();
        jdbcTemplate.execute("""
                INSERT INTO "%1$s"._transfer (id, object, to_member, children, reason, created_by, created_at)
                VALUES ('%2$s', 'customer', '%4$s', ARRAY['deal'], 'she leaves', '%4$s', now());
                INSERT INTO "%1$s"._transfer_record (transfer_id, record_id, object, from_member, state, version)
                VALUES ('%2$s', '%3$s', 'deal', '%4$s', 'given', 7)""".formatted(old.schema(), transfer, record, member));

        upgrade.upgrade(old);

        assertThat(rows(
                        old,
                        "kind || ' ' || object || ' ' || created_by || ' ' || (operation ->> 'to') || ' '"
                                + " || (operation -> 'children') || ' ' || (operation ->> 'reason')",
                        "_bulk"))
                .containsExactly("transfer customer %1$s %1$s [\"deal\"] she leaves".formatted(member));
        assertThat(rows(
                        old,
                        "bulk_id || ' ' || record_id || ' ' || object || ' ' || from_member || ' ' || state || ' '"
                                + " || versions::text",
                        "_bulk_record"))
                .containsExactly("%s %s deal %s done {7}".formatted(transfer, record, member));
    }

    private List<@Nullable String> rows(Tenant tenant, String columns, String table) {
        return jdbc.sql("SELECT %s FROM \"%s\".%s".formatted(columns, tenant.schema(), table))
                .query(String.class)
                .list();
    }

    /// As a company stands whose tables took the last step just now, without the indexes that its release wants.
    private void setBack(Tenant tenant) {
        String schema = tenant.schema();
        jdbc.sql("UPDATE platform.tenant SET schema_version = ? WHERE id = ?")
                .params(TenantSchema.VERSION - 1, tenant.id())
                .update();
        List<@Nullable String> wanted = wanted(schema);
        assertThat(wanted).hasSize(3);
        jdbc.sql("DROP INDEX \"%s\".\"%s\"".formatted(schema, wanted.getFirst()))
                .update();
        jdbc.sql("DROP INDEX \"%s\".\"%s\"".formatted(schema, wanted.get(1))).update();
        // A node stopped while it built this one.
        jdbc.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"%s\".\"%s\"'::regclass"
                        .formatted(schema, wanted.get(2)))
                .update();
    }

    private UpgradeTenant withoutSteps() throws IOException {
        TenantSchema standing = new TenantSchema(jdbcTemplate) {
            @Override
            void upgrade(Tenant tenant, int from) {
                assertThat(from).isEqualTo(VERSION - 1);
            }
        };
        return new UpgradeTenant(tenants, standing, jdbcTemplate, jobs, manager);
    }

    /// By which the day's lists and what happened about a record are read.
    private List<@Nullable String> wanted(String schema) {
        return jdbc.sql("""
                        SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                        WHERE relnamespace = ?::regnamespace AND indisvalid
                          AND (pg_get_indexdef(indexrelid) LIKE '%follow\\_up %(owner_id, state, due_on, id)%'
                               OR pg_get_indexdef(indexrelid) LIKE '%follow\\_up %(owner_id, closed_at, id)%'
                               OR pg_get_indexdef(indexrelid) LIKE '%activity %(subject_id, started_at, id)%')
                        ORDER BY 1""").param(schema).query(String.class).list();
    }

    @Test
    void getTheIndexesOfTheirRecordsByAJobThatGoesOnWhereItStopped() throws Exception {
        Tenant tenant = companies.provision().tenant();
        setBack(tenant);
        assertThat(wanted(tenant.schema())).isEmpty();

        withoutSteps().upgrade(tenants.byId(tenant.id()).orElseThrow());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(wanted(tenant.schema())).hasSize(3));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "SELECT state || ' ' || result FROM platform.job WHERE tenant_id = ? AND kind = ?")
                                .params(tenant.id(), "build-indexes")
                                .query(String.class)
                                .list())
                        .containsExactly("done {\"indexed\":3}"));
    }

    @Test
    void isDoneOnceWhereManyComeAtOnce() throws Exception {
        List<Future<Tenant>> upgraded = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int each = 0; each < 8; each++) {
                upgraded.add(threads.submit(() -> upgrade.upgrade(behind)));
            }
        }

        for (Future<Tenant> each : upgraded) {
            assertThat(each.get().schemaVersion()).isEqualTo(TenantSchema.VERSION);
        }
    }

    /// The release after this one, with one more step.
    private UpgradeTenant nextRelease() throws IOException {
        List<String> steps = Stream.concat(TenantSchema.STEPS.stream(), Stream.of("9999-next"))
                .toList();
        return new UpgradeTenant(tenants, new TenantSchema(jdbcTemplate, steps), jdbcTemplate, jobs, manager);
    }

    @Test
    void refusesWhileOthersHoldATableAndIsReadyOnceTheyLetGo() throws Exception {
        Tenant oneStepBehind = companies.provision().tenant();
        UpgradeTenant next = nextRelease();

        try (Connection reader = dataSource.getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT FROM \"%s\"._member".formatted(oneStepBehind.schema()));

            assertThatThrownBy(() -> next.ready(oneStepBehind)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(TenancyError.TENANT_UPGRADING);
                assertThat(refused.code().kind().status()).isEqualTo(503);
                assertThat(refused.detail().zh()).contains("正在升级");
            });
            assertThat(tenants.byId(oneStepBehind.id()).orElseThrow().schemaVersion())
                    .isEqualTo(TenantSchema.VERSION);
            reader.rollback();
        }

        // Nobody asks again: the upgrade went on by itself.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                tenants.byId(oneStepBehind.id()).orElseThrow().schemaVersion())
                        .isEqualTo(TenantSchema.VERSION + 1));
        assertThat(tablesOf(oneStepBehind.schema())).contains("_member.of_the_next_release text YES");
        assertThat(next.ready(oneStepBehind).schemaVersion()).isEqualTo(TenantSchema.VERSION + 1);
    }

    @Test
    void letsReadersThroughWhileItWaitsForATable() throws Exception {
        Tenant oneStepBehind = companies.provision().tenant();
        UpgradeTenant next = nextRelease();
        String read = "SELECT FROM \"%s\"._member".formatted(oneStepBehind.schema());

        try (Connection reader = dataSource.getConnection();
                Connection others = dataSource.getConnection();
                var threads = Executors.newSingleThreadExecutor()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute(read);
            Future<Tenant> upgraded = threads.submit(() -> next.upgrade(oneStepBehind));
            others.createStatement().execute("SET lock_timeout = '2s'");
            for (int each = 0; each < 10; each++) {
                others.createStatement().execute(read);
            }

            assertThat(upgraded.isDone()).isFalse();
            others.createStatement().execute("RESET lock_timeout");
            reader.rollback();

            assertThat(upgraded.get().schemaVersion()).isEqualTo(TenantSchema.VERSION + 1);
        }
    }

    @Test
    void takesTheStepOnceWhereTwoNodesStartAtOnce() throws Exception {
        List<Tenant> behindNow =
                Stream.generate(() -> companies.provision().tenant()).limit(5).toList();
        List<UpgradeTenant> nodes = List.of(nextRelease(), nextRelease());
        List<Future<Tenant>> upgraded = new ArrayList<>();

        try (var threads = Executors.newFixedThreadPool(10)) {
            for (Tenant each : behindNow) {
                nodes.forEach(node -> upgraded.add(threads.submit(() -> node.ready(each))));
            }
        }

        for (Future<Tenant> each : upgraded) {
            assertThat(each.get().schemaVersion()).isEqualTo(TenantSchema.VERSION + 1);
        }
    }

    @Test
    void leavesAFailedOneAsItWasAndGoesOnWithTheOthers() {
        Tenant broken = behind;
        jdbc.sql("CREATE TABLE \"%s\"._config_draft_revision ()".formatted(broken.schema()))
                .update();
        makeACompanyOfTheFirstRelease();

        int failed = upgrade.upgradeAll();

        assertThat(failed).isOne();
        assertThatThrownBy(() -> upgrade.ready(broken))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(TenancyError.TENANT_UPGRADING));
        assertThat(tenants.byId(broken.id()).orElseThrow().schemaVersion()).isOne();
        assertThat(tenants.byId(behind.id()).orElseThrow().schemaVersion()).isEqualTo(TenantSchema.VERSION);
        jdbc.sql("DELETE FROM platform.tenant WHERE id = ?").param(broken.id()).update();
    }
}
