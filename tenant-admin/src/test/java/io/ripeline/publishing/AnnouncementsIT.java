package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.SecondNode;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Models;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AnnouncementsIT {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration SUBSCRIBED = Duration.ofSeconds(20);
    private static final String RENAME = "[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"%s\"}]";

    @Autowired
    private Companies companies;

    @Autowired
    private Models models;

    private ConfigurableApplicationContext otherNode;

    @BeforeAll
    void startAnotherNode(@Autowired Environment environment) {
        otherNode = SecondNode.start(environment);
        // The subscription is made in the background; the first message that arrives shows that it stands.
        Company any = companies.provision();
        await().atMost(SUBSCRIBED).until(() -> {
            int number = any.publish(RENAME.formatted("try")).number();
            return arrives(any, number, Duration.ofMillis(500));
        });
    }

    @AfterAll
    void stopIt() {
        otherNode.close();
    }

    private boolean arrives(Company company, int number, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < end) {
            if (otherNode.getBean(Models.class).isLoaded(company.tenant(), number)) {
                return true;
            }
            Thread.sleep(5);
        }
        return false;
    }

    @Test
    void haveAnotherNodeLoadTheVersionWithinASecond() throws InterruptedException {
        Company company = companies.provision();

        int number = company.publish(RENAME.formatted("Two")).number();

        assertThat(arrives(company, number, LONGEST)).isTrue();
    }

    @Test
    void spareThePublishingNodeTheCompilation() {
        Company company = companies.provision();

        int number = company.publish(RENAME.formatted("Two")).number();

        assertThat(models.isLoaded(company.tenant(), number)).isTrue();
    }

    @Test
    void areNotNeededForTheOtherNodeToFollow() {
        Company company = companies.provision();
        otherNode.getBean(Announcements.class).stop();
        try {
            int number = company.publish(RENAME.formatted("Two")).number();

            int seen = new TenantScope(
                            company.tenant(),
                            company.admin().id(),
                            company.tenant().locale(),
                            "test")
                    .call(() -> otherNode
                            .getBean(TenantTransactions.class)
                            .read(transaction -> otherNode
                                    .getBean(Models.class)
                                    .of(transaction)
                                    .version()));
            assertThat(seen).isEqualTo(number);
        } finally {
            otherNode.getBean(Announcements.class).start();
        }
    }
}
