package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/// Statements that go to the database together, in their order: one way there and back for all of them, which for short
/// ones is most of their time.
final class Together {

    private final List<KeptStatement.Filled> statements = new ArrayList<>();

    void add(KeptStatement.Filled statement) {
        statements.add(statement);
    }

    void execute(DSLContext sql) {
        KeptStatement.execute(sql, statements);
    }
}
