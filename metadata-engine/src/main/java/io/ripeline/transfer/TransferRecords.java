package io.ripeline.transfer;

import static io.ripeline.record.RecordError.RIGHT_MISSING;
import static io.ripeline.transfer.TransferError.TRANSFER_INVALID;
import static io.ripeline.transfer.TransferError.TRANSFER_NOT_FOUND;
import static io.ripeline.transfer.TransferError.TRANSFER_UNDONE;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.identity.Member;
import io.ripeline.job.Jobs;
import io.ripeline.json.StorableText;
import io.ripeline.record.Caller;
import io.ripeline.record.RecordError;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.transfer.TransferRows.State;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives a set of records to another member: an admin any, others what belongs to those who report to them.
@Component
public class TransferRecords {

    private static final int MOST_IDS = 10_000;
    private static final int LONGEST_REASON = 500;
    private static final int EXAMPLES = 5;

    private final Records records;
    private final Jobs jobs;

    TransferRecords(Records records, Jobs jobs) {
        this.records = records;
        this.jobs = jobs;
    }

    /// What a transfer would do.
    ///
    /// @param children how many records of each object would follow
    public record Preview(int records, Map<String, Integer> children, List<Example> examples) {}

    /// One of the records.
    public record Example(UUID id, String name) {}

    /// A transfer that goes on, and the job that does it.
    public record Begun(UUID transfer, UUID job) {}

    /// A transfer and how many of its records stand in each state, by `open`, `given`, `skipped`, `failed`,
    /// `returned` and `kept`.
    public record Standing(Transfer transfer, Map<String, Integer> counts) {}

    /// Says what a transfer would do, and does nothing; refuses as {@link #begin} does.
    public Preview preview(Session session, ObjectModel object, Transfer.Wanted wanted) {
        Map<String, Select<Record2<UUID, UUID>>> sets = sets(session, object, wanted);
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

    /// Notes which records are given and queues the job that gives them; refuses with `transfer-invalid`,
    /// `right-missing`, `record-not-found` or what filters refuse with.
    public Begun begin(Session session, ObjectModel object, Transfer.Wanted wanted) {
        Map<String, Select<Record2<UUID, UUID>>> sets = sets(session, object, wanted);
        Transfer transfer = new Transfer(
                Ids.next(),
                object.key(),
                wanted.to(),
                wanted.children(),
                wanted.reason(),
                session.caller().member().id(),
                session.transaction().now(),
                null);
        new TransferRows(session.transaction()).add(transfer, sets);
        return new Begun(transfer.id(), jobs.queue(session.transaction(), RunTransfer.KIND, transfer.id()));
    }

    private Map<String, Select<Record2<UUID, UUID>>> sets(Session session, ObjectModel object, Transfer.Wanted wanted) {
        session.caller().require(Right.UPDATE, object);
        check(session, wanted);
        Condition meant =
                meant(session, object, wanted).and(object.columns().ownerId().isDistinctFrom(wanted.to()));
        return Following.of(session, object, meant, wanted.children());
    }

    private static void check(Session session, Transfer.Wanted wanted) {
        if ((wanted.filter() == null) == (wanted.ids() == null)) {
            throw TRANSFER_INVALID.at(
                    "", Text.of("Say which records, by filter or by ids.", "请用 filter 或 ids 之一指定记录。"));
        }
        if (wanted.ids() != null && wanted.ids().size() > MOST_IDS) {
            throw TRANSFER_INVALID.at("/ids", Text.of("At most %d ids; use a filter.", "最多 %d 个 id，请改用筛选。", MOST_IDS));
        }
        if (session.caller()
                .directory()
                .find(wanted.to())
                .filter(Member::active)
                .isEmpty()) {
            throw TRANSFER_INVALID.at("/to", Text.of("There is no such active member.", "没有这位有效成员。"));
        }
        String reason = Objects.requireNonNullElse(wanted.reason(), "");
        if (reason.codePointCount(0, reason.length()) > LONGEST_REASON || !StorableText.test(reason)) {
            throw TRANSFER_INVALID.at(
                    "/reason", Text.of("At most %d plain characters.", "最多 %d 个普通字符。", LONGEST_REASON));
        }
    }

    /// The records that are meant, of those the member may give away.
    private Condition meant(Session session, ObjectModel object, Transfer.Wanted wanted) {
        Condition led = led(session.caller(), object);
        if (wanted.ids() == null) {
            return records.matching(session, object, RecordQuery.matching(wanted.filter()))
                    .and(led);
        }
        Set<UUID> ids = Set.copyOf(wanted.ids());
        Condition named = object.columns().id().eq(DSL.any(ids.toArray(new UUID[0])));
        Condition seen = named.and(session.caller().visible(object));
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

    /// Queues the job that takes a transfer back, as far as nothing changed hands since; refuses with
    /// `transfer-not-found` or `transfer-undone`.
    public Begun undo(Session session, UUID id) {
        Caller caller = session.caller();
        TransferRows rows = new TransferRows(session.transaction());
        UUID transfer = rows.find(id)
                .filter(found -> concerns(caller, found))
                .map(Transfer::id)
                .orElseThrow(() -> TRANSFER_NOT_FOUND.because(Text.of("There is no such transfer.", "没有该移交。")));
        if (!rows.undo(transfer, caller.member().id())) {
            throw TRANSFER_UNDONE.because(Text.of("The transfer was undone already.", "该移交已撤销。"));
        }
        return new Begun(transfer, jobs.queue(session.transaction(), UndoTransfer.KIND, transfer));
    }

    private static boolean concerns(Caller caller, Transfer transfer) {
        return caller.role().admin() || caller.member().id().equals(transfer.by());
    }

    /// The latest 100 transfers, the newest first: all for an admin, her own for others.
    public List<Standing> all(Session session) {
        TransferRows rows = new TransferRows(session.transaction());
        @Nullable
        UUID by = session.caller().role().admin()
                ? null
                : session.caller().member().id();
        return rows.latest(by).stream()
                .map(transfer -> new Standing(transfer, named(rows.counts(transfer.id()))))
                .toList();
    }

    private static Map<String, Integer> named(Map<State, Integer> counts) {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (State state : State.values()) {
            named.put(state.key(), counts.getOrDefault(state, 0));
        }
        return named;
    }
}
