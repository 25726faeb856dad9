package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Members of a company whose tables are behind this release are told to come back, never that something broke.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + UpgradingIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class UpgradingIT {

    static final String OPERATOR = "rpl_operator-of-the-upgrading-test";
    private static final Duration SOON = Duration.ofSeconds(40);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    private ApiClient admin(String slug) {
        ApiClient operator = new ApiClient(port, OPERATOR);
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Old", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private int setTo(int version, String slug) {
        int stood = jdbc.sql("SELECT schema_version FROM platform.tenant WHERE slug = ?")
                .param(slug)
                .query(Integer.class)
                .single();
        jdbc.sql("UPDATE platform.tenant SET schema_version = ? WHERE slug = ?")
                .params(version, slug)
                .update();
        return stood;
    }

    @Test
    void areToldToComeBackWhileAnotherNodeUpgrades() throws Exception {
        ApiClient admin = admin("upgrading");
        int current = setTo(1, "upgrading");

        try (Connection otherNode = dataSource.getConnection()) {
            otherNode.setAutoCommit(false);
            otherNode
                    .createStatement()
                    .execute("UPDATE platform.tenant SET schema_version = %d WHERE slug = 'upgrading'"
                            .formatted(current));

            Answer read = admin.get("/api/v1/records/customer");
            Answer write = admin.inChinese().post("/api/v1/records/customer", "{\"values\": {\"name\": \"New\"}}");

            assertThat(read.status()).isEqualTo(503);
            assertThat(read.text("/code")).isEqualTo("tenant-upgrading");
            assertThat(read.text("/detail")).contains("new version of Ripeline");
            assertThat(Integer.parseInt(read.header("Retry-After"))).isPositive();
            assertThat(write.status()).isEqualTo(503);
            assertThat(write.text("/detail")).contains("正在升级");
            otherNode.commit();
        }

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(admin.get("/api/v1/records/customer").status())
                                .isEqualTo(200));
    }

    @Test
    void areToldToComeBackWhereTheUpgradeFailsAndServedOnceItIsMended() {
        ApiClient admin = admin("failing");
        // Its tables are there already, so that the second step cannot be taken.
        int current = setTo(1, "failing");

        Answer refused = admin.get("/api/v1/records/customer");
        setTo(current, "failing");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text("/code")).isEqualTo("tenant-upgrading");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(admin.get("/api/v1/records/customer").status())
                                .isEqualTo(200));
    }
}
