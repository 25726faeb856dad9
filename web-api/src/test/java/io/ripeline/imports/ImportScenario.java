package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.process.Overrides;
import io.ripeline.record.Cause;
import io.ripeline.record.Move;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockPart;

/// A company in Shanghai with products and customers, and what is done to import into it.
@SpringBootTest(classes = ImportConfiguration.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@OnRealServers
abstract class ImportScenario {

    static final String DEALS = """
            name,product,account,owner,stage,engaged,closed,amount
            D1,GTXPro,Acme Ltd,Ann Lee,Won,2016-10-20,2017-03-01,1054
            D2,GTX Pro,acme  ltd.,ann@x.example,Lost,2016-10-25,2017-03-11,
            D3,GTX Basic,,Ann Lee,prospecting,,2099-01-01,"1,200.50"
            D4,Nothing,Acme Ltd,Ann Lee,won,2016-10-20,2017-03-01,5
            D5,GTX Pro,Acme Ltd,Bob,won,2016-10-20,2017-03-01,5
            D6,GTX Pro,Twin,Ann Lee,won,10/20/2016,2017-03-01,five
            D7,GTX Pro
            """;
    static final String DEAL_OPTIONS = """
            {"object":"deal","mode":"create","waive":{"reason":"brought along"},"mapping":[
             {"column":"name","field":"name"},{"column":"product","field":"product"},
             {"column":"account","field":"customer"},{"column":"owner","field":"owner"},
             {"column":"stage","field":"stage"},{"column":"amount","field":"amount"},
             {"column":"engaged","field":"history.stage.qualification"},{"column":"engaged","field":"created_at"},
             {"column":"closed","field":"history.stage.won"},{"column":"closed","field":"history.stage.lost"}]}""";

    @Autowired
    TestCompanies companies;

    @Autowired
    ImportController controller;

    @Autowired
    ReportController reports;

    @Autowired
    ImportRuns runs;

    @Autowired
    Reverting reverting;

    @Autowired
    private Overrides overrides;

    @Autowired
    private Records records;

    @Autowired
    private Sessions sessions;

    TestCompanies.Company company;

    @BeforeEach
    void newCompany() {
        company = companies.open();
        company.invite("Ann Lee", "ann@x.example");
        create("product", "name\nGTX Pro\nGTX Basic\n");
        create("customer", "name\nAcme Ltd\nTwin\ntwin\nTWIN\n");
    }

    void create(String object, String csv) {
        UUID id = upload(
                csv, "{\"object\":\"%s\",\"mapping\":[{\"column\":\"name\",\"field\":\"name\"}]}".formatted(object));
        assertThat(run(id).failed()).isZero();
    }

    UUID upload(String csv, String options) {
        return company.call(() -> post(csv, options).id());
    }

    ImportResponse post(String csv, String options) {
        return post(csv.getBytes(StandardCharsets.UTF_8), options);
    }

    ImportResponse post(byte[] file, String options) {
        MockPart sent = new MockPart("file", "rows.csv", file);
        MockPart said = new MockPart("options", options.getBytes(StandardCharsets.UTF_8));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addPart(sent);
        request.addPart(said);
        try {
            ResponseEntity<ImportResponse> response = controller.upload(sent, said, request);
            return Objects.requireNonNull(response.getBody());
        } catch (IOException | ServletException unreadable) {
            throw new IllegalStateException("A part in memory cannot be read", unreadable);
        }
    }

    Counts run(UUID id) {
        return company.call(() -> {
            controller.run(id.toString());
            return runs.run(id, (done, total) -> {});
        });
    }

    Counts dryRun(UUID id) {
        return company.call(() -> {
            controller.dryRun(id.toString());
            return runs.dryRun(id, (done, total) -> {});
        });
    }

    List<StoredRecord> all(String object) {
        return company.call(() -> sessions.read(session -> {
            boolean named = session.model().object(object).field("name").isPresent();
            List<StoredRecord> found = new ArrayList<>();
            String cursor = null;
            do {
                var page = records.list(
                        session,
                        session.model().object(object),
                        new RecordQuery(null, named ? "name" : null, null, 200, cursor, false));
                found.addAll(page.items());
                cursor = page.nextCursor();
            } while (cursor != null);
            return found;
        }));
    }

    /// Takes the owner from a customer, which then lies in the pool.
    void release(String name) {
        own("customer", name, null);
    }

    void give(String object, String name, String member) {
        own(object, name, company.member(member));
    }

    private void own(String object, String name, @Nullable UUID owner) {
        UUID id = all(object).stream()
                .filter(record -> record.text("name").filter(name::equals).isPresent())
                .map(StoredRecord::id)
                .findFirst()
                .orElseThrow();
        company.call(() -> sessions.write(session -> records.update(
                session,
                session.model().object(object),
                id,
                RecordChanges.of(Map.of()).ownedBy(owner),
                Precondition.NONE,
                Cause.API)));
    }

    /// What was let pass of deals, the newest first.
    List<Overrides.OverriddenMove> overridden() {
        return company.call(() -> sessions.read(session ->
                overrides.of(session, new Overrides.Wanted("deal", null, null, null, 50, null)).items()));
    }

    List<Move> moves(UUID id) {
        return company.call(() ->
                sessions.read(session -> records.moves(session, session.model().object("deal"), id)));
    }

    Counts revert(UUID id) {
        return company.call(() -> {
            controller.revert(id.toString());
            return reverting.revert(id, (done, total) -> {});
        });
    }

    /// A file of rows that an import gives back.
    interface Report {

        void write(String id, MockHttpServletResponse response) throws IOException;
    }

    String failed(UUID id, Locale locale) {
        return report(id, locale, reports::failed);
    }

    String duplicates(UUID id) {
        return report(id, Locale.ENGLISH, reports::duplicates);
    }

    String report(UUID id, Locale locale, Report report) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        return company.in(locale, () -> {
            try {
                report.write(id.toString(), response);
                return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
            } catch (IOException impossible) {
                throw new UncheckedIOException("Writing to memory failed", impossible);
            }
        });
    }

    String state(UUID id) {
        return company.call(() -> controller.get(id.toString()).state());
    }
}
