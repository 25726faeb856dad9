package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Interruption;
import io.ripeline.company.MovableClock;
import io.ripeline.company.WithCompanies;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/// A node that is killed while it publishes, or while it does what publishing left to do.
@WithCompanies
class KilledPublishIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final Duration PAST_EVERY_LEASE = Duration.ofSeconds(20);

    @Autowired
    private Companies companies;

    @Autowired
    private PublishDraft publishDraft;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Interruption interruption;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    @Qualifier("jobRunner")
    private SmartLifecycle ownJobs;

    private final List<Connection> held = new ArrayList<>();

    /// The other node is to do the jobs, until it is dead.
    @BeforeEach
    void leaveTheJobsToTheOther() {
        ownJobs.stop();
    }

    @AfterEach
    void letEverythingGo() throws SQLException {
        release();
        if (!ownJobs.isRunning()) {
            ownJobs.start();
        }
    }

    private List<KilledCompany> ready(int count) {
        return Stream.generate(() -> KilledCompany.ready(companies, jdbc))
                .limit(count)
                .toList();
    }

    /// Does something in a transaction that stays open.
    private void hold(String sql) throws SQLException {
        Connection connection = DriverManager.getConnection(environment.getRequiredProperty("spring.datasource.url"));
        held.add(connection);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void release() throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
        held.clear();
    }

    private void awaitOne(String sql, Object... parameters) {
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Boolean.TRUE.equals(
                        jdbc.queryForObject("SELECT EXISTS (" + sql + ")", Boolean.class, parameters)));
    }

    private void awaitBlocked(String statement) {
        awaitOne(
                "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                        + " AND query LIKE ?",
                statement);
    }

    /// What PostgreSQL still did for the dead node has come to its end.
    private void outlastTheDead() {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(
                        () -> assertThat(jdbc.queryForList("""
                        SELECT 'lock ' || objid FROM pg_locks
                        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database
                                                                    WHERE datname = current_database())""", String.class)).isEmpty());
    }

    private void areWholeAgain(List<KilledCompany> all) {
        outlastTheDead();
        all.forEach(KilledCompany::isOneOrTheOther);
        clock.advance(PAST_EVERY_LEASE);
        ownJobs.start();
        all.forEach(each -> each.isWholeAgain(publishDraft));
        all.forEach(KilledCompany::indexesAreComplete);
    }

    @Test
    void isResumedWhereverFivePublishersWere() throws Exception {
        try (PublishingVictim node = PublishingVictim.start(environment)) {
            List<KilledCompany> all = ready(5);
            node.awaitReady();

            for (KilledCompany each : all) {
                node.publish(each.company());
            }
            await().atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> all.stream().anyMatch(KilledCompany::published));
            node.kill();

            areWholeAgain(all);
        }
    }

    @Test
    void isResumedFromEveryWait() throws Exception {
        try (PublishingVictim node = PublishingVictim.start(environment)) {
            List<KilledCompany> all = ready(4);
            KilledCompany growing = all.get(0);
            KilledCompany converting = all.get(1);
            KilledCompany holdingBack = all.get(2);
            KilledCompany switching = all.get(3);
            UUID changed = attemptBefore(converting);
            node.awaitReady();
            hold("LOCK TABLE \"%s\".customer IN ACCESS SHARE MODE".formatted(growing.schema()));
            hold("SELECT FROM \"%s\".customer WHERE id = '%s' FOR UPDATE".formatted(converting.schema(), changed));
            UUID id = holdingBack.company().tenant().id();
            long gate = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
            hold("SELECT pg_advisory_xact_lock_shared(%d)".formatted(gate));
            hold("SELECT FROM \"%s\"._head FOR UPDATE".formatted(switching.schema()));

            node.publish(converting.company());
            awaitBlocked("UPDATE \"%s\"%%size%%".formatted(converting.schema()));
            node.publish(switching.company());
            awaitBlocked("select \"config_version\"%for update");
            node.publish(holdingBack.company());
            awaitBlocked("SELECT pg_advisory_xact_lock(%d)".formatted(gate));
            node.publish(growing.company());
            awaitBlocked("ALTER TABLE \"%s\"%%".formatted(growing.schema()));
            node.kill();
            release();

            assertThat(all).noneMatch(KilledCompany::published);
            areWholeAgain(all);
        }
    }

    /// Fails at the last step, so that the next attempt finds the columns made and one value to convert.
    private UUID attemptBefore(KilledCompany company) {
        interruption.expect(company.company());
        assertThatThrownBy(() -> company.company().admin().call(() -> publishDraft.publish("", KilledCompany.MAPPINGS)))
                .hasMessage("The plug was pulled");
        return company.change("7007");
    }

    @Test
    void leavesJobsThatOthersFinish() throws Exception {
        try (PublishingVictim node = PublishingVictim.start(environment)) {
            List<KilledCompany> all = ready(2);
            KilledCompany indexing = all.getFirst();
            node.awaitReady();
            hold("SELECT txid_current()");
            Connection older = held.removeFirst();

            for (KilledCompany each : all) {
                node.publish(each.company());
            }
            awaitOne("""
                    SELECT FROM pg_stat_activity
                    WHERE pid <> pg_backend_pid() AND query LIKE 'SELECT count(*) FROM pg_stat_activity%'
                    HAVING count(*) = ?""", all.size());
            hold("LOCK TABLE \"%s\".customer IN ROW EXCLUSIVE MODE".formatted(indexing.schema()));
            older.close();
            String building = "CREATE %%INDEX CONCURRENTLY%%\"%s\"%%".formatted(indexing.schema());
            awaitBlocked(building);
            node.kill();
            jdbc.queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE ?", building);
            release();

            assertThat(all).allMatch(KilledCompany::published);
            areWholeAgain(all);
        }
    }

    @Test
    void givesNoFieldTheValuesOfAConversionThatFailed() {
        KilledCompany company = KilledCompany.ready(companies, jdbc);
        attemptBefore(company);
        company.company().admin().write(session -> {
            drafts.discard(session);
            return true;
        });
        company.company().publish(KilledCompany.ANOTHER);

        assertThat(Set.copyOf(company.read("later").values())).containsExactly("nothing");
    }
}
