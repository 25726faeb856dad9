package io.ripeline.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The tables and columns that stand in a company's schema, used or retired.
final class StandingSchema {

    /// A table.
    record StandingObject(boolean about, boolean retired) {}

    /// A column.
    record StandingField(String type, boolean keyed, boolean unique, boolean retired) {}

    private final Map<String, StandingObject> objects = new LinkedHashMap<>();
    private final Map<String, Map<String, StandingField>> fields = new LinkedHashMap<>();

    private StandingSchema() {}

    static StandingSchema none() {
        return new StandingSchema();
    }

    static StandingSchema read(TenantTransaction transaction) {
        StandingSchema standing = new StandingSchema();
        var about = field(name("about"), Boolean.class);
        var retired = field(name("retired"), Boolean.class);
        var object = field(name("object"), String.class);
        var key = field(name("field"), String.class);
        var type = field(name("type"), String.class);
        var keyed = field(name("keyed"), Boolean.class);
        var unique = field(name("is_unique"), Boolean.class);
        transaction
                .sql()
                .select(object, about, retired)
                .from(table(name("_object")))
                .forEach(row -> standing.objects.put(row.value1(), new StandingObject(row.value2(), row.value3())));
        transaction
                .sql()
                .select(object, key, type, keyed, unique, retired)
                .from(table(name("_field")))
                .forEach(row -> standing.fields
                        .computeIfAbsent(row.value1(), each -> new LinkedHashMap<>())
                        .put(row.value2(), new StandingField(row.value3(), row.value4(), row.value5(), row.value6())));
        return standing;
    }

    Map<String, StandingObject> objects() {
        return objects;
    }

    Map<String, StandingField> fieldsOf(String object) {
        return fields.getOrDefault(object, Map.of());
    }

    Optional<StandingObject> object(String key) {
        return Optional.ofNullable(objects.get(key));
    }
}
