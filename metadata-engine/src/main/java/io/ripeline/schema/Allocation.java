package io.ripeline.schema;

import io.ripeline.schema.StandingSchema.StandingColumn;
import io.ripeline.schema.StandingSchema.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds columns for the fields of one object: free ones first, then new ones. A table may have 1,600 columns
/// for ever, dropped ones included, so beyond a bound a free column of another type changes its type, which
/// rewrites the table.
final class Allocation {

    /// A column to make, or to make of one of another type.
    record NewColumn(String object, String name, String type, boolean retyped) {}

    /// Below PostgreSQL's 1,600 by the columns every table has and what the platform may need later.
    static final int MOST = 1_500;

    private final String object;
    private final Map<String, StandingColumn> columns;
    private final List<NewColumn> growth = new ArrayList<>();

    Allocation(String object, Map<String, StandingColumn> standing) {
        this.object = object;
        this.columns = new HashMap<>(standing);
    }

    /// A column of a type, if possible of the wanted name; nothing where the table is full.
    Optional<String> take(String wanted, String type) {
        StandingColumn named = columns.get(wanted);
        if (named != null && named.state() == State.FREE && named.type().equals(type)) {
            return taken(wanted, type);
        }
        Optional<String> free = standing(State.FREE, type);
        if (free.isPresent()) {
            return taken(free.get(), type);
        }
        if (columns.size() < MOST) {
            return made(named == null ? wanted : unusedName(wanted), type, false);
        }
        return columns.entrySet().stream()
                .filter(column -> column.getValue().state() == State.FREE)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .flatMap(name -> made(name, type, true));
    }

    /// A column of a type whose values are all to be converted, so that it need not be empty.
    Optional<String> takeToConvert(String wanted, String type) {
        return standing(State.ABANDONED, type)
                .flatMap(name -> taken(name, type))
                .or(() -> take(wanted, type));
    }

    /// The columns to make before the plan can run.
    List<NewColumn> growth() {
        return List.copyOf(growth);
    }

    private Optional<String> standing(State state, String type) {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().state() == state
                        && column.getValue().type().equals(type))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private Optional<String> made(String name, String type, boolean retyped) {
        growth.add(new NewColumn(object, name, type, retyped));
        return taken(name, type);
    }

    private Optional<String> taken(String name, String type) {
        columns.put(name, new StandingColumn(type, State.TAKEN));
        return Optional.of(name);
    }

    private String unusedName(String wanted) {
        int number = 2;
        while (columns.containsKey(wanted + "__" + number)) {
            number++;
        }
        return wanted + "__" + number;
    }
}
