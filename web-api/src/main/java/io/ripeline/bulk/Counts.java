package io.ripeline.bulk;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many records of bulk work stand in each state.
record Counts(Map<State, Integer> byState) {

    Counts {
        byState = byState.isEmpty() ? Map.of() : new EnumMap<>(byState);
    }

    int of(State... states) {
        int sum = 0;
        for (State state : states) {
            sum += byState.getOrDefault(state, 0);
        }
        return sum;
    }

    /// By the words of the states.
    Map<String, Integer> named() {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (State state : State.values()) {
            named.put(state.key(), of(state));
        }
        return named;
    }
}
