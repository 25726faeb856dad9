package io.ripeline.expression;

import static io.ripeline.expression.Samples.expression;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionSqlTest {
    private static final DSLContext POSTGRES = DSL.using(
            SQLDialect.POSTGRES,
            new Settings()
                    .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                    .withRenderSchema(false));

    private static Condition condition(String source) {
        return expression(source).condition(Samples.MOMENT);
    }

    private static String sql(String source) {
        return POSTGRES.render(condition(source)).replace("\"", "").replace("deal.", "");
    }

    private static Object onlyBind(String source) {
        assertThat(POSTGRES.extractBindValues(condition(source))).hasSize(1);
        return POSTGRES.extractBindValues(condition(source)).getFirst();
    }

    @Nested
    class KeepsTheColumnBare {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "stage == \"won\"                 | (stage = ?)",
                    "\"won\" != stage                 | (stage <> ?)",
                    "stage in [\"won\", \"lost\"]     | (stage in (?, ?))",
                    "amount > 5                       | (amount > ?)",
                    "5 > amount                       | (amount < ?)",
                    "seats >= 5                       | (seats >= ?)",
                    "seats > 5.5                      | (seats > ?)",
                    "seats >= 5.5                     | (seats > ?)",
                    "seats < 5.5                      | (seats <= ?)",
                    "closed_on < today                | (closed_on < cast(? as date))",
                    "closed_on < now                  | (closed_on <= cast(? as date))",
                    "closed_on >= now                 | (closed_on > cast(? as date))",
                    "closed_on == date(\"2026-01-31\") | (closed_on = cast(? as date))",
                    "closed_on < expected_close       | (closed_on < expected_close)",
                    "has(note)                        | note is not null",
                    "active                           | (active)",
                    "!active                          | (not (active))",
                    "stage.startsWith(\"w\")          | (stage like ?)",
                    "\"a\" in interests              | (interests @> cast(? as text[]))",
                    "stage in interests               | (stage = any(cast(interests as text[])))",
                })
        void besidesAConstant(String source, String rendered) {
            assertThat(sql(source)).isEqualTo(rendered);
        }

        @Test
        void ofATime() {
            assertThat(sql("created_at < now - duration(\"72h\")"))
                    .isEqualTo("(created_at < cast(? as timestamp with time zone))");
            assertThat(onlyBind("created_at < now - duration(\"72h\")"))
                    .isEqualTo(OffsetDateTime.parse("2026-11-22T10:30:00.000001Z"));
        }

        @Test
        void ofAnIdAndNeverCastsTextThatIsNone() {
            assertThat(sql("owner_id == me")).isEqualTo("(owner_id = cast(? as uuid))");
            assertThat(onlyBind("owner_id == me")).isEqualTo(UUID.fromString(Samples.ME));
            assertThat(sql("owner_id == \"nobody\"")).isEqualTo("(case when owner_id is not null then false end)");
            assertThat(sql("owner_id != \"nobody\"")).isEqualTo("(case when owner_id is not null then true end)");
            assertThat(sql("owner_id in [me, \"nobody\"]")).isEqualTo("(owner_id in (cast(? as uuid)))");
            assertThat(sql("owner_id == id")).isEqualTo("(owner_id = id)");
            assertThat(sql("owner_id == stage")).isEqualTo("(cast(owner_id as text) = stage)");
        }
    }

    @Nested
    class BindsValues {

        @Test
        void ofEveryKind() {
            assertThat(onlyBind("stage == \"won\"")).isEqualTo("won");
            assertThat(onlyBind("amount == 5")).isEqualTo(new BigDecimal(5));
            assertThat(onlyBind("seats == 5")).isEqualTo(5L);
            assertThat(onlyBind("seats < 5.5")).isEqualTo(5L);
            assertThat(onlyBind("closed_on < now")).isEqualTo(LocalDate.parse("2026-11-25"));
        }

        @Test
        void andNeverWritesThemIntoTheText() {
            String hostile = "'; DROP TABLE deal; --";

            assertThat(sql("stage == \"" + hostile + "\"")).isEqualTo("(stage = ?)");
            assertThat(onlyBind("stage == \"" + hostile + "\"")).isEqualTo(hostile);
        }

        @Test
        void withTheWildcardsOfLikeEscaped() {
            assertThat(onlyBind("stage.contains(\"50%_\\\\\")")).isEqualTo("%50\\%\\_\\\\%");
            assertThat(onlyBind("stage.startsWith(\"a\")")).isEqualTo("a%");
            assertThat(onlyBind("stage.endsWith(\"a\")")).isEqualTo("%a");
        }

        @Test
        void computedBeforehandWhereNoFieldIsRead() {
            assertThat(sql("amount > 2 * 3 + 1")).isEqualTo("(amount > ?)");
            assertThat(onlyBind("amount > 2 * 3 + 1")).isEqualTo(new BigDecimal(7));
        }
    }

    @Nested
    class GuardsWhatCouldRaise {

        @Test
        void divisionAndOverflow() {
            assertThat(sql("seats / visits > 1"))
                    .contains("div(cast(seats as numeric), nullif(cast(visits as numeric), 0))")
                    .contains("nullif(nullif(least(greatest(");
            assertThat(sql("amount / discount > 1.0")).contains("nullif(cast(discount as numeric), 0)");
        }

        @Test
        void timesOutOfRange() {
            assertThat(sql("created_at + duration(\"72h\") < now"))
                    .contains("cast(? as interval)")
                    .contains("nullif(nullif(least(greatest(");
        }

        @ParameterizedTest
        @ValueSource(strings = {"seats == 1 / 0", "seats in [1 / 0]", "stage.contains(1 / 0 > 1 ? \"a\" : \"b\")"})
        void constantsWithoutAResult(String source) {
            assertThat(sql(source)).isEqualTo("(cast(null as boolean))");
        }

        @Test
        void withoutWritingAnOperandTwice() {
            String nested = "(seats + visits)";
            for (int i = 0; i < 12; i++) {
                nested = "(" + nested + " + 1 > 0 ? seats + visits : visits)";
            }

            assertThat(sql(nested + " > 0").length()).isLessThan(20_000);
        }
    }

    @Nested
    class ReadsAroundTheRecord {

        @Test
        void theRecordItPointsTo() {
            assertThat(sql("customer.grade == \"a\""))
                    .isEqualTo("((select parent.grade from customer as parent where (parent.id = customer and"
                            + " parent.deleted_at is null)) = ?)");
        }

        @Test
        void theRecordsThatPointToIt() {
            String list = "from contact as element where (element.deal = id and element.deleted_at is null";

            assertThat(sql("contacts.exists(c, c.level > 5)"))
                    .isEqualTo("exists (select 1 as one " + list + " and (element.level > ?)))");
            assertThat(sql("contacts.all(c, c.level > seats)"))
                    .isEqualTo("not exists (select 1 as one " + list + " and ((element.level > seats) is not true)))");
            assertThat(sql("size(contacts) > 2")).isEqualTo("((select count(*) " + list + ")) > ?)");
        }

        @Test
        void theRecordsThatAreAboutIt() {
            assertThat(sql("size(activities) == 0"))
                    .contains("element.subject_id = id and element.deleted_at is null and element.subject_object = ?");
        }
    }

    @Test
    void ordersTextByCodePoint() {
        assertThat(sql("stage < note")).isEqualTo("(stage collate C < note collate C)");
    }

    @Test
    void keepsThreeValuedLogic() {
        assertThat(sql("active && !paid || has(note)")).isEqualTo("(((active) and (not (paid))) or note is not null)");
        assertThat(sql("!holds(amount > 5)")).isEqualTo("(not ((amount > ?) is true))");
    }

    @Test
    void writesDatesAsMidnightInUtcBesideTimes() {
        assertThat(sql("closed_on < created_at"))
                .isEqualTo("((cast(closed_on as timestamp) at time zone 'UTC') < created_at)");
    }
}
