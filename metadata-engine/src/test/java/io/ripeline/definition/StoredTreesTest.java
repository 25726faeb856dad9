package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.expression.CheckedTrees;
import org.junit.jupiter.api.Test;

class StoredTreesTest {

    @Test
    void areCollectedByACompilationAndSpareTheNextOne() {
        Definition definition = new Document().definition();
        CheckedTrees collected = new CheckedTrees();
        assertThat(Compiler.compile(definition, 7, "t_x", Columns.BY_NAME, collected)
                        .model())
                .isPresent();

        CheckedTrees stored = CheckedTrees.read(collected.write());
        Compiled compiled = Compiler.compile(definition, 7, "t_x", Columns.BY_NAME, stored);

        assertThat(stored.size()).isPositive().isEqualTo(collected.size());
        assertThat(compiled.problems()).isEmpty();
        assertThat(stored.write()).isEqualTo(collected.write());
    }

    @Test
    void doNotHideAMistakeOfALaterDocument() {
        CheckedTrees stored = new CheckedTrees();
        Compiler.compile(new Document().definition(), 7, "t_x", Columns.BY_NAME, stored);
        Definition later =
                new Document().with("/objects/2/fields/2/type", "\"text\"").definition();

        Compiled compiled = Compiler.compile(later, 8, "t_x", Columns.BY_NAME, stored);

        assertThat(compiled.problems()).extracting(Problem::code).contains("expression-type");
    }
}
