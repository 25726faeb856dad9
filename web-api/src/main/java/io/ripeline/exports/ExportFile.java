package io.ripeline.exports;

import io.ripeline.exports.ExportRequest.FileFormat;
import io.ripeline.record.StoredRecord;
import io.ripeline.spreadsheet.TableWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/// An export as it is written. The answer begins with the first records: what is refused before is answered as a
/// problem. A file that breaks off is not ended, so that nobody takes it for whole.
final class ExportFile {

    private final ExportRequest request;
    private final String called;
    private final List<Column> columns;
    private @Nullable TableWriter writer;

    /// @param called how its records are called
    ExportFile(ExportRequest request, String called, List<Column> columns) {
        this.request = request;
        this.called = called;
        this.columns = List.copyOf(columns);
    }

    /// Writes further rows.
    void rows(HttpServletResponse response, String day, List<StoredRecord> records) {
        try {
            TableWriter begun = begun(response, day);
            List<@Nullable Object> cells = new ArrayList<>();
            for (StoredRecord record : records) {
                cells.clear();
                columns.forEach(column -> cells.add(column.cell().apply(record)));
                begun.row(cells);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Ends the file.
    void end(HttpServletResponse response, String day) throws IOException {
        begun(response, day).close();
        response.getOutputStream().flush();
    }

    private TableWriter begun(HttpServletResponse response, String day) throws IOException {
        if (writer != null) {
            return writer;
        }
        response.setContentType(type());
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename(name(day), StandardCharsets.UTF_8)
                .build();
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment.toString());
        TableWriter begun = request.format() == FileFormat.CSV
                ? TableWriter.csv(response.getOutputStream(), request.charset())
                : TableWriter.workbook(response.getOutputStream(), called);
        begun.header(columns.stream().map(Column::name).toList());
        writer = begun;
        return begun;
    }

    private String type() {
        return request.format() == FileFormat.CSV
                ? request.format().mediaType() + ";charset=" + request.charset().name()
                : request.format().mediaType();
    }

    /// Without the signs that some system forbids in the names of files.
    private String name(String day) {
        String plain =
                called.replaceAll("[\\p{Cntrl}\\p{Cs}\\\\/:*?\"<>|.]", " ").strip();
        return (plain.isEmpty() ? request.object() : plain) + "-" + day
                + request.format().ending();
    }
}
