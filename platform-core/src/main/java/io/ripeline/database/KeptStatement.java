package io.ripeline.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.BindContext;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.conf.ParamType;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/// A statement that is put into words once and run with other values each time: for a short one the wording takes the
/// JVM longer than all else. Its text is always the same, so the database plans it once too. jOOQ words it and binds
/// its values; it is run past jOOQ, which would go through the text each time for what it has none of.
public final class KeptStatement {

    private static final SQLExceptionTranslator FAILURES = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");

    private final Supplier<? extends QueryPart> shape;
    private volatile @Nullable String text;

    /// @param shape the statement with a {@link #place} where a value goes each time; its other values stay
    public KeptStatement(Supplier<? extends QueryPart> shape) {
        this.shape = shape;
    }

    /// Where a value goes.
    public static <T> Field<T> place(DataType<T> type) {
        return CustomField.of(
                DSL.name("place"), type, context -> context.visit(DSL.val((Object) null, type), ParamType.INDEXED));
    }

    /// A value for the place of a column.
    public static Field<?> value(Field<?> column, @Nullable Object value) {
        return DSL.val(value, column.getDataType());
    }

    /// A statement with the values it is run with.
    ///
    /// @param values for each place, in their order
    public record Filled(String text, List<? extends Field<?>> values) {

        public Filled {
            values = List.copyOf(values);
        }

        /// The same with a command behind it, in one way there and back.
        public Filled followedBy(String command) {
            return new Filled(text + ";\n" + command, values);
        }
    }

    /// The statement with a value for each place, in their order.
    public Filled with(DSLContext sql, List<? extends Field<?>> values) {
        String known = text;
        if (known == null) {
            known = sql.renderInlined(shape.get());
            text = known;
        }
        return new Filled(known, values);
    }

    /// Runs statements in one way there and back.
    public static void execute(DSLContext sql, List<Filled> statements) {
        String all = statements.size() == 1
                ? statements.getFirst().text()
                : statements.stream().map(Filled::text).collect(Collectors.joining(";\n"));
        run(sql, all, statements, prepared -> true);
    }

    /// The rows that a statement answers.
    ///
    /// @param columns of the rows, in their order
    public static Result<Record> fetch(DSLContext sql, Filled statement, List<Field<?>> columns) {
        return run(sql, statement.text(), List.of(statement), prepared -> {
            try (ResultSet rows = prepared.getResultSet()) {
                return sql.fetch(rows, columns.toArray(Field<?>[]::new));
            }
        });
    }

    private interface Reading<T> {

        T of(PreparedStatement executed) throws SQLException;
    }

    private static <T> T run(DSLContext sql, String text, List<Filled> statements, Reading<T> reading) {
        ConnectionProvider connections = sql.configuration().connectionProvider();
        Connection connection = connections.acquire();
        if (connection == null) {
            throw new IllegalStateException("There is no connection to the database");
        }
        try (PreparedStatement prepared = connection.prepareStatement(text)) {
            bind(sql, prepared, statements);
            prepared.execute();
            return reading.of(prepared);
        } catch (SQLException failure) {
            throw translated(text, failure);
        } finally {
            connections.release(connection);
        }
    }

    // Without it a value can only be bound by a query that jOOQ words itself.
    @SuppressWarnings("removal")
    private static void bind(DSLContext sql, PreparedStatement prepared, List<Filled> statements) {
        BindContext binding = sql.bindContext(prepared);
        for (Filled statement : statements) {
            statement.values().forEach(binding::visit);
        }
    }

    private static DataAccessException translated(String text, SQLException failure) {
        DataAccessException known = FAILURES.translate("A kept statement", text, failure);
        return known == null ? new UncategorizedSQLException("A kept statement", text, failure) : known;
    }
}
