package io.ripeline.imports;

import static io.ripeline.imports.ImportError.FILE_TOO_LARGE;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.StagedRows.Chunk;
import io.ripeline.imports.StagedRows.Gathering;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.spreadsheet.Content;
import io.ripeline.spreadsheet.Row;
import io.ripeline.spreadsheet.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Takes in a file: reads all of it once, so that nothing in it can be broken later, and keeps its rows, some at a
/// time.
/// However large the file is, only some of its rows are held.
@Component
class UploadImport {

    private static final int PREVIEWED = 10;
    private static final int LONGEST_NAME = 200;
    private static final int CHUNKS_AT_ONCE = 20;

    private final Sessions sessions;
    private final Imports imports;
    private final StagedRows staged;
    private final DataSize largest;

    /// @param largest how large a file may be
    UploadImport(
            Sessions sessions,
            Imports imports,
            StagedRows staged,
            @Value("${spring.servlet.multipart.max-file-size:4GB}") DataSize largest) {
        this.sessions = sessions;
        this.imports = imports;
        this.staged = staged;
        this.largest = largest;
    }

    /// Keeps the file; refuses what cannot be read or does not fit the definition.
    StoredImport upload(Content content, String fileName, ImportOptions options) throws IOException {
        try (Table table = Table.open(content, options.layout())) {
            StoredImport begun = sessions.write(session -> begin(session, table, named(fileName), options));
            try {
                return stage(begun, table);
            } catch (RuntimeException broken) {
                forget(begun.id(), broken);
                throw broken;
            }
        }
    }

    private StoredImport begin(Session session, Table table, String fileName, ImportOptions options) {
        session.caller().requireAdmin();
        ObjectModel object = session.model().object(options.object());
        ImportOptions mapped =
                options.mapping() == null ? options.mapped(SuggestedMapping.of(object, table.columns())) : options;
        Mapping.of(session.model(), mapped, table.columns());
        imports.removeAbandoned(session.transaction());
        StoredImport begun = new StoredImport(
                Ids.next(),
                mapped,
                fileName,
                table.form(),
                table.columns(),
                List.of(),
                0,
                session.caller().member().id(),
                session.transaction().now());
        imports.add(session.transaction(), begun);
        return begun;
    }

    private StoredImport stage(StoredImport begun, Table table) {
        List<List<String>> preview = new ArrayList<>();
        List<Chunk> chunks = new ArrayList<>();
        Gathering gathering = new Gathering();
        int rows = 0;
        while (table.hasNext()) {
            Row row = table.next();
            rows = row.number();
            if (rows <= PREVIEWED) {
                preview.add(row.cells());
            }
            gathering.add(row);
            if (gathering.isFull()) {
                chunks.add(gathering.take());
            }
            if (chunks.size() == CHUNKS_AT_ONCE) {
                keep(begun.id(), chunks);
            }
        }
        if (!gathering.isEmpty()) {
            chunks.add(gathering.take());
        }
        keep(begun.id(), chunks);
        int all = rows;
        return sessions.write(session -> {
            imports.staged(session.transaction(), begun.id(), all, preview);
            return imports.get(session.transaction(), begun.id());
        });
    }

    private void keep(UUID id, List<Chunk> chunks) {
        sessions.write(session -> {
            chunks.forEach(chunk -> staged.add(session.transaction(), id, chunk));
            return id;
        });
        chunks.clear();
    }

    /// What cannot be forgotten now is forgotten with the next file.
    private void forget(UUID id, RuntimeException broken) {
        if (broken instanceof Refused) {
            sessions.write(session -> {
                imports.remove(session.transaction(), id);
                return id;
            });
        }
    }

    private static String named(String fileName) {
        String plain = fileName.replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    /// Refuses a file of so many bytes with `file-too-large`.
    void requireFitting(long bytes) {
        if (bytes > largest.toBytes()) {
            throw FILE_TOO_LARGE.at(
                    "/file",
                    Text.of("A file may have %d MB at most; split it.", "文件最大 %d MB，请拆分后导入。", largest.toMegabytes()));
        }
    }
}
