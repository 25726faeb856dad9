package io.ripeline.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripeline.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The corner cases that the csv-spectrum collection knows, where it stands beside the checkout.
class CsvSpectrumTest {

    @Test
    void readsAllElevenAsTheyAreMeant() throws IOException {
        Optional<Path> spectrum = SharedData.find("csv_spectrum");
        assumeTrue(spectrum.isPresent(), "shared/data/csv_spectrum is not beside this checkout");
        List<Path> files;
        try (Stream<Path> listed = Files.list(spectrum.get().resolve("csvs"))) {
            files = listed.sorted().toList();
        }

        for (Path file : files) {
            String name = file.getFileName().toString().replace(".csv", ".json");
            String json = Files.readString(spectrum.get().resolve("json").resolve(name));
            assertThat(StrictJson.MAPPER.readTree(StrictJson.MAPPER.writeValueAsString(read(file))))
                    .as(name)
                    .isEqualTo(StrictJson.MAPPER.readTree(json));
        }
        assertThat(files).hasSize(11);
    }

    /// Copies of the collection may have lost the carriage returns that its `_crlf` files are named for.
    private static String text(Path file) throws IOException {
        String text = CsvEncoding.utf8(() -> Files.newInputStream(file));
        boolean lost = file.getFileName().toString().contains("_crlf") && !text.contains("\r");
        return lost ? text.replace("\n", "\r\n") : text;
    }

    private static List<Map<String, String>> read(Path file) throws IOException {
        CsvTable table = CsvTable.read(text(file), null);
        List<Map<String, String>> read = new ArrayList<>();
        table.forEachRemaining(row -> read.add(named(table.columns(), row)));
        return read;
    }

    private static Map<String, String> named(List<String> columns, Row row) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            named.put(columns.get(index), row.cells().get(index));
        }
        return named;
    }
}
