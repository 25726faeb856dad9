package io.ripeline.imports;

import io.ripeline.imports.CsvTable.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The rows of a stored file, read forward.
final class ImportSource {

    private final StoredImport stored;
    private final Iterator<Row> rows;
    private int position;
    private int from;
    private List<Row> last = List.of();

    ImportSource(StoredImport stored, byte[] content) {
        this.stored = stored;
        String text = CsvEncoding.decode(content, stored.encoding()).text();
        this.rows = CsvTable.read(text, stored.delimiter()).rows();
    }

    StoredImport stored() {
        return stored;
    }

    /// How many rows were read.
    int position() {
        return position;
    }

    boolean isAtEnd() {
        return !rows.hasNext();
    }

    /// The rows behind the first `skipped` ones, at most `most`. Those read last may be asked for again: their
    /// transaction may have to be repeated.
    List<Row> rows(int skipped, int most) {
        if (skipped == from && position > from) {
            return last;
        }
        if (skipped < position) {
            throw new IllegalStateException("Files are read forward only");
        }
        while (position < skipped && rows.hasNext()) {
            rows.next();
            position++;
        }
        from = position;
        List<Row> read = new ArrayList<>();
        while (read.size() < most && rows.hasNext()) {
            read.add(rows.next());
            position++;
        }
        last = List.copyOf(read);
        return last;
    }
}
