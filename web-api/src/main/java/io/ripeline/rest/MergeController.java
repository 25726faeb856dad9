package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.record.Merged;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Merging records that stand for the same.
@RestController
class MergeController {

    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final Records records;
    private final RecordBodies bodies;

    MergeController(Sessions sessions, TenantTransactions transactions, Records records, RecordBodies bodies) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.records = records;
        this.bodies = bodies;
    }

    /// @param into the record that stays
    /// @param from those that go to the bin
    /// @param values by field, the record whose value to take
    /// @param dryRun whether only to tell what would come of it
    record MergeRequest(
            UUID into,
            List<UUID> from,
            @Nullable Map<String, UUID> values,
            @Nullable Boolean dryRun) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ValueResponse(
            UUID id,
            @Stands(Stands.FieldValue.class) @Nullable Object value) {}

    record ConflictResponse(String field, List<ValueResponse> values) {}

    record MergeResponse(RecordResponse record, Map<String, Integer> moved, List<ConflictResponse> conflicts) {}

    @PostMapping("/api/v1/records/{object}/merge")
    MergeResponse merge(@PathVariable String object, @RequestBody MergeRequest request) {
        return sessions.write(session -> Boolean.TRUE.equals(request.dryRun())
                ? transactions.rehearse(session.transaction(), () -> merge(session, object, request))
                : merge(session, object, request));
    }

    private MergeResponse merge(Session session, String object, MergeRequest request) {
        ObjectModel model = session.model().object(object);
        Map<String, UUID> values = request.values() == null ? Map.of() : request.values();
        Merged merged = records.merge(session, model, request.into(), request.from(), values);
        List<StoredRecord> all = new ArrayList<>(merged.before());
        StoredRecord now = records.find(session, model, merged.record().id()).orElse(merged.record());
        all.add(now);
        RecordResponse.Writer writer = bodies.writer(session, model, all, Set.of());
        Map<UUID, Map<String, Object>> before = new LinkedHashMap<>();
        merged.before()
                .forEach(record -> before.put(record.id(), writer.write(record).values()));
        List<ConflictResponse> conflicts = merged.conflicts().stream()
                .map(field -> new ConflictResponse(
                        field,
                        before.entrySet().stream()
                                .map(each -> new ValueResponse(
                                        each.getKey(), each.getValue().get(field)))
                                .toList()))
                .toList();
        return new MergeResponse(writer.write(now), merged.moved(), conflicts);
    }
}
