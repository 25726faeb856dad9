package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;

class ImportRunsIT extends ImportScenario {

    @Test
    void triesEverythingAndChangesNothing() {
        UUID id = upload(DEALS, DEAL_OPTIONS);

        assertThat(dryRun(id)).isEqualTo(new Counts(3, 0, 0, 4));
        assertThat(dryRun(id)).isEqualTo(new Counts(3, 0, 0, 4));

        assertThat(all("deal")).isEmpty();
        assertThat(failed(id, Locale.ENGLISH)).contains("D7,GTX Pro");
        assertThat(state(id)).isEqualTo("checked");
        assertThat(run(id)).isEqualTo(new Counts(3, 0, 0, 4));
    }

    @Test
    void goesOnWhereAKilledRunStood() {
        StringBuilder csv = new StringBuilder("name\n");
        for (int row = 1; row <= 2_100; row++) {
            csv.append("C").append(row).append('\n');
        }
        UUID id = upload(csv.toString(), "{\"object\":\"contact\"}");
        company.call(() -> controller.run(id.toString()));

        assertThatIllegalStateException()
                .isThrownBy(() -> company.call(() -> runs.run(id, (done, total) -> {
                    throw new IllegalStateException("killed after " + done);
                })))
                .withMessage("killed after 2000");
        assertThat(all("contact")).hasSize(2_000);
        assertThat(state(id)).isEqualTo("running");

        assertThat(company.call(() -> runs.run(id, (done, total) -> {}))).isEqualTo(new Counts(2_100, 0, 0, 0));
        assertThat(all("contact")).hasSize(2_100);
    }

    @Test
    void standsStillWhereANewVersionDoesNotFitUntilOneDoes() {
        String nick = """
                {"key":"nick","label":{"en":"Nick","zh-CN":"昵称"},"type":"text"}""";
        company.publish("[{\"op\":\"add\",\"path\":\"/objects/1/fields/-\",\"value\":%s}]".formatted(nick));
        UUID id = upload(rows(2_100, "name,nick\n", "C%1$d,N%1$d\n"), "{\"object\":\"contact\"}");
        company.call(() -> controller.run(id.toString()));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> runs.run(id, (done, total) -> company.publish("""
                                        [{"op":"remove","path":"/objects/1/fields/7"}]"""))))
                .withMessageStartingWith("unknown-field");
        assertThat(all("contact")).hasSize(2_000);
        assertThat(state(id)).isEqualTo("failed");

        company.publish("[{\"op\":\"add\",\"path\":\"/objects/1/fields/-\",\"value\":%s}]".formatted(nick));

        assertThat(run(id)).isEqualTo(new Counts(2_100, 0, 0, 0));
        assertThat(all("contact"))
                .hasSize(2_100)
                .extracting(record -> record.text("name").orElse(""))
                .doesNotHaveDuplicates();
        assertThat(state(id)).isEqualTo("finished");
    }

    @Test
    void goesByTheRulesOfAVersionThatIsPublishedMeanwhile() {
        UUID id = upload(rows(2_100, "name,title\n", "C%d,boss\n"), "{\"object\":\"contact\"}");
        company.call(() -> controller.run(id.toString()));
        List<Boolean> published = new ArrayList<>();

        Counts counts = company.call(() -> runs.run(id, (done, total) -> {
            if (published.isEmpty()) {
                published.add(true);
                company.publish("""
                        [{"op":"add","path":"/objects/1/validations","value":[{"key":"no_boss","when":"title == 'boss'",
                          "message":{"en":"No bosses.","zh-CN":"不要老板。"}}]}]""");
            }
        }));

        assertThat(counts).isEqualTo(new Counts(2_000, 0, 0, 100));
        assertThat(failed(id, Locale.ENGLISH)).contains("C2001,boss,").contains("No bosses.");
        assertThat(all("contact")).hasSize(2_000);
    }

    private static String rows(int count, String header, String row) {
        return IntStream.rangeClosed(1, count).mapToObj(row::formatted).collect(Collectors.joining("", header, ""));
    }

    @Test
    void runsOnce() {
        UUID id = upload("name\nAnn\n", "{\"object\":\"contact\"}");
        company.call(() -> controller.run(id.toString()));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.run(id.toString())))
                .withMessageStartingWith("import-running");

        company.call(() -> runs.run(id, (done, total) -> {}));

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> run(id)).withMessageStartingWith("import-finished");
        assertThat(state(id)).isEqualTo("finished");
    }

    @Test
    void suggestsAMappingAndShowsTheFirstRows() {
        ImportResponse response =
                company.call(() -> post("Customer name;Phone;weather\nAcme;1;fine\n", "{\"object\":\"customer\"}"));

        assertThat(response.columns()).containsExactly("Customer name", "Phone", "weather");
        assertThat(response.preview()).containsExactly(List.of("Acme", "1", "fine"));
        assertThat(response.mapping())
                .containsExactly(
                        new ImportOptions.MappedColumn("Customer name", "name", null, null),
                        new ImportOptions.MappedColumn("Phone", "phone", null, null));
        assertThat(List.of(response.rows(), response.encoding(), response.delimiter(), response.state()))
                .containsExactly(1, "UTF-8", ";", "ready");
    }

    @Test
    void takesAFileOverHttp() throws Exception {
        MockMvc http = MockMvcBuilders.standaloneSetup(controller).build();
        var upload = multipart("/api/v1/imports")
                .part(new MockPart("file", "c.csv", "name\nAnn\n".getBytes(StandardCharsets.UTF_8)))
                .part(new MockPart("options", "{\"object\":\"contact\"}".getBytes(StandardCharsets.UTF_8)));

        String answer = company.call(() -> perform(http, upload));

        JsonNode json = StrictJson.MAPPER.readTree(answer);
        assertThat(json.get("state").stringValue()).isEqualTo("ready");
        assertThat(json.get("object").stringValue()).isEqualTo("contact");
        assertThat(json.get("mode").stringValue()).isEqualTo("create");
        assertThat(json.get("preview").toString()).isEqualTo("[[\"Ann\"]]");
        assertThat(json.get("mapping").toString()).isEqualTo("[{\"column\":\"name\",\"field\":\"name\"}]");
    }

    private static String perform(MockMvc http, RequestBuilder request) {
        try {
            return http.perform(request)
                    .andExpect(status().isCreated())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception failure) {
            throw new IllegalStateException("The upload failed", failure);
        }
    }

    @Test
    void belongsToOneCompanyAndItsAdmins() {
        UUID id = upload("name\nAnn\n", "{\"object\":\"contact\"}");
        TestCompanies.Company other = companies.open();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> other.call(() -> controller.get(id.toString())))
                .withMessageStartingWith("import-not-found");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.as("Ann Lee", () -> controller.get(id.toString())))
                .withMessageStartingWith("right-missing");
    }
}
