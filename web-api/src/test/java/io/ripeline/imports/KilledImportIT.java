package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.record.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/// A node that is killed while it brings in a file, and another one that goes on with it.
class KilledImportIT extends ImportScenario {

    private static final int ROWS = 6_000;

    /// Every hundredth row has no name, and every fiftieth behind the first thousand has the number of the first.
    private static final int FAILED = ROWS / 100;

    private static final int DOUBLE = (ROWS - 1_000) / 50;
    private static final String OPTIONS = """
            {"object":"customer","mapping":[{"column":"name","field":"name"},
             {"column":"number","field":"registration_number"}],"duplicates":"skip"}""";

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcTemplate jdbc;

    private static String file() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> "%s,91310000MA%08d"
                        .formatted(row % 100 == 50 ? "" : "Killed " + row, row > 1_000 && row % 50 == 7 ? 1 : row))
                .collect(Collectors.joining("\n", "name,number\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 130})
    void bringsInEachRowOnce(int millis) throws Exception {
        UUID id = upload(file(), OPTIONS);
        company.call(() -> controller.run(id.toString()));
        try (ImportVictim node = ImportVictim.start(environment)) {
            node.run(company.tenantId(), company.admin(), id, 2_000);
            Thread.sleep(Duration.ofMillis(millis));
            node.kill();
        }

        assertThat(state(id)).isEqualTo("running");
        Counts counts = company.call(() -> runs.run(id, (done, total) -> {}));

        assertThat(counts).isEqualTo(new Counts(ROWS - FAILED - DOUBLE, 0, DOUBLE, FAILED));
        List<String> names = all("customer").stream()
                .map(StoredRecord::values)
                .map(values -> String.valueOf(values.get("name")))
                .filter(name -> name.startsWith("Killed"))
                .toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(counts.created());
        assertThat(count("_import_effect WHERE import_id = ?", id)).isEqualTo(counts.created());
        assertThat(count("_change WHERE object = 'customer' AND cause = 'import' AND after ->> 'name' LIKE 'Killed%'"))
                .isEqualTo(counts.created());
        assertThat(failed(id, Locale.ENGLISH).lines()).hasSize(1 + FAILED);
        assertThat(duplicates(id).lines()).hasSize(1 + DOUBLE);
        assertThat(state(id)).isEqualTo("finished");
    }

    private int count(String rows, Object... parameters) {
        Integer count = jdbc.queryForObject(
                "SELECT count(*) FROM \"%s\".%s".formatted(company.schema(), rows), Integer.class, parameters);
        return count == null ? -1 : count;
    }

    @Test
    void showsTheOtherNodeWhatWasDone() throws Exception {
        UUID id = upload(file(), OPTIONS);
        company.call(() -> controller.run(id.toString()));
        try (ImportVictim node = ImportVictim.start(environment)) {
            node.run(company.tenantId(), company.admin(), id, 2_000);
        }

        int done = count("_import_effect WHERE import_id = ?", id);
        assertThat(all("customer").stream()
                        .filter(record -> record.text("name").orElse("").startsWith("Killed")))
                .hasSize(done);
    }
}
