package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Keys that are words of SQL, as long as keys may be, or nearly the same.
@WithCompanies
class AwkwardKeysIT {

    private static final List<String> KEYS = List.of(
            "group", "where", "user", "limit", "end", "table", "return", "a_b", "ab", "a".repeat(40), "a".repeat(39));

    @Autowired
    private Companies companies;

    private Person admin;

    @BeforeEach
    void begin() {
        Company company = companies.provision();
        admin = company.admin();
        String label = "{\"zh-CN\": \"名\", \"en\": \"Name\"}";
        String fields = KEYS.stream()
                .map(key -> "{\"key\": \"%s\", \"label\": %s, \"type\": \"text\"}".formatted(key, label))
                .collect(Collectors.joining(","));
        company.publish("""
                [{"op": "add", "path": "/objects/-", "value": {"key": "select", "label": L, "nameField": "group",
                  "fields": [F, {"key": "%s", "label": L, "type": "currency"}]}}]""".formatted("b".repeat(40)).replace("L,", label + ",").replace("F,", fields + ","));
    }

    @Test
    void holdValuesOfTheirOwn() {
        String values = KEYS.stream()
                .map(key -> "\"%s\": \"v-%s\"".formatted(key, key))
                .collect(Collectors.joining(",", "{", ", \"%s\": \"12.5\"}".formatted("b".repeat(40))));

        UUID id = admin.create("select", values).id();

        assertThat(KEYS)
                .allSatisfy(key -> assertThat(admin.get("select", id).text(key)).contains("v-" + key));
    }

    @Test
    void sortAndFilterLists() {
        admin.create("select", "{\"group\": \"x\", \"limit\": \"2\", \"return\": \"yes\"}");
        admin.create("select", "{\"group\": \"y\", \"limit\": \"1\", \"return\": \"yes\"}");
        admin.create("select", "{\"group\": \"z\", \"limit\": \"0\", \"return\": \"no\"}");

        RecordPage page = admin.list(
                "select", new RecordQuery("return == \"yes\" && !has(user)", "limit,-end", null, 50, null, false));

        assertThat(page.items())
                .extracting(record -> record.text("group").orElse("–"))
                .containsExactly("y", "x");
    }
}
