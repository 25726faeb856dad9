package io.ripeline.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.acceptance.Founded;
import io.ripeline.acceptance.Founded.Person;
import io.ripeline.application.RipelineApplication;
import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.job.Job;
import io.ripeline.job.JobState;
import io.ripeline.openapi.Described;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Giving many records to another member, with what follows them.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + TransfersIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class TransfersIT {

    static final String OPERATOR = "rpl_operator-of-the-transfers-test";
    private static final String CUSTOMERS = "/api/v1/records/customer/";
    private static final String CHILDREN = "[\"deal\", \"follow_up\"]";

    @LocalServerPort
    private int port;

    @Autowired
    private Tenants tenants;

    @Autowired
    private Sessions sessions;

    @Autowired
    private TransferRecords transferRecords;

    private Founded company;
    private ApiClient admin;
    private Person manager;
    private Person rita;
    private Person sam;
    private String customer;
    private String deal;
    private String open;
    private String done;

    @BeforeAll
    void provision() {
        company = Founded.by(new ApiClient(port, OPERATOR).before(new Described()), "transfers");
        admin = company.admin();
    }

    @BeforeEach
    void hireAndFind() {
        String all = UUID.randomUUID().toString();
        manager = company.hire("Mona" + all, "manager");
        rita = company.hire("Rita" + all, "rep", manager);
        sam = company.hire("Sam" + all, "rep", manager);
        customer = made(rita, "customer", "{\"values\": {\"name\": \"Northern Foods\", \"grade\": \"a\"}}");
        deal = made(rita, "deal", "{\"values\": {\"name\": \"Deal\", \"customer\": \"%s\"}}".formatted(customer));
        open = followUp("open");
        done = followUp("done");
    }

    private static String made(Person by, String object, String body) {
        Answer made = by.api().post("/api/v1/records/" + object, body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private String followUp(String state) {
        return made(rita, "follow_up", """
                {"values": {"due_on": "2026-12-01", "channel": "call", "state": "%s"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(state, customer));
    }

    private String hers(String children) {
        return """
                {"filter": "owner_id == \\"%s\\"", "to": "%s", "children": %s, "reason": "she leaves"}""".formatted(rita.id(), sam.id(), children);
    }

    private static Answer begun(ApiClient by, String wanted) {
        return by.post("/api/v1/records/customer/transfer", wanted);
    }

    private static JsonNode result(ApiClient by, Answer begun) {
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return by.finished(begun).at("/result");
    }

    private static Answer undo(ApiClient by, JsonNode transfer) {
        return by.post("/api/v1/transfers/" + transfer.at("/id").asString() + "/undo", "");
    }

    private String owner(String object, String id) {
        return admin.get("/api/v1/records/" + object + "/" + id).text("/ownerId");
    }

    private List<String> causes(String id) {
        return admin.get(CUSTOMERS + id + "/changes").json().at("/items").findValuesAsString("cause");
    }

    @Test
    void tellsBeforehandWhatItWouldDo() {
        JsonNode preview = begun(manager.api(), hers(CHILDREN).replace("{", "{\"dryRun\": true, "))
                .json();

        assertThat(preview.at("/records").asInt()).isEqualTo(1);
        assertThat(preview.at("/children").toString()).isEqualTo("{\"deal\":1,\"follow_up\":2}");
        assertThat(preview.at("/examples").toString())
                .isEqualTo("[{\"id\":\"%s\",\"name\":\"Northern Foods\"}]".formatted(customer));
        assertThat(owner("customer", customer)).isEqualTo(rita.id());
    }

    @Test
    void givesTheRecordsAndWhatFollowsAndLeavesTheRest() {
        JsonNode moves = admin.get(CUSTOMERS + customer + "/moves").json();

        JsonNode result = result(manager.api(), begun(manager.api(), hers(CHILDREN)));

        assertThat(result.at("/transferred").asInt())
                .as("her customer, its deal, what she planned and what its rhythm did")
                .isEqualTo(4);
        assertThat(owner("customer", customer)).isEqualTo(sam.id());
        assertThat(owner("deal", deal)).isEqualTo(sam.id());
        assertThat(owner("follow_up", open)).isEqualTo(sam.id());
        assertThat(owner("follow_up", done)).as("what was done stays hers").isEqualTo(rita.id());
        assertThat(causes(customer)).containsExactly("transfer", "api");
        assertThat(admin.get(CUSTOMERS + customer + "/moves").json()).isEqualTo(moves);
        assertThat(admin.get(CUSTOMERS + customer).text("/values/grade")).isEqualTo("a");
        JsonNode listed = manager.api().get("/api/v1/transfers").json().at("/items/0");
        assertThat(listed.at("/to/id").asString()).isEqualTo(sam.id());
        assertThat(listed.at("/reason").asString()).isEqualTo("she leaves");
        assertThat(listed.at("/counts/given").asInt()).isEqualTo(4);
        assertThat(manager.api().get("/api/v1/bulk").json().at("/items")).isEmpty();
    }

    @Test
    void leavesChildrenThatAreNotChosen() {
        result(manager.api(), begun(manager.api(), hers("[]")));

        assertThat(owner("customer", customer)).isEqualTo(sam.id());
        assertThat(owner("deal", deal)).isEqualTo(rita.id());
        assertThat(owner("follow_up", open)).isEqualTo(rita.id());
    }

    @Test
    void isTakenBackAsFarAsNothingChangedHandsSince() {
        JsonNode transfer = result(manager.api(), begun(manager.api(), hers(CHILDREN)));
        sam.api().patch(CUSTOMERS + customer, "{\"values\": {\"city\": \"Suzhou\"}}");
        for (String next : List.of(manager.id(), sam.id())) {
            admin.patch("/api/v1/records/deal/" + deal, "{\"ownerId\": \"%s\"}".formatted(next));
        }

        JsonNode result = result(manager.api(), undo(manager.api(), transfer));

        assertThat(result.at("/transferred").asInt()).isEqualTo(3);
        assertThat(result.at("/skipped").asInt()).isEqualTo(1);
        assertThat(owner("customer", customer)).isEqualTo(rita.id());
        assertThat(admin.get(CUSTOMERS + customer).text("/values/city")).isEqualTo("Suzhou");
        assertThat(owner("deal", deal)).isEqualTo(sam.id());
        assertThat(undo(manager.api(), transfer).text("/code")).isEqualTo("transfer-undone");
    }

    @Test
    void isForAdminsAndThoseAboveOnly() {
        String foreign = admin.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Foreign\"}}")
                .text("/id");
        String mine = "{\"ids\": [\"%s\"], \"to\": \"%s\"}".formatted(customer, sam.id());
        String theirs = "{\"ids\": [\"%s\", \"%s\"], \"to\": \"%s\"}".formatted(customer, foreign, sam.id());

        assertThat(begun(rita.api(), mine).text("/code")).isEqualTo("right-missing");
        assertThat(begun(manager.api(), theirs).text("/code")).isEqualTo("record-not-found");
        JsonNode transfer = result(admin, begun(admin, theirs));
        assertThat(transfer.at("/transferred").asInt()).isEqualTo(2);
        assertThat(undo(manager.api(), transfer).text("/code")).isEqualTo("transfer-not-found");
        assertThat(admin.post("/api/v1/bulk/" + transfer.at("/id").asString() + "/undo", "")
                        .text("/code"))
                .isEqualTo("bulk-not-found");
    }

    @Test
    void refusesWhatMakesNoSense() {
        String to = "\"to\": \"%s\"".formatted(sam.id());

        assertThat(begun(admin, "{%s}".formatted(to)).text("/code")).isEqualTo("transfer-invalid");
        assertThat(begun(admin, "{\"filter\": \"true\", \"to\": \"%s\"}".formatted(UUID.randomUUID()))
                        .text("/code"))
                .isEqualTo("transfer-invalid");
        assertThat(begun(admin, hers("[\"activity\"]")).text("/code")).isEqualTo("transfer-invalid");
        assertThat(begun(admin, hers("[\"product\"]")).text("/code")).isEqualTo("transfer-invalid");
        assertThat(admin.post("/api/v1/transfers/" + UUID.randomUUID() + "/undo", "")
                        .text("/code"))
                .isEqualTo("transfer-not-found");
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        List<String> many = new ArrayList<>(List.of(customer));
        for (int number = 0; number < 150; number++) {
            many.add(made(rita, "customer", "{\"values\": {\"name\": \"One of many\"}}"));
        }
        Bulk transfer = asManager(this::noted);
        Job job = new Job(
                Ids.next(),
                Ids.next(),
                UUID.fromString(manager.id()),
                transferRecords.kind(),
                transfer.id(),
                JobState.RUNNING,
                0,
                null,
                null,
                1,
                Instant.now(),
                null,
                null);

        assertThatThrownBy(() -> asManager(() -> transferRecords.run(job, (count, total) -> {
                    throw new IllegalStateException("The plug was pulled");
                })))
                .hasMessage("The plug was pulled");
        Transferred result = asManager(() -> transferRecords.run(job, (count, total) -> {}));

        assertThat(result).isEqualTo(new Transferred(transfer.id(), 151, 0, 0));
        assertThat(many).allSatisfy(id -> assertThat(causes(id)).containsExactly("transfer", "api"));
    }

    /// A transfer that nobody has begun to do.
    private Bulk noted() {
        return sessions.write(session -> {
            ObjectModel object = session.model().object("customer");
            Bulk wanted = Bulk.of(session, object, new Transfer(UUID.fromString(sam.id()), List.of(), null));
            new Bulks(session.transaction()).add(wanted);
            new BulkRecords(session.transaction())
                    .add(
                            wanted.id(),
                            Following.of(
                                    session,
                                    object,
                                    object.columns().ownerId().eq(UUID.fromString(rita.id())),
                                    List.of()));
            return wanted;
        });
    }

    private <T> T asManager(Supplier<T> work) {
        Tenant tenant = tenants.all().stream()
                .filter(each -> each.slug().value().equals("transfers"))
                .findFirst()
                .orElseThrow();
        return new TenantScope(tenant, UUID.fromString(manager.id()), Locale.ENGLISH, "test").call(work::get);
    }
}
