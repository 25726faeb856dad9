package io.ripeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckedTreesTest {
    private static final List<String> SOURCES = List.of(
            "amount > 12.5 && stage in [\"won\", \"lost\"] || !has(note)",
            "customer.grade == \"a\" && has(original.amount) && days_since(closed_on) > 3",
            "contacts.exists(c, c.level > seats && has(c.role)) && size(renewals) == 0",
            "contacts.filter(c, \"a\" in c.topics).size() + activity_count(\"call\", duration(\"24h\")) > 1",
            "round(amount * 0.3333, 2) > 1.0 && owner_id == me && created_at < now - duration(\"72h\")",
            "working_days_since(closed_on) > 2",
            "note == \"名 \uD83D\uDE00\" || true");

    private static Expression check(String source, Vocabulary vocabulary) {
        return (Expression) Expressions.check(source, vocabulary);
    }

    private static CheckedTrees written() {
        CheckedTrees trees = new CheckedTrees();
        Vocabulary keeping = Samples.DEAL.keeping("deal", trees);
        SOURCES.forEach(source -> check(source, keeping));
        return trees;
    }

    @Test
    void areTheSameAsWhatIsCheckedAnew() {
        CheckedTrees read = CheckedTrees.read(written().write());
        Vocabulary keeping = Samples.DEAL.keeping("deal", read);

        assertThat(read.size()).isEqualTo(SOURCES.size());
        for (String source : SOURCES) {
            Expression restored = check(source, keeping);
            Expression anew = check(source, Samples.DEAL);
            assertThat(restored.needs()).as(source).isEqualTo(anew.needs());
            assertThat(restored.isPushable()).as(source).isEqualTo(anew.isPushable());
            if (anew.isPushable()) {
                assertThat(restored.condition(Samples.MOMENT).toString())
                        .isEqualTo(anew.condition(Samples.MOMENT).toString());
            }
        }
        assertThat(read.write()).isEqualTo(written().write());
    }

    @Test
    void spareTheCheck() {
        CheckedTrees trees = new CheckedTrees();
        Vocabulary keeping = Samples.DEAL.keeping("deal", trees);
        trees.put("deal", "amount > 5", tree("amount > 7"));

        assertThat(check("amount > 5", keeping).condition(Samples.MOMENT).toString())
                .contains("> 7");
        assertThat(check("amount > 5", Samples.DEAL.keeping("customer", trees))
                        .condition(Samples.MOMENT)
                        .toString())
                .contains("> 5");
    }

    private static dev.cel.common.CelAbstractSyntaxTree tree(String source) {
        CheckedTrees one = new CheckedTrees();
        check(source, Samples.DEAL.keeping("deal", one));
        return one.find("deal", source).orElseThrow();
    }

    @Nested
    class ThatAreStale {

        @Test
        void areCheckedAgain() {
            CheckedTrees trees = new CheckedTrees();
            check("amount > 5", Samples.DEAL.keeping("deal", trees));
            Vocabulary retyped = new Vocabulary(List.of(new Vocabulary.Name(
                            "amount", ValueKind.TEXT, Samples.column("deal", "amount", SQLDataType.VARCHAR))))
                    .keeping("deal", trees);
            Vocabulary without = new Vocabulary(List.of()).keeping("deal", trees);

            assertThat(Expressions.check("amount > 5", retyped)).isInstanceOf(Rejection.class);
            assertThat(Expressions.check("amount > 5", without)).isInstanceOf(Rejection.class);
        }

        @Test
        void areCheckedAgainWhereAListIsGone() {
            CheckedTrees trees = written();
            Vocabulary lonely = new Vocabulary(List.copyOf(Samples.DEAL.names())).keeping("deal", trees);

            for (String source : SOURCES.subList(1, 4)) {
                assertThat(Expressions.check(source, lonely)).as(source).isInstanceOf(Rejection.class);
            }
        }

        @Test
        void areNotReadWhereAnotherLanguageWroteThem() {
            byte[] bytes = written().write();
            bytes[3]++;

            assertThat(CheckedTrees.read(bytes).size()).isZero();
        }
    }

    @Test
    void areRefusedWhereTheyAreCutOff() {
        assertThatThrownBy(() -> CheckedTrees.read(new byte[] {0, 0, 0, CheckedTrees.LANGUAGE, 0}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("These are no checked trees.");
    }

    @Test
    void takeNothingOnceTheyAreClosed() {
        CheckedTrees trees = written();
        trees.close();

        check("amount > 5", Samples.DEAL.keeping("deal", trees));

        assertThat(trees.size()).isZero();
        assertThat(check("seats > 5", Samples.DEAL.keeping("deal", trees)).holds(Samples.facts(Map.of("seats", 6L))))
                .isTrue();
    }
}
