package io.ripeline.bulk;

import static io.ripeline.bulk.BulkError.BULK_INVALID;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.rest.RecordOperations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// Whether a change of many records makes sense, and which records it is of. What the member may do to each is asked
/// when its turn comes.
@Component
class WantedChange {

    private static final Set<String> OPERATIONS = Set.of("update", "delete", "restore", "owner", "move");

    private final Records records;

    WantedChange(Records records) {
        this.records = records;
    }

    /// The records that are meant; refuses with `bulk-invalid` besides what the change of one refuses with.
    Map<String, Select<Record2<UUID, UUID>>> records(
            Session session, ObjectModel object, Selection selection, Change change) {
        check(session, object, selection, change);
        List<UUID> ids = selection.ids();
        return Map.of(object.key(), ids == null ? matching(session, object, selection, change) : named(ids));
    }

    private Select<Record2<UUID, UUID>> matching(
            Session session, ObjectModel object, Selection selection, Change change) {
        RecordQuery query = change.op().equals("restore") ? selection.query().inBin() : selection.query();
        return DSL.select(object.columns().id(), object.columns().ownerId())
                .from(object.table())
                .where(records.matching(session, object, query));
    }

    /// Those that are not there, too: each is told of.
    private static Select<Record2<UUID, UUID>> named(List<UUID> ids) {
        return DSL.selectDistinct(DSL.field(DSL.name("wanted", "id"), SQLDataType.UUID), DSL.castNull(SQLDataType.UUID))
                .from("unnest({0}::uuid[]) AS wanted (id)", DSL.val(ids.toArray(new UUID[0])));
    }

    private static void check(Session session, ObjectModel object, Selection selection, Change change) {
        if (!OPERATIONS.contains(change.op())) {
            throw BULK_INVALID.at(
                    "/op",
                    Text.of(
                            "op is one of update, delete, restore, owner, move.",
                            "op 应为 update、delete、restore、owner、move 之一。"));
        }
        session.caller().require(Right.READ, object);
        session.caller().require(change.deletes() ? Right.DELETE : Right.UPDATE, object);
        selection.check(BULK_INVALID, change.reason());
        switch (change.op()) {
            case "move" -> require(change.stage() != null, "/stage", "Say which stage to move to.", "请指明要进入的阶段。");
            case "owner" ->
                require(change.ownerId() != null, "/ownerId", "Say whose they become, or null.", "请指明新的负责人，或 null。");
            case "update" -> require(!change.fields().isEmpty(), "/values", "Say what to change.", "请指明要修改的字段。");
            default -> {}
        }
        RecordOperations.check(session, object, change.values(), change.ownerId());
    }

    private static void require(boolean said, String pointer, String en, String zh) {
        if (!said) {
            throw BULK_INVALID.at(pointer, Text.of(en, zh));
        }
    }
}
