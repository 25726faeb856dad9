package io.ripeline.record;

import io.ripeline.company.Person;
import java.util.UUID;

/// A record with all that is written about it, as one hash: a refused write leaves it as it was.
public final class Rows {

    private Rows() {}

    public static String hash(Person person, String object, UUID id) {
        return person.sql(transaction -> String.valueOf(transaction.sql().fetchValue("""
                        SELECT md5(coalesce((SELECT string_agg(r::text, ',') FROM %s r WHERE id = {0}), '')
                            || coalesce((SELECT string_agg(s::text, ',' ORDER BY s.id) FROM _stay s
                                         WHERE record_id = {0}), '')
                            || coalesce((SELECT string_agg(c::text, ',' ORDER BY c.version) FROM _change c
                                         WHERE record_id = {0}), ''))""".formatted(object), id)));
    }

    static long count(Person person, String object) {
        return person.sql(transaction -> (long) transaction.sql().fetchCount(org.jooq.impl.DSL.table(object)));
    }
}
