package io.ripeline.imports;

import static io.ripeline.imports.ImportError.FILE_TOO_LARGE;
import static io.ripeline.imports.ImportError.FILE_TYPE_NOT_AVAILABLE;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.CsvTable.Row;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Takes in a file: reads all of it once, so that nothing in it can be broken later, and keeps it.
@Component
class UploadImport {

    static final DataSize LARGEST = DataSize.ofMegabytes(50);
    private static final int PREVIEWED = 10;
    private static final int LONGEST_NAME = 200;

    private final Sessions sessions;
    private final Imports imports;

    UploadImport(Sessions sessions, Imports imports) {
        this.sessions = sessions;
        this.imports = imports;
    }

    /// A file that was kept, with its first rows.
    record Uploaded(StoredImport stored, List<List<String>> preview) {}

    /// Keeps the file; refuses what cannot be read or does not fit the definition.
    Uploaded upload(byte[] content, String fileName, ImportOptions options) {
        checkContent(content);
        return sessions.write(session -> {
            session.caller().requireAdmin();
            ObjectModel object = session.model().object(options.object());
            CsvEncoding.Decoded decoded = CsvEncoding.decode(content, options.encoding());
            CsvTable table = CsvTable.read(decoded.text(), CsvDelimiter.named(options.delimiter()));
            ImportOptions mapped =
                    options.mapping() == null ? options.mapped(SuggestedMapping.of(object, table.columns())) : options;
            check(session, mapped, table);
            List<List<String>> preview = new ArrayList<>();
            int rows = count(table, preview);
            StoredImport stored = new StoredImport(
                    Ids.next(),
                    mapped,
                    named(fileName),
                    table.columns(),
                    rows,
                    decoded.encoding(),
                    table.delimiter(),
                    session.caller().member().id(),
                    session.transaction().now());
            imports.add(session.transaction(), stored, content);
            return new Uploaded(stored, preview);
        });
    }

    /// A mapping that was given is checked now; one that was suggested may be too little to run.
    private static void check(Session session, ImportOptions options, CsvTable table) {
        Mapping.of(session.model(), options, table.columns());
    }

    private static int count(CsvTable table, List<List<String>> preview) {
        int count = 0;
        for (Iterator<Row> rows = table.rows(); rows.hasNext(); count++) {
            Row row = rows.next();
            if (count < PREVIEWED) {
                preview.add(row.cells());
            }
        }
        return count;
    }

    private static String named(String fileName) {
        String plain = fileName.replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private static void checkContent(byte[] content) {
        if (content.length > LARGEST.toBytes()) {
            throw tooLarge();
        }
        boolean archive = CsvEncoding.startsWith(content, 'P', 'K', 3, 4);
        boolean oldWorkbook = CsvEncoding.startsWith(content, 0xD0, 0xCF, 0x11, 0xE0);
        if (archive || oldWorkbook) {
            throw FILE_TYPE_NOT_AVAILABLE.at(
                    "/file",
                    Text.of("Workbooks cannot be imported yet; save the sheet as CSV.", "暂不支持导入工作簿，请另存为 CSV。"));
        }
    }

    static io.ripeline.refusal.Refused tooLarge() {
        return FILE_TOO_LARGE.at(
                "/file",
                Text.of("A file may have %d MB at most; split it.", "文件最大 %d MB，请拆分后导入。", LARGEST.toMegabytes()));
    }
}
