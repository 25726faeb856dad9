package io.ripeline.database;

import java.util.List;
import java.util.function.Supplier;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A statement that is put into words once and run with other values each time: for a short one the wording takes the
/// JVM longer than all else. Its text is always the same, so the database plans it once too.
public final class KeptStatement {

    /// No text that PostgreSQL takes has this character.
    private static final String PLACE = "\0";

    private final Supplier<? extends QueryPart> shape;
    private volatile String @Nullable [] pieces;

    /// @param shape the statement with a {@link #place} where a value goes each time; its other values stay
    public KeptStatement(Supplier<? extends QueryPart> shape) {
        this.shape = shape;
    }

    /// Where a value goes.
    public static <T> Field<T> place(DataType<T> type) {
        return DSL.field(DSL.raw(PLACE), type);
    }

    /// A value for the place of a column.
    public static Field<?> value(Field<?> column, @Nullable Object value) {
        return DSL.val(value, column.getDataType());
    }

    /// The statement with a value for each place, in their order.
    public QueryPart with(DSLContext sql, List<? extends Field<?>> values) {
        String[] known = pieces;
        if (known == null) {
            known = sql.renderInlined(shape.get()).split(PLACE, -1);
            pieces = known;
        }
        if (values.size() != known.length - 1) {
            throw new IllegalArgumentException("%d values for %d places".formatted(values.size(), known.length - 1));
        }
        return new Filled(known, values);
    }

    /// Runs statements in one way there and back. They are run as a query, though they write: of other plain text jOOQ
    /// makes words twice, to find out what it does.
    public static void execute(DSLContext sql, List<? extends QueryPart> statements) {
        sql.resultQuery("{0}", new Joined(statements)).execute();
    }

    @SuppressWarnings("serial")
    private static final class Filled extends CustomQueryPart {

        private final String[] pieces;
        private final List<? extends Field<?>> values;

        Filled(String[] pieces, List<? extends Field<?>> values) {
            this.pieces = pieces;
            this.values = values;
        }

        @Override
        public void accept(Context<?> context) {
            for (int index = 0; index < values.size(); index++) {
                context.sql(pieces[index]).visit(values.get(index));
            }
            context.sql(pieces[values.size()]);
        }
    }

    @SuppressWarnings("serial")
    private static final class Joined extends CustomQueryPart {

        private final List<? extends QueryPart> statements;

        Joined(List<? extends QueryPart> statements) {
            this.statements = statements;
        }

        @Override
        public void accept(Context<?> context) {
            String separator = "";
            for (QueryPart statement : statements) {
                context.sql(separator).visit(statement);
                separator = ";\n";
            }
        }
    }
}
