package io.ripeline.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// One record as an expression sees it, with what it needs of the records around it.
///
/// @param values the values by name, each of the type its [ValueKind] says; a name without an entry has no value
/// @param parents the values of the records it points to, by the key of the lookup; empty for one that is not there
/// @param children the values of the records of each list, by the key of the list
/// @param moment when and for whom
public record Facts(
        Map<String, Object> values,
        Map<String, Map<String, Object>> parents,
        Map<String, List<Map<String, Object>>> children,
        Moment moment) {
    public Facts {
        values = Map.copyOf(values);
        parents = Map.copyOf(parents);
        children = Map.copyOf(children);
    }

    /// A record by itself.
    public Facts(Map<String, Object> values, Moment moment) {
        this(values, Map.of(), Map.of(), moment);
    }

    /// A record by itself.
    public Facts(Map<String, Object> values, Instant now, LocalDate today, String me) {
        this(values, new Moment(now, today, me));
    }

    /// The values of the record a lookup points to.
    Map<String, Object> parent(String key) {
        Map<String, Object> parent = parents.get(key);
        if (parent == null && values.containsKey(key)) {
            throw new IllegalStateException("What " + key + " points to was not fetched.");
        }
        return parent == null ? Map.of() : parent;
    }

    /// The records of a list.
    List<Map<String, Object>> list(String key) {
        List<Map<String, Object>> list = children.get(key);
        if (list == null) {
            throw new IllegalStateException("The list " + key + " was not fetched.");
        }
        return list;
    }
}
