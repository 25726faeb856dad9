package io.ripeline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.WithCompanies;
import io.ripeline.database.Ids;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    private PlatformTransactionManager manager;

    private Tenant behind;

    @BeforeEach
    void makeACompanyOfTheFirstRelease() {
        Tenant fresh = companies.provision().tenant();
        UUID id = Ids.next();
        behind = new Tenant(
                id,
                new TenantSlug("old-" + id.toString().substring(24)),
                "Old",
                TenantSchema.nameOf(id),
                TenantSchema.nameOf(id),
                1,
                fresh.template(),
                fresh.locale(),
                fresh.timeZone(),
                fresh.state(),
                fresh.createdAt());
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            tenants.add(behind);
            schemas.create(behind);
        });
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

    @Test
    void leavesAFailedOneAsItWasAndGoesOnWithTheOthers() {
        Tenant broken = behind;
        jdbc.sql("CREATE TABLE \"%s\"._config_draft_revision ()".formatted(broken.schema()))
                .update();
        makeACompanyOfTheFirstRelease();

        upgrade.upgradeAll();

        assertThat(tenants.byId(broken.id()).orElseThrow().schemaVersion()).isOne();
        assertThat(tenants.byId(behind.id()).orElseThrow().schemaVersion()).isEqualTo(TenantSchema.VERSION);
        jdbc.sql("DELETE FROM platform.tenant WHERE id = ?").param(broken.id()).update();
    }
}
