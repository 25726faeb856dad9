package io.ripeline.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Mail to customers as a rep writes it, through a real SMTP server.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + WriteMailIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class WriteMailIT {

    static final String OPERATOR = "rpl_operator-of-the-mails";
    private static final String CUSTOMERS = "/api/v1/records/customer";

    @RegisterExtension
    static final SmtpServer SERVER = new SmtpServer();

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rita;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        SERVER.tell(properties);
    }

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "writers", "name": "Writers", "template": "telesales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@writers.example", "name": "Ada"}}""").text("/adminToken"));
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@writers.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        rita = admin.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    private String customer(String values) {
        Answer made = rita.post(CUSTOMERS, "{\"values\": {%s}}".formatted(values));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return CUSTOMERS + "/" + made.text("/id");
    }

    private static void await(BooleanSupplier met) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!met.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("the time until which it should have happened")
                    .isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void aTemplateIsFilledInShownSentAndNoted() throws Exception {
        String record = customer(
                "\"name\": \"Green Leaf\", \"person\": \"Ms Bo\", \"city\": \"Leeds\", \"email\": \"bo@leaf.example\"");

        Answer shown = rita.post(record + "/mail", "{\"template\": \"introduction\", \"dryRun\": true}");
        Answer queued = rita.post(record + "/mail", "{\"template\": \"introduction\"}");

        assertThat(shown.status()).as(shown.response().body()).isEqualTo(200);
        assertThat(shown.text("/to")).isEqualTo("bo@leaf.example");
        assertThat(shown.text("/subject")).isEqualTo("Green Leaf: what we talked about on the phone");
        assertThat(shown.text("/body"))
                .startsWith("Dear Ms Bo,")
                .contains("in Leeds")
                .contains("Rita\nWriters");
        assertThat(queued.status()).as(queued.response().body()).isEqualTo(202);
        assertThat(queued.text("/mail/state")).isEqualTo("queued");
        assertThat(queued.json().at("/notice").isNull()).isTrue();
        await(() -> state(record).equals("sent"));
        MimeMessage arrived = SERVER.received().getFirst();
        assertThat(arrived.getSubject()).isEqualTo(shown.text("/subject"));
        assertThat(((InternetAddress) arrived.getFrom()[0]).getPersonal()).isEqualTo("Rita");
        assertThat(arrived.getReplyTo()[0]).hasToString("Rita <rita@writers.example>");
        JsonNode activity = rita.get("/api/v1/records/activity/" + queued.text("/activity/id"))
                .json();
        assertThat(activity.at("/values/kind").asString()).isEqualTo("email");
        assertThat(activity.at("/values/mail_state").asString()).isEqualTo("sent");
        assertThat(activity.at("/values/subject").asString()).isEqualTo(shown.text("/subject"));
    }

    private String state(String record) {
        return rita.get(record + "/mails").text("/items/0/state");
    }

    @Test
    void theCustomersLanguageIsChosenAndUnknownOnesRefused() {
        String record = customer("\"name\": \"绿叶\", \"email\": \"bo@leaf.example\"");

        assertThat(rita.post(
                                record + "/mail",
                                "{\"template\": \"introduction\", \"language\": \"zh-CN\", \"dryRun\": true}")
                        .text("/subject"))
                .isEqualTo("绿叶：刚才电话里说的收银与对账");
        Answer refused = rita.post(record + "/mail", "{\"template\": \"introduction\", \"language\": \"fr\"}");
        assertThat(refused.text("/code")).isEqualTo("language-unknown");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/language");
    }

    @Test
    void whoOptedOutGetsNoMail() {
        String record = customer("\"name\": \"Quiet\", \"email\": \"q@quiet.example\", \"no_mail\": true");

        assertThat(rita.post(record + "/mail", "{\"template\": \"introduction\"}")
                        .status())
                .isEqualTo(409);
        assertThat(rita.post(record + "/mail", "{\"subject\": \"S\", \"body\": \"B\"}")
                        .text("/code"))
                .isEqualTo("opted-out");
        assertThat(rita.get(record + "/mails").json().at("/items").size()).isZero();
    }

    @Test
    void whatIsWrongIsRefusedAtItsPlaceAndNothingIsSent() {
        String record = customer("\"name\": \"No Address\"");

        Answer none = rita.post(record + "/mail", "{\"template\": \"introduction\"}");
        Answer header = rita.post(
                record + "/mail",
                "{\"subject\": \"Hi\\r\\nBcc: all@x.example\", \"body\": \"B\", \"to\": \"a@b.example\"}");
        Answer two = rita.post(
                record + "/mail", "{\"subject\": \"Hi\", \"body\": \"B\", \"to\": \"a@b.example, c@d.example\"}");
        Answer empty = rita.post(record + "/mail", "{\"subject\": \"Hi\", \"to\": \"a@b.example\"}");
        Answer unknown = rita.post(record + "/mail", "{\"template\": \"nothing\"}");

        assertThat(none.text("/code")).isEqualTo("mail-address-missing");
        assertThat(none.text("/errors/0/pointer")).isEqualTo("/to");
        assertThat(header.text("/code")).isEqualTo("header-invalid");
        assertThat(two.text("/code")).isEqualTo("mail-address-invalid");
        assertThat(empty.text("/code")).isEqualTo("mail-text-missing");
        assertThat(empty.text("/errors/0/pointer")).isEqualTo("/body");
        assertThat(unknown.text("/code")).isEqualTo("mail-template-unknown");
        assertThat(rita.get(record + "/mails").json().at("/items").size()).isZero();
        assertThat(SERVER.received()).isEmpty();
    }

    @Test
    void aDealsMailGoesToItsCustomer() {
        String record = customer("\"name\": \"Red Door\", \"email\": \"ann@door.example\"");
        Answer deal = rita.post(
                "/api/v1/records/deal",
                "{\"values\": {\"name\": \"Door\", \"customer\": \"%s\", \"amount\": \"1280\"}}"
                        .formatted(record.substring(CUSTOMERS.length() + 1)));

        Answer shown = rita.post(
                "/api/v1/records/deal/" + deal.text("/id") + "/mail",
                "{\"template\": \"trial_open\", \"dryRun\": true}");

        assertThat(shown.text("/to")).as(shown.response().body()).isEqualTo("ann@door.example");
        assertThat(shown.text("/subject")).isEqualTo("The trial for Red Door is open");
        assertThat(shown.text("/body")).contains("Rita (rita@writers.example)");
    }

    @Test
    void whatTheSenderDoesNotSeeIsNotSent() {
        String record = customer("\"name\": \"Covered\", \"person\": \"Ms Bo\", \"email\": \"bo@covered.example\"");
        Answer published = publish("[{\"op\": \"add\", \"path\": \"/roles/2/permissions/fields\", \"value\": "
                + "{\"customer\": {\"person\": \"none\"}}}]");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);

        Answer refused = rita.post(record + "/mail", "{\"template\": \"introduction\"}");

        assertThat(refused.text("/code")).isEqualTo("field-not-readable");
        publish("[{\"op\": \"remove\", \"path\": \"/roles/2/permissions/fields\"}]");
    }

    private Answer publish(String patch) {
        String tag = admin.get("/api/v1/config/draft").header("ETag");
        Answer patched = admin.patch("/api/v1/config/draft", patch, tag);
        assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
        return admin.post("/api/v1/config/draft/publish", "{\"note\": \"test\"}");
    }

    @Test
    void templatesAreListedInTheReadersLanguage() {
        JsonNode items = rita.get("/api/v1/mail-templates?object=deal").json().at("/items");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.at("/1/label").asString()).isEqualTo("Quote");
        assertThat(rita.get("/api/v1/mail-templates?object=nothing").status()).isEqualTo(404);
    }
}
