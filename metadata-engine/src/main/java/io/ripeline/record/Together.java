package io.ripeline.record;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.QueryPart;

/// Statements that go to the database together, in their order: one way there and back for all of them, which for short
/// ones is most of their time.
final class Together {

    private final List<Query> queries = new ArrayList<>();

    void add(Query query) {
        queries.add(query);
    }

    void execute(DSLContext sql) {
        String each =
                IntStream.range(0, queries.size()).mapToObj("{%d}"::formatted).collect(joining(";\n"));
        sql.execute(each, queries.toArray(QueryPart[]::new));
    }
}
