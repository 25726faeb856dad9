package io.ripeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.WithCompanies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithCompanies
class UpkeepIT {

    @Autowired
    private Companies companies;

    @Autowired
    private UpkeepTicker ticker;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private List<String> states(Company company) {
        return jdbc.sql("SELECT state FROM platform.job WHERE tenant_id = ? AND kind = 'upkeep' ORDER BY created_at")
                .param(company.tenant().id())
                .query((row, number) -> row.getString("state"))
                .list();
    }

    private List<String> ended(Company company, int jobs) throws InterruptedException {
        for (int look = 0; look < 600; look++) {
            List<String> states = states(company);
            if (states.size() == jobs && states.stream().allMatch(state -> state.matches("done|failed"))) {
                return states;
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        throw new IllegalStateException("The chores do not end: " + states(company));
    }

    @Test
    void isDoneOnceADayHoweverManyNodesLook() throws Exception {
        Company company = companies.provision();
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> looks = new ArrayList<>();
            for (int node = 0; node < 5; node++) {
                looks.add(nodes.submit(ticker::tick));
            }
            for (Future<?> look : looks) {
                look.get();
            }
        }
        assertThat(ended(company, 1)).containsExactly("done");

        clock.advance(Duration.ofDays(3));
        ticker.tick();
        ticker.tick();

        assertThat(ended(company, 2)).as("three days are made up at once").containsExactly("done", "done");
        assertThat(jdbc.sql("SELECT result FROM platform.job WHERE tenant_id = ? AND kind = 'upkeep' LIMIT 1")
                        .param(company.tenant().id())
                        .query(String.class)
                        .single())
                .contains("\"reclaimed\":0", "\"purged\":0");
    }

    @Test
    void isScheduledForOneNodeOfAll() {
        assertThat(ticker.isRunning()).isTrue();
        assertThat(jdbc.sql("SELECT count(*) FROM platform.scheduled_tasks WHERE task_name = 'upkeep'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
