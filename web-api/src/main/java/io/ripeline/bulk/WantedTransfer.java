package io.ripeline.bulk;

import static io.ripeline.bulk.BulkError.TRANSFER_INVALID;
import static io.ripeline.record.RecordError.RIGHT_MISSING;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.identity.Member;
import io.ripeline.record.Caller;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// Whether a transfer makes sense, and which records it gives: of an admin any, of others what belongs to those who
/// report to them.
@Component
class WantedTransfer {

    private static final int EXAMPLES = 5;

    private final Records records;

    WantedTransfer(Records records) {
        this.records = records;
    }

    /// What a transfer would do.
    ///
    /// @param children how many records of each object would follow
    record Preview(int records, Map<String, Integer> children, List<Example> examples) {}

    /// One of the records.
    record Example(UUID id, String name) {}

    /// Says what a transfer would do, and does nothing; refuses as {@link #records} does.
    Preview preview(Session session, ObjectModel object, Selection selection, Transfer transfer) {
        Map<String, Select<Record2<UUID, UUID>>> sets = records(session, object, selection, transfer);
        Map<String, Integer> counts = new LinkedHashMap<>();
        sets.forEach((key, set) -> counts.put(key, session.transaction().sql().fetchCount(set)));
        int count = Objects.requireNonNull(counts.remove(object.key()));
        List<UUID> first = session.transaction()
                .sql()
                .fetch(
                        "SELECT found.id FROM ({0}) AS found (id, owner_id) ORDER BY found.id LIMIT {1}",
                        sets.get(object.key()), DSL.inline(EXAMPLES))
                .getValues(0, UUID.class);
        Map<UUID, String> names = records.names(session, object, first);
        return new Preview(
                count,
                counts,
                first.stream()
                        .map(id -> new Example(id, names.getOrDefault(id, "")))
                        .toList());
    }

    /// The records that are meant and what follows them; refuses with `transfer-invalid`, `right-missing` or
    /// `record-not-found`.
    Map<String, Select<Record2<UUID, UUID>>> records(
            Session session, ObjectModel object, Selection selection, Transfer transfer) {
        session.caller().require(Right.UPDATE, object);
        selection.check(TRANSFER_INVALID, transfer.reason());
        if (session.caller()
                .directory()
                .find(transfer.to())
                .filter(Member::active)
                .isEmpty()) {
            throw TRANSFER_INVALID.at("/to", Text.of("There is no such active member.", "没有这位有效成员。"));
        }
        Condition meant =
                meant(session, object, selection).and(object.columns().ownerId().isDistinctFrom(transfer.to()));
        return Following.of(session, object, meant, transfer.children());
    }

    /// The records that are meant, of those the member may give away.
    private Condition meant(Session session, ObjectModel object, Selection selection) {
        Condition led = led(session.caller(), object);
        List<UUID> named = selection.ids();
        if (named == null) {
            return records.matching(session, object, selection.query()).and(led);
        }
        Set<UUID> ids = Set.copyOf(named);
        Condition seen = object.columns()
                .id()
                .eq(DSL.any(ids.toArray(new UUID[0])))
                .and(session.caller().visible(object));
        if (session.transaction().sql().fetchCount(object.table(), seen) < ids.size()) {
            throw RecordError.RECORD_NOT_FOUND.at(
                    "/ids", Text.of("Some of the records are not there, or you may not see them.", "部分记录不存在或您无权查看。"));
        }
        if (session.transaction().sql().fetchCount(object.table(), seen.and(led)) < ids.size()) {
            throw RIGHT_MISSING.because(Text.of(
                    "Some of the records belong to nobody who reports to you; an admin can transfer them.",
                    "部分记录不属于您的下属，请联系管理员移交。"));
        }
        return seen.and(led);
    }

    private static Condition led(Caller caller, ObjectModel object) {
        if (caller.role().admin()) {
            return DSL.noCondition();
        }
        Set<UUID> reports = caller.directory().withReports(caller.member().id());
        if (reports.size() == 1) {
            throw RIGHT_MISSING.because(
                    Text.of("Only admins and people with reports transfer records.", "只有管理员和有下属的成员可以移交记录。"));
        }
        return object.columns().ownerId().eq(DSL.any(reports.toArray(new UUID[0])));
    }
}
