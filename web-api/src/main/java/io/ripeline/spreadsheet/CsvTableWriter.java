package io.ripeline.spreadsheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A CSV file.
final class CsvTableWriter implements TableWriter {

    private static final String MARK = "\uFEFF";

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final CsvWriter writer;

    CsvTableWriter(OutputStream out, Charset charset) throws IOException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            out.write(MARK.getBytes(charset));
        }
        this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, charset);
    }

    @Override
    public void header(List<String> names) throws IOException {
        write(names.stream().map(Harmless::of).toList());
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        write(cells.stream().map(CsvTableWriter::text).toList());
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case String text -> Harmless.of(text);
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime time -> TIME.format(time);
            default -> cell.toString();
        };
    }

    private void write(List<String> cells) throws IOException {
        try {
            writer.writeRecord(cells);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        writer.flush();
    }
}
