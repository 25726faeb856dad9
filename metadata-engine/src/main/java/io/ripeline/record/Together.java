package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.QueryPart;

/// Statements that go to the database together, in their order: one way there and back for all of them, which for short
/// ones is most of their time.
final class Together {

    private final List<QueryPart> statements = new ArrayList<>();

    void add(QueryPart statement) {
        statements.add(statement);
    }

    void execute(DSLContext sql) {
        KeptStatement.execute(sql, statements);
    }
}
