package io.ripeline.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Upload.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Uploads, right and wrong in every way a form can be: each is answered as described.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + OpenApiIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class UploadsIT {

    private static final String IMPORTS = "/api/v1/imports";
    private static final Part FILE = Part.file("Name\nAda\n".getBytes(StandardCharsets.UTF_8));
    private static final Part OPTIONS = Part.options("{\"object\": \"customer\"}");
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};

    /// @param code of the refusal; empty where it is taken
    record Case(String name, Upload upload, int status, String code) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Case> CASES = List.of(
            new Case("as described", Upload.of(FILE, OPTIONS), 201, ""),
            new Case("options first", Upload.of(OPTIONS, FILE), 201, ""),
            new Case(
                    "types that are not looked at",
                    Upload.of(
                            new Part("file", "data.csv", "image/png", FILE.content()),
                            new Part("options", "", "", OPTIONS.content())),
                    201,
                    ""),
            new Case("no file", Upload.of(OPTIONS), 422, "missing-property"),
            new Case("no options", Upload.of(FILE), 422, "missing-property"),
            new Case("nothing", Upload.of(), 422, "missing-property"),
            new Case("an empty file", Upload.of(Part.file(new byte[0]), OPTIONS), 422, "csv-empty"),
            new Case("a picture", Upload.of(Part.file(PICTURE), OPTIONS), 422, "file-type-not-available"),
            new Case("two files", Upload.of(FILE, FILE, OPTIONS), 422, "part-double"),
            new Case("two options", Upload.of(FILE, OPTIONS, OPTIONS), 422, "part-double"),
            new Case(
                    "a part too many",
                    Upload.of(FILE, OPTIONS, new Part("more", "", "", new byte[] {1})),
                    422,
                    "unknown-property"),
            new Case(
                    "options that are no JSON",
                    Upload.of(FILE, Part.options("object=customer")),
                    400,
                    "malformed-json"),
            new Case(
                    "options of another form",
                    Upload.of(FILE, Part.options("{\"objekt\": 1}")),
                    422,
                    "unknown-property"),
            new Case("no such object", Upload.of(FILE, Part.options("{\"object\": \"ghost\"}")), 404, "unknown-object"),
            new Case("said to be JSON", Upload.of(FILE, OPTIONS).as("application/json"), 415, "unsupported-media-type"),
            new Case(
                    "said to be a plain form",
                    Upload.of(FILE, OPTIONS).as("application/x-www-form-urlencoded"),
                    415,
                    "unsupported-media-type"),
            new Case("no boundary", Upload.of(FILE, OPTIONS).as("multipart/form-data"), 400, "body-unreadable"),
            new Case("broken off", Upload.of(FILE, OPTIONS).brokenOff(), 400, "body-unreadable"));

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private Contract contract;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OpenApiIT.OPERATOR);
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "uploads", "name": "Uploads", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@uploads.example", "name": "Ada"}}""").text("/adminToken"));
        contract = new Contract(admin.get("/api/v1/openapi.json").json());
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void isAnsweredAsDescribed(Case one) {
        Answer answer = one.upload().sent(admin, "POST", IMPORTS);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(one.status());
        assertThat(answer.json().path("code").asString("")).isEqualTo(one.code());
        assertThat(contract.deviations("POST", IMPORTS, answer)).isEmpty();
    }
}
