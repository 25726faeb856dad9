package io.ripeline.rest;

import static io.ripeline.rest.RestError.PARAMETER_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.search.Search;
import io.ripeline.tenancy.TenantScope;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One box for all objects.
@RestController
class SearchController {

    private static final int MOST = 50;

    private final Sessions sessions;
    private final Search search;

    SearchController(Sessions sessions, Search search) {
        this.sessions = sessions;
        this.search = search;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record HitResponse(
            UUID id, @Nullable String name, @Nullable String hint, double score) {}

    record GroupResponse(String object, String label, List<HitResponse> items, boolean more) {}

    record SearchResponse(List<GroupResponse> groups) {}

    @GetMapping("/api/v1/search")
    SearchResponse search(
            @RequestParam String q,
            @RequestParam(required = false) @Nullable String objects,
            @RequestParam(defaultValue = "5") int limit) {
        if (limit < 1 || limit > MOST) {
            throw PARAMETER_INVALID.at("/limit", Text.of("limit is from 1 to %d.", "limit 应在 1 到 %d 之间。", MOST));
        }
        return sessions.read(session ->
                new SearchResponse(search.groups(session, q, named(session, objects), limit).stream()
                        .map(SearchController::response)
                        .toList()));
    }

    private static Collection<ObjectModel> named(Session session, @Nullable String objects) {
        return objects == null || objects.isBlank()
                ? Search.searched(session)
                : Arrays.stream(objects.split(",", -1))
                        .distinct()
                        .map(session.model()::object)
                        .toList();
    }

    private static GroupResponse response(Search.Group group) {
        return new GroupResponse(
                group.object().key(),
                group.object().definition().label().in(TenantScope.current().locale()),
                group.hits().stream()
                        .map(hit -> new HitResponse(hit.id(), hit.name(), hit.hint(), hit.score()))
                        .toList(),
                group.more());
    }
}
