package io.ripeline.bulk;

import java.util.EnumSet;
import java.util.Set;

/// Which way bulk work goes.
enum Way {
    FORTH(State.OPEN, EnumSet.of(State.DONE, State.SKIPPED, State.FAILED)),
    BACK(State.DONE, EnumSet.of(State.RETURNED, State.KEPT));

    private final State todo;
    private final Set<State> over;

    Way(State todo, Set<State> over) {
        this.todo = todo;
        this.over = over;
    }

    /// The state of the records still to be seen to.
    State todo() {
        return todo;
    }

    /// The states of those that were seen to.
    Set<State> over() {
        return over;
    }
}
