package io.ripeline.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import java.util.List;
import org.springframework.stereotype.Component;

/// The tables of the objects lately asked for, kept while memory lasts. An object belongs to one model of one company,
/// so itself, not its value,
/// is what its table is known by.
@Component
class RecordTables {

    private static final int KEPT = 2_000;

    private final Cache<ObjectModel, RecordTable> tables =
            Caffeine.newBuilder().weakKeys().softValues().maximumSize(KEPT).build();

    private final List<Alongside> alongside;

    RecordTables(List<Alongside> alongside) {
        this.alongside = List.copyOf(alongside);
    }

    /// Adds what others write beside a row.
    void alongside(RecordWritten written, Together statements) {
        alongside.forEach(each -> each.writing(written, statements::add));
    }

    RecordTable of(Model model, ObjectModel object) {
        return tables.get(object, key -> new RecordTable(model, key));
    }
}
