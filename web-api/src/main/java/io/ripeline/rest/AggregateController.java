package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.record.Aggregation;
import io.ripeline.record.Sessions;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Figures over records by groups.
@RestController
class AggregateController {

    private final Sessions sessions;
    private final Aggregation aggregation;

    AggregateController(Sessions sessions, Aggregation aggregation) {
        this.sessions = sessions;
        this.aggregation = aggregation;
    }

    record AggregateRequest(
            @Nullable List<String> groupBy,
            List<Aggregation.Measure> measures,
            @Nullable String filter,
            @Nullable String funnel) {}

    /// @param key the values grouped by
    /// @param figures by the names of the measures
    record GroupResponse(
            @Stands(Stands.FieldValue.class) Map<String, @Nullable Object> key,

            @JsonAnyGetter @Stands({Long.class, String.class})
            Map<String, @Nullable Object> figures) {}

    /// @param more whether there are more groups than are given
    record AggregateResponse(List<GroupResponse> groups, boolean more) {}

    @PostMapping("/api/v1/records/{object}/aggregate")
    AggregateResponse aggregate(@PathVariable String object, @RequestBody AggregateRequest request) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            List<String> groupBy = request.groupBy() == null ? List.of() : request.groupBy();
            String filter = Funnels.filter(model, request.funnel(), request.filter());
            Aggregation.Groups found = aggregation.groups(session, model, groupBy, request.measures(), filter);
            return new AggregateResponse(
                    found.groups().stream().map(AggregateController::group).toList(), found.more());
        });
    }

    private static GroupResponse group(Aggregation.Group group) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        group.figures()
                .forEach((name, figure) ->
                        figures.put(name, figure instanceof BigDecimal number ? number.toPlainString() : figure));
        return new GroupResponse(group.key(), figures);
    }
}
