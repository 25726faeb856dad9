package io.ripeline.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The two targets agree: random expressions on random deals, in the interpreter and in PostgreSQL.
class ExpressionAgreementIT {
    private static final long SEED = 20_261_125;
    private static final int DEALS = 50;
    private static final int EXPRESSIONS = 2_000;
    private static final int BATCH = 25;
    private static final int DEPTH = 3;
    private static final Table<?> TABLE = DSL.table(DSL.name("t_acme", "deal"));
    private static final Field<Integer> ROW = DSL.field(DSL.name("t_acme", "deal", "row"), SQLDataType.INTEGER);

    private static EmbeddedPostgres server;
    private static Connection connection;
    private static DSLContext database;

    private final RandomExpressions random = new RandomExpressions(SEED);
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        connection = server.getPostgresDatabase().getConnection();
        database = DSL.using(connection, SQLDialect.POSTGRES);
        database.execute("SET TIME ZONE 'America/New_York'");
        RandomCompany.create(database);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        connection.close();
        server.close();
    }

    @Test
    void givesEveryDealTheSameVerdictInBoth() {
        assertThat(database.fetchValue("SHOW server_encoding")).isEqualTo("UTF8");
        RandomCompany company = company();

        for (int i = 0; i < EXPRESSIONS; i += BATCH) {
            Moment moment = moment(i);
            compare(batch(), company.facts(moment), moment);
        }

        int pairs = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(pairs).isEqualTo(EXPRESSIONS * DEALS);
        assertThat(verdicts).allSatisfy((verdict, count) -> assertThat(count).isGreaterThan(pairs / 10));
    }

    @ParameterizedTest
    @CsvSource({
        "owner_id == me, owner_id",
        "'owner_id in [me, \"nobody\"]', owner_id",
        "stage == \"won\", stage",
        "seats >= 5.5, seats",
        "amount < 100, amount",
        "closed_on < now, closed_on",
        "today <= closed_on, closed_on",
        "created_at < now - duration(\"72h\"), created_at",
    })
    void letsAnIndexServeAColumnBesideAConstant(String source, String column) {
        database.transaction(transaction -> {
            DSLContext inside = transaction.dsl();
            inside.execute("CREATE INDEX served ON t_acme.deal (" + column + ")");
            inside.execute("SET LOCAL enable_seqscan = off");
            Condition condition = Samples.expression(source).condition(Samples.MOMENT);

            String plan = inside.explain(inside.selectOne().from(TABLE).where(condition))
                    .plan();

            assertThat(plan).contains("Index Cond: ");
            inside.execute("DROP INDEX t_acme.served");
        });
    }

    @Test
    void givesEveryDealTheSameValueInBoth() {
        RandomCompany company = company();

        int present = 0;
        for (int i = 0; i < EXPRESSIONS; i += BATCH) {
            Moment moment = moment(i);
            present += compareValues(values(), company.facts(moment), moment);
        }

        assertThat(present).isGreaterThan(EXPRESSIONS * DEALS / 3);
    }

    private RandomCompany company() {
        RandomCompany company = new RandomCompany(random);
        company.store(database);
        return company;
    }

    private static Moment moment(int expression) {
        return Samples.MOMENTS.get(expression / BATCH % Samples.MOMENTS.size());
    }

    private List<ValueExpression> values() {
        List<ValueExpression> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            String source = random.value(DEPTH);
            if (Expressions.checkValue(source, Samples.DEAL) instanceof ValueExpression value) {
                batch.add(value);
            }
        }
        return batch;
    }

    /// How many of the values are there.
    private int compareValues(List<ValueExpression> expressions, List<Facts> deals, Moment moment) {
        List<Field<?>> columns = expressions.stream()
                .<Field<?>>map(expression -> expression.field(moment))
                .toList();
        List<? extends Record> rows =
                database.select(columns).from(TABLE).orderBy(ROW).fetch();
        int present = 0;
        for (int row = 0; row < deals.size(); row++) {
            for (int i = 0; i < expressions.size(); i++) {
                Optional<Object> value = expressions.get(i).value(deals.get(row));
                assertThat(comparable(rows.get(row).get(i)))
                        .as("%s%nof %s%nas %s", expressions.get(i), deals.get(row), columns.get(i))
                        .isEqualTo(comparable(value.orElse(null)));
                present += value.isPresent() ? 1 : 0;
            }
        }
        return present;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case String[] texts -> List.of(texts);
            default -> value;
        };
    }

    private List<Expression> batch() {
        List<Expression> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            String source = random.condition(DEPTH);
            switch (Expressions.check(source, Samples.DEAL)) {
                case Expression expression -> batch.add(expression);
                case Rejection rejection ->
                    assertThat(rejection.problems())
                            .as(source)
                            .extracting(Problem::code)
                            .containsOnly(Problem.Code.TOO_COMPLEX);
            }
        }
        return batch;
    }

    private void compare(List<Expression> expressions, List<Facts> deals, Moment moment) {
        List<Field<?>> columns = expressions.stream()
                .<Field<?>>map(expression -> DSL.field(expression.condition(moment)))
                .toList();
        List<? extends Record> rows =
                database.select(columns).from(TABLE).orderBy(ROW).fetch();
        for (int row = 0; row < deals.size(); row++) {
            for (int i = 0; i < expressions.size(); i++) {
                Verdict verdict = expressions.get(i).evaluate(deals.get(row));
                assertThat(verdict(rows.get(row).get(i, Boolean.class)))
                        .as("%s%nof %s%nas %s", expressions.get(i), deals.get(row), columns.get(i))
                        .isEqualTo(verdict);
                verdicts.merge(verdict, 1, Integer::sum);
            }
        }
    }

    private static Verdict verdict(Boolean value) {
        if (value == null) {
            return Verdict.NONE;
        }
        return value ? Verdict.TRUE : Verdict.FALSE;
    }
}
