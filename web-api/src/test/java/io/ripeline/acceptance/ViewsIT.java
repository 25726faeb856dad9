package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The lists and boards that members keep under a name.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BulkIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class ViewsIT {

    private static final String VIEWS = "/api/v1/views";

    @LocalServerPort
    private int port;

    private ApiClient operator;
    private ApiClient admin;
    private ApiClient rita;
    private ApiClient mona;

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, BulkIT.OPERATOR).before(new Described());
        admin = company("views");
        rita = hire("Rita", "rep");
        mona = hire("Mona", "manager");
    }

    private ApiClient company(String slug) {
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Views", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private ApiClient hire(String name, String role) {
        String id = admin.post(
                        "/api/v1/members",
                        "{\"email\": \"%s@views.example\", \"name\": \"%1$s\", \"role\": \"%s\"}".formatted(name, role))
                .text("/id");
        return operator.as(admin.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    private static String made(ApiClient client, String more) {
        Answer made = client.post(VIEWS, "{\"object\": \"deal\", \"label\": \"Big ones\"%s}".formatted(more));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/id");
    }

    private static List<String> ids(ApiClient client) {
        return client.get(VIEWS + "?object=deal").json().at("/items").findValuesAsString("id");
    }

    @Test
    void areKeptForWhoMadeThem() {
        String id = made(rita, """
                , "filter": "amount > 1000.0", "sort": "-amount", "q": "foods", "columns": ["name", "amount", "owner_id"],
                "kind": "board", "pinned": true""");

        Answer views = rita.get(VIEWS + "?object=deal");

        assertThat(ids(rita)).contains(id);
        assertThat(ids(mona)).doesNotContain(id);
        assertThat(ids(admin)).doesNotContain(id);
        assertThat(rita.get(VIEWS + "?object=customer").response().body()).doesNotContain(id);
        int index = ids(rita).indexOf(id);
        assertThat(views.text("/items/%d/filter".formatted(index))).isEqualTo("amount > 1000.0");
        assertThat(views.text("/items/%d/kind".formatted(index))).isEqualTo("board");
        assertThat(views.json().at("/items/%d/columns".formatted(index))).hasSize(3);
        assertThat(views.json().at("/items/%d/pinned".formatted(index)).asBoolean())
                .isTrue();
        assertThat(views.json().at("/items/%d/mayEdit".formatted(index)).asBoolean())
                .isTrue();
        assertThat(mona.patch(VIEWS + "/" + id, "{\"label\": \"Stolen\"}").status())
                .isEqualTo(404);
        assertThat(admin.send("DELETE", VIEWS + "/" + id).status()).isEqualTo(404);
        assertThat(company("views-elsewhere").send("DELETE", VIEWS + "/" + id).status())
                .isEqualTo(404);
        assertThat(ids(rita)).contains(id);
    }

    @Test
    void reachThoseTheyAreSharedWith() {
        String everybody = made(rita, ", \"shared\": true");
        String managers = made(rita, ", \"roles\": [\"manager\"]");
        ApiClient otherRep = hire("Sam", "rep");

        assertThat(ids(mona)).contains(everybody, managers);
        assertThat(ids(otherRep)).contains(everybody).doesNotContain(managers);
        assertThat(ids(admin)).contains(everybody, managers);
        assertThat(mona.patch(VIEWS + "/" + everybody, "{\"label\": \"Mine\"}").text("/code"))
                .isEqualTo("right-missing");
        assertThat(mona.send("DELETE", VIEWS + "/" + everybody).status()).isEqualTo(403);
        assertThat(mona.patch(VIEWS + "/" + everybody, "{\"pinned\": true}").status())
                .isEqualTo(200);
        assertThat(rita.get(VIEWS + "?object=deal")
                        .json()
                        .at("/items/%d/pinned".formatted(ids(rita).indexOf(everybody)))
                        .asBoolean())
                .isFalse();
        assertThat(admin.send("DELETE", VIEWS + "/" + everybody).status()).isEqualTo(204);
        assertThat(rita.patch(VIEWS + "/" + managers, "{\"shared\": false}").status())
                .isEqualTo(200);
        assertThat(ids(mona)).doesNotContain(everybody, managers);
    }

    @Test
    void changeInPartsAndLoseWhatIsEmptied() {
        String id = made(rita, ", \"filter\": \"amount > 5.0\", \"sort\": \"name\"");

        Answer changed = rita.patch(VIEWS + "/" + id, "{\"label\": \"Renamed\", \"filter\": \"\"}");

        assertThat(changed.text("/label")).isEqualTo("Renamed");
        assertThat(changed.json().at("/filter").isNull()).isTrue();
        assertThat(changed.text("/sort")).isEqualTo("name");
    }

    @Test
    void beginWithOneOfThem() {
        String own = made(mona, ", \"default\": true");
        assertThat(mona.get(VIEWS + "?object=deal").text("/default")).isEqualTo(own);
        String defined =
                mona.get("/api/v1/objects/deal").json().at("/views/0/key").asString();

        Answer chosen =
                mona.send("PUT", VIEWS + "/default", "{\"object\": \"deal\", \"view\": \"%s\"}".formatted(defined));
        assertThat(chosen.status()).as(chosen.response().body()).isEqualTo(200);
        assertThat(chosen.text("/default")).isEqualTo(defined);
        assertThat(rita.get(VIEWS + "?object=deal").json().at("/default").isNull())
                .isTrue();
        assertThat(mona.send("PUT", VIEWS + "/default", "{\"object\": \"deal\"}")
                        .json()
                        .at("/default")
                        .isNull())
                .isTrue();
        assertThat(mona.send("PUT", VIEWS + "/default", "{\"object\": \"deal\", \"view\": \"nonsense\"}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"label\": \"x\"};view-invalid;/object",
                "{\"object\": \"deal\"};view-invalid;/label",
                "{\"object\": \"deal\", \"label\": \"x\", \"kind\": \"pie\"};view-invalid;/kind",
                "{\"object\": \"deal\", \"label\": \"x\", \"columns\": [\"colour\"]};view-invalid;/columns/0",
                "{\"object\": \"deal\", \"label\": \"x\", \"roles\": [\"pirate\"]};view-invalid;/roles/0",
                "{\"object\": \"deal\", \"label\": \"x\", \"filter\": \"colour ==\"};filter-invalid;",
                "{\"object\": \"deal\", \"label\": \"x\", \"sort\": \"colour\"};sort-invalid;"
            })
    void areRefusedWhereTheyShowNothing(String request, String code, String pointer) {
        Answer refused = rita.post(VIEWS, request);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(refused.text("/code")).isEqualTo(code);
        if (pointer != null) {
            assertThat(refused.text("/errors/0/pointer")).isEqualTo(pointer);
        }
    }
}
