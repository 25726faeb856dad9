package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import java.util.function.Consumer;

/// Writes more beside the row of a record, in the same way to the database. Asked of records that are written one by
/// one; of those written together {@link RecordsWritten} tells.
public interface Alongside {

    /// Adds what goes with the row.
    ///
    /// @param written what is about to be written
    /// @param statements takes what shall be run after the row's own statement
    void writing(RecordWritten written, Consumer<KeptStatement.Filled> statements);
}
