package io.ripeline.sheet;

import io.ripeline.spreadsheet.TableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sheet as a workbook: the figures, then each table below the other. No cell runs as a formula.
final class SheetWorkbook {

    private SheetWorkbook() {}

    static byte[] of(Sheet sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.workbook(out, sheet.title())) {
            writer.header(List.of(sheet.title(), sheet.subtitle()));
            for (Sheet.Fact fact : sheet.facts()) {
                writer.row(List.of(fact.label(), cell(fact.value())));
            }
            for (Sheet.Section section : sheet.sections()) {
                writer.row(List.of(""));
                writer.row(List.of(section.title()));
                section(writer, section);
            }
        }
        return out.toByteArray();
    }

    private static void section(TableWriter writer, Sheet.Section section) throws IOException {
        if (section.rows().isEmpty()) {
            writer.row(List.of(section.none()));
            return;
        }
        writer.row(section.columns().stream().map(Sheet.Column::label).toList());
        for (List<@Nullable String> row : section.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (String text : row) {
                cells.add(text);
            }
            writer.row(Collections.unmodifiableList(cells));
        }
    }

    /// Numbers stay numbers.
    private static Object cell(String value) {
        return value.matches("[0-9]{1,9}") ? (Object) Long.valueOf(value) : value;
    }
}
