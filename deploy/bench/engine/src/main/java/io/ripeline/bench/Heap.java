package io.ripeline.bench;

import io.ripeline.definition.Columns;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Model;
import io.ripeline.expression.CheckedTrees;
import java.util.ArrayList;
import java.util.List;

/// How much heap a model keeps: that of many, loaded and held at once, by their number. Promised: under 150 kB per 600
/// fields, besides the document itself, which is weighed apart.
final class Heap {
    private static final int MODELS = 40;

    private Heap() {}

    public static void main(String[] arguments) {
        CheckedTrees first = new CheckedTrees();
        Compiler.compile(Company.definition(), 1, "t_bench", Columns.BY_NAME, first).model().orElseThrow();
        byte[] stored = first.write();
        List<Object> documents = new ArrayList<>();
        long before = used();
        for (int number = 0; number < MODELS; number++) {
            documents.add(Company.definition());
        }
        long document = (used() - before) / MODELS;
        List<Model> models = new ArrayList<>();
        before = used();
        for (int number = 0; number < MODELS; number++) {
            CheckedTrees trees = CheckedTrees.read(stored);
            models.add(Compiler.model(Company.definition(), 1, "t_bench", Columns.BY_NAME, trees));
            trees.close();
        }
        long model = (used() - before) / MODELS;
        System.out.printf(
                "A model of %d fields: %,d kB, of which its document %,d kB (%d models held)%n",
                Company.FIELDS, model / 1024, document / 1024, models.size() + documents.size());
    }

    private static long used() {
        for (int turn = 0; turn < 5; turn++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
