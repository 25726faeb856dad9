package io.ripeline.bench;

import io.ripeline.definition.Columns;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.CheckedTrees;
import java.util.ArrayList;
import java.util.List;

/// How much heap a model keeps: that of many, loaded and held at once, by their number. Promised: under 150 kB per 600
/// fields.
///
/// What is made when it is asked for and let go of when memory runs short counts apart: the columns of tables, the names
/// of expressions and what they mean, the document unpacked. A model of which all was asked takes that, too, until then.
final class Heap {
    private static final int MODELS = 40;

    private Heap() {}

    public static void main(String[] arguments) {
        CheckedTrees first = new CheckedTrees();
        Compiler.compile(Company.definition(), 1, "t_bench", Columns.BY_NAME, first).model().orElseThrow();
        byte[] stored = first.write();
        ask(load(stored));
        List<Model> models = new ArrayList<>();
        long before = used();
        for (int number = 0; number < MODELS; number++) {
            models.add(load(stored));
        }
        long loaded = (used() - before) / MODELS;
        models.forEach(Heap::ask);
        long asked = (used() - before) / MODELS;
        System.out.printf(
                "A model of %d fields keeps %,d kB when loaded, %,d kB when all of it was asked for (%d models held)%n",
                Company.FIELDS, loaded / 1024, asked / 1024, models.size());
    }

    private static Model load(byte[] stored) {
        CheckedTrees trees = CheckedTrees.read(stored);
        Model model = Compiler.model(Company.definition(), 1, "t_bench", Columns.BY_NAME, trees);
        trees.close();
        return model.settled();
    }

    private static void ask(Model model) {
        for (ObjectModel object : model.objects()) {
            object.definition();
            object.names().names().forEach(name -> name.column());
            object.names().children().forEach(list -> list.link());
            object.rules().needs();
        }
    }

    private static long used() {
        for (int turn = 0; turn < 5; turn++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
