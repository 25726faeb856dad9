package io.ripeline.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sheet of a day, in one language, whatever it is written to.
///
/// @param title what it is
/// @param subtitle whose it is, and of which day
record Sheet(String title, String subtitle, List<Fact> facts, List<Section> sections) {

    Sheet {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /// A figure with its name.
    record Fact(String key, String label, String value) {}

    /// A column.
    ///
    /// @param width its share of the paper's
    record Column(String key, String label, int width) {}

    /// A table.
    ///
    /// @param rows each with a cell for every column, absent where it is empty
    /// @param none what is said where there are no rows
    record Section(String key, String title, List<Column> columns, List<List<@Nullable String>> rows, String none) {

        Section {
            columns = List.copyOf(columns);
            List<List<@Nullable String>> kept = new ArrayList<>();
            rows.forEach(row -> kept.add(Collections.unmodifiableList(new ArrayList<>(row))));
            rows = Collections.unmodifiableList(kept);
        }
    }
}
