package io.ripeline.bulk;

import java.util.EnumSet;
import java.util.Set;

/// Which way bulk work goes.
enum Way {
    FORTH(State.OPEN),
    BACK(State.DONE);

    private final State todo;

    Way(State todo) {
        this.todo = todo;
    }

    /// The state of the records still to be seen to.
    State todo() {
        return todo;
    }

    /// The states of those that were seen to.
    Set<State> over() {
        return switch (this) {
            case FORTH -> EnumSet.of(State.DONE, State.SKIPPED, State.FAILED);
            case BACK -> EnumSet.of(State.RETURNED, State.KEPT);
        };
    }
}
