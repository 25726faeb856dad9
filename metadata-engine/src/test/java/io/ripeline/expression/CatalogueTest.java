package io.ripeline.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    static Stream<Catalogue.Entry> entries() {
        return Catalogue.entries().stream();
    }

    @Test
    void hasEveryFunctionOnce() {
        assertThat(Catalogue.entries())
                .extracting(Catalogue.Entry::key)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Language.callable());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void explainsEachInBothLanguagesWithAnExampleThatIsRight(Catalogue.Entry entry) {
        assertThat(entry.description().en()).endsWith(".");
        assertThat(entry.description().zh()).endsWith("。");
        assertThat(entry.example()).contains(entry.key() + "(");
        Vocabulary names = Samples.DEAL.with(List.of(
                Samples.name("deal", "name", ValueKind.TEXT), Samples.name("deal", "updated_at", ValueKind.DATE_TIME)));
        assertThat(Expressions.check(entry.example(), names)).isInstanceOf(Expression.class);
        assertThat(Expressions.checkFilter(entry.example(), names) instanceof Expression)
                .isEqualTo(entry.inFilters());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void saysWhatEachTakesAndYields(Catalogue.Entry entry) {
        List<String> words =
                List.of("text", "integer", "decimal", "time", "duration", "boolean", "texts", "records", "name");

        assertThat(entry.signatures()).isNotEmpty().allSatisfy(form -> {
            assertThat(words).containsAll(form.parameters());
            assertThat(words).contains(form.result());
        });
    }
}
