package io.ripeline.rest;

import static io.ripeline.record.RecordError.LIMIT_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.identity.IdentityError;
import io.ripeline.process.Overrides;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Moves that were made although criteria were unmet.
@RestController
class OverridesController {

    private static final int MOST = 200;

    private final Sessions sessions;
    private final Overrides overrides;
    private final Records records;

    OverridesController(Sessions sessions, Overrides overrides, Records records) {
        this.sessions = sessions;
        this.overrides = overrides;
        this.records = records;
    }

    record RecordRef(String object, UUID id, String name) {}

    @JsonInclude
    record OverrideResponse(
            RecordRef record,
            @Nullable String from,
            String to,
            @Nullable String reason,
            Ref by,
            Instant at,
            List<MovesController.NameResponse> unmet) {}

    @JsonInclude
    record OverridesResponse(
            List<OverrideResponse> items, @Nullable String nextCursor) {}

    /// @param from the first day
    /// @param to the last day
    @GetMapping("/api/v1/overrides")
    OverridesResponse all(
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String member,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw LIMIT_INVALID.because(Text.of("limit is 1 to %d.", "limit 应为 1 至 %d。", MOST));
        }
        return sessions.read(session -> response(
                session,
                overrides.of(
                        session,
                        new Overrides.Wanted(
                                object,
                                member(member),
                                Spans.day("from", from)
                                        .map(day -> Spans.begin(session, day))
                                        .orElse(null),
                                Spans.day("to", to)
                                        .map(day -> Spans.begin(session, day.plusDays(1)))
                                        .orElse(null),
                                limit,
                                cursor))));
    }

    private static @Nullable UUID member(@Nullable String member) {
        return member == null || member.isBlank()
                ? null
                : Ids.parse(member)
                        .orElseThrow(() ->
                                IdentityError.MEMBER_NOT_FOUND.because(Text.of("There is no such member.", "没有这位成员。")));
    }

    private OverridesResponse response(Session session, Overrides.Page page) {
        Map<String, List<UUID>> byObject = new HashMap<>();
        page.items()
                .forEach(item -> byObject.computeIfAbsent(item.object(), _ -> new ArrayList<>())
                        .add(item.record()));
        Map<UUID, String> names = new HashMap<>();
        byObject.forEach((object, ids) ->
                names.putAll(records.names(session, session.model().object(object), ids)));
        return new OverridesResponse(
                page.items().stream()
                        .map(item -> new OverrideResponse(
                                new RecordRef(item.object(), item.record(), names.getOrDefault(item.record(), "")),
                                item.from(),
                                item.to(),
                                item.reason(),
                                Ref.member(session.caller().directory(), item.by()),
                                item.at(),
                                MovesController.NameResponse.of(item.unmet())))
                        .toList(),
                page.next());
    }
}
