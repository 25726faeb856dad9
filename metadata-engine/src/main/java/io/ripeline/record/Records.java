package io.ripeline.record;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The records of the current company. Whatever writes one, writes it here; whatever reads one sees what the acting
/// member may see. What she may not see is not there: refused with `record-not-found`.
@Component
public class Records {

    private static final NewOwner NOBODY = (session, object, record) -> Optional.empty();

    private final RecordTables tables;
    private final Filters filters;
    private final ApplicationEventPublisher events;
    private final NewOwner newOwner;
    private final TextMatching texts;
    private final DuplicateWatch duplicates;

    Records(
            RecordTables tables,
            Filters filters,
            ApplicationEventPublisher events,
            NewOwner newOwner,
            DuplicateWatch duplicates,
            TextMatching texts) {
        this.tables = tables;
        this.filters = filters;
        this.events = events;
        this.newOwner = newOwner;
        this.texts = texts;
        this.duplicates = duplicates;
    }

    /// The record with this id.
    public StoredRecord get(Session session, ObjectModel object, UUID id) {
        session.caller().require(Right.READ, object);
        return find(session, object, id).orElseThrow(() -> absent(session, object, id));
    }

    /// The same for who most likely reads nothing after it: that spares a way to the database and back.
    public StoredRecord getAlone(Session session, ObjectModel object, UUID id) {
        if (!session.caller().seesAll(object)) {
            return get(session, object, id);
        }
        session.caller().require(Right.READ, object);
        StaleRollUps.settle();
        return tables.of(session.model(), object)
                .findLive(session.transaction(), id)
                .orElseThrow(() -> absent(session, object, id));
    }

    /// A refusal that names the record which the one asked for was merged into, where the member sees that one.
    private Refused absent(Session session, ObjectModel object, UUID id) {
        return Merging.into(session.transaction(), id)
                .flatMap(into -> find(session, object, into))
                .map(into -> notFound().with("mergedInto", into.id()))
                .orElseGet(Records::notFound);
    }

    /// The live records with these ids that the member sees.
    public List<StoredRecord> all(Session session, ObjectModel object, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Condition wanted = object.columns().id().eq(DSL.any(ids.toArray(new UUID[0])));
        return tables.of(session.model(), object)
                .list(
                        session.transaction().sql(),
                        session.caller().visible(object).and(wanted),
                        List.of(object.columns().id().asc()),
                        ids.size());
    }

    /// The record with this id, where it is there for the member.
    public Optional<StoredRecord> find(Session session, ObjectModel object, UUID id) {
        StaleRollUps.settle();
        RecordTable table = tables.of(session.model(), object);
        return session.caller().seesAll(object)
                ? table.findLive(session.transaction().sql(), id)
                : table.find(session.transaction().sql(), id, session.caller().visible(object));
    }

    /// A record that was written, as the member sees it now.
    public StoredRecord shown(Session session, ObjectModel object, Written written) {
        return written.whole()
                ? written.record()
                : find(session, object, written.record().id()).orElse(written.record());
    }

    /// A page of records; refuses with `filter-invalid`, `sort-invalid` or `cursor-invalid`. Those in the bin are shown
    /// to who may take them out.
    public RecordPage list(Session session, ObjectModel object, RecordQuery query) {
        session.caller().require(Right.READ, object);
        if (query.deleted()) {
            session.caller().require(Right.DELETE, object);
        }
        Listing listing = new Listing(
                session, object, tables.of(session.model(), object), query, matching(session, object, query));
        FieldView.of(session, object).requireReadable(listing.order().fields(), "/sort");
        return listing.page();
    }

    /// Hands every record that a list would show to somebody, in the order asked for and some at a time: however many
    /// they are, few are held. Refuses with `filter-invalid`, `sort-invalid` or `pool-not-found` before the first.
    public void each(Session session, ObjectModel object, RecordQuery query, Consumer<List<StoredRecord>> reader) {
        session.caller().require(Right.READ, object);
        SortOrder order = SortOrder.of(object, query.sort());
        FieldView.of(session, object).requireReadable(order.fields(), "/sort");
        Condition matching = matching(session, object, query);
        tables.of(session.model(), object).each(session.transaction().sql(), matching, order.orderBy(), reader);
    }

    /// The objects that the records that a list would show are about.
    public List<String> subjects(Session session, ObjectModel object, RecordQuery query) {
        session.caller().require(Right.READ, object);
        Field<String> about = object.columns().subjectObject();
        return about == null
                ? List.of()
                : session.transaction()
                        .sql()
                        .selectDistinct(about)
                        .from(object.table())
                        .where(matching(session, object, query))
                        .orderBy(about)
                        .fetch(about);
    }

    /// What the member sees of the object that matches the query's filter and search.
    public Condition matching(Session session, ObjectModel object, RecordQuery query) {
        StaleRollUps.settle();
        Condition condition = within(session, object, query);
        if (query.filter() != null && !query.filter().isBlank()) {
            condition = condition.and(filters.condition(session, object, query.filter()));
        }
        if (query.search() != null && !query.search().isBlank()) {
            condition = condition.and(texts.matching(session, object, query.search(), condition));
        }
        return condition;
    }

    /// The records a list may show: those in the bin, those of the pool asked for, else those that are in neither.
    private static Condition within(Session session, ObjectModel object, RecordQuery query) {
        if (query.deleted()) {
            return session.caller()
                    .seen(object)
                    .and(object.columns().deletedAt().isNotNull());
        }
        if (query.pool() == null) {
            boolean sorted = query.sort() != null && !query.sort().isBlank();
            return sorted ? session.caller().listed(object) : session.caller().listedById(object);
        }
        return session.caller().pooled(object, session.caller().pool(query.pool()));
    }

    private RecordWrite write(Session session, ObjectModel object, Cause cause) {
        return new RecordWrite(session, object, tables, cause, events, duplicates);
    }

    /// Makes a record; refuses with `right-missing`, `record-invalid`, `stage-criteria-unmet` or `not-unique`.
    public Written create(Session session, ObjectModel object, RecordChanges changes, Cause cause, Past past) {
        if (cause.rights()) {
            session.caller().require(Right.CREATE, object);
        }
        return write(session, object, cause).create(changes, past, cause.isOfCompany() ? newOwner : NOBODY);
    }

    /// Makes many records of one object, together where no rule can tell, and tells what became of each in their order:
    /// one that is refused takes none of the others with it.
    ///
    /// @param newOnly whether records that are like others are refused with `duplicate` also where rules only warn
    public List<Attempt> createAll(
            Session session, ObjectModel object, List<NewRecord> wanted, boolean newOnly, Cause cause) {
        if (cause.rights()) {
            session.caller().require(Right.CREATE, object);
        }
        return new BatchWrite(
                        session,
                        object,
                        write(session, object, cause),
                        cause.isOfCompany() ? newOwner : NOBODY,
                        newOnly)
                .create(wanted);
    }

    /// Refuses with all that keeps a record from being made, without making it.
    public void rehearse(Session session, ObjectModel object, NewRecord wanted, Cause cause) {
        session.caller().require(Right.CREATE, object);
        write(session, object, cause).prepare(wanted.changes(), wanted.past(), NOBODY);
    }

    /// Changes many records of one object, together where no rule can tell, and tells what became of each in their
    /// order: one that is refused takes none of the others with it.
    public List<Attempt> updateAll(Session session, ObjectModel object, List<ChangedRecord> wanted, Cause cause) {
        if (cause.rights()) {
            session.caller().require(Right.UPDATE, object);
        }
        return new BatchUpdate(session, object, cause, write(session, object, cause)).update(wanted);
    }

    /// The stays of records in stages and grades, the oldest first, of those that have any.
    public Map<UUID, List<Move>> stays(Session session, Collection<UUID> ids) {
        return Stays.of(session.transaction(), ids);
    }

    /// Takes back some of the writes to a record, unless somebody else wrote to it since.
    ///
    /// @param versions that those writes made
    /// @param stays the record was in before each of them, where they changed any
    public Undone undo(
            Session session, ObjectModel object, UUID id, Set<Integer> versions, Map<Integer, List<Move>> stays) {
        return takingBack(session, object).all(id, versions, stays);
    }

    /// Takes back some of the writes to a record, whosever it is by now, but for the fields that somebody changed
    /// since.
    ///
    /// @param stays the record was in before those writes, where they changed any
    public Undone undoUnchanged(Session session, ObjectModel object, UUID id, Set<Integer> versions, List<Move> stays) {
        return takingBack(session, object).unchanged(id, versions, stays);
    }

    private TakingBack takingBack(Session session, ObjectModel object) {
        return new TakingBack(
                session,
                object,
                tables.of(session.model(), object),
                cause -> write(session, object, cause),
                cause -> bin(session, cause));
    }

    /// The writes of the transaction at hand to some records, the oldest first, but for what the platform did of
    /// itself.
    public Map<UUID, List<OwnWrite>> ownWrites(Session session, Collection<UUID> ids) {
        return Changes.own(session.transaction(), session.caller().member().id(), ids);
    }

    private Bin bin(Session session, Cause cause) {
        return new Bin(session, tables, cause, events, duplicates);
    }

    /// Changes a record; refuses with `version-conflict` or `edit-conflict` besides what creating refuses with.
    public Written update(
            Session session, ObjectModel object, UUID id, RecordChanges changes, Precondition expected, Cause cause) {
        if (cause.rights()) {
            session.caller().require(Right.UPDATE, object);
        }
        return write(session, object, cause).update(id, changes, expected);
    }

    /// The records with these ids, those in the bin too, locked until the transaction ends, in the order of their ids
    /// and
    /// whoever may see them.
    public List<StoredRecord> locked(Session session, ObjectModel object, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : tables.of(session.model(), object).lock(session.transaction().sql(), ids, RecordTable.Waiting.WAIT);
    }

    /// Puts values that the platform itself has found into records that are locked, with a few statements for all.
    public void changeAll(
            Session session, ObjectModel object, Map<StoredRecord, Map<String, @Nullable Object>> wanted, Cause cause) {
        new BatchChange(session, object, tables, cause, events).change(wanted);
    }

    /// Gives a record to a member, or to nobody, if it still is one of those that stand so; nothing where it is not.
    /// Nobody's rights are asked: the condition says whose records these may be.
    public Optional<Written> give(
            Session session, ObjectModel object, UUID id, Condition standing, @Nullable UUID owner, Cause cause) {
        return write(session, object, cause).give(id, standing, owner);
    }

    /// Puts a record into the bin; lookups that point to it do what the definition says. Refuses with `record-in-use`,
    /// `delete-too-large` or `version-conflict`.
    public void delete(Session session, ObjectModel object, UUID id, Precondition expected, Cause cause) {
        session.caller().require(Right.DELETE, object);
        bin(session, cause).delete(object, id, expected);
    }

    /// Takes a record out of the bin, with those that were deleted for it; refuses with `record-invalid` where what it
    /// belongs to is in the bin, and with `not-unique`.
    public StoredRecord restore(Session session, ObjectModel object, UUID id, Cause cause) {
        session.caller().require(Right.DELETE, object);
        return bin(session, cause).restore(object, id);
    }

    /// Merges records into one of them, which gets the values chosen by field and those it lacks; refuses with
    /// `merge-invalid` or `merge-too-large` besides what changing and deleting refuse with.
    ///
    /// @param chosen by field, the record whose value to take
    public Merged merge(Session session, ObjectModel object, UUID into, List<UUID> from, Map<String, UUID> chosen) {
        session.caller().require(Right.UPDATE, object);
        session.caller().require(Right.DELETE, object);
        return new Merging(session, tables, events, duplicates).merge(object, into, from, chosen);
    }

    /// What a form over a record, or over a new one where `id` is absent, has to know of its fields with these values
    /// filled in. Nothing is written.
    public FormState form(Session session, ObjectModel object, @Nullable UUID id, RecordChanges changes) {
        session.caller().require(Right.READ, object);
        return supposition(session, object, id, changes).form();
    }

    private Supposition supposition(Session session, ObjectModel object, @Nullable UUID id, RecordChanges changes) {
        StoredRecord standing = id == null
                ? Beginnings.begun(session, object, changes, Past.NONE)
                : find(session, object, id).orElseThrow(Records::notFound);
        ComputedValues computed = new ComputedValues(session, object, tables, false);
        return new Supposition(session, object, standing, id == null, changes, computed);
    }

    /// A record, or a new one where `id` is absent, as it would be with these values. Nothing is written.
    public StoredRecord supposed(Session session, ObjectModel object, @Nullable UUID id, RecordChanges changes) {
        return supposition(session, object, id, changes).record();
    }

    /// Whether a record may enter a stage with these values, without writing anything; refuses with `unknown-stage`.
    ///
    /// @param from key of the stage it is to stand in; any where absent
    public MoveVerdict tryMove(
            Session session, ObjectModel object, UUID id, @Nullable String from, String stage, RecordChanges changes) {
        session.caller().require(Right.UPDATE, object);
        StoredRecord record = find(session, object, id).orElseThrow(Records::notFound);
        session.caller().requireEdit(object, record);
        if (from != null) {
            Gate.known(object, from, "/from");
        }
        Optional<Refused> moved = new Conflicts(session, object, record).moved(from);
        if (moved.isPresent()) {
            return new MoveVerdict(stage, moved.get(), List.of());
        }
        List<MoveTrial.Tried> tried = MoveTrial.tried(List.of(record), changes);
        Gate.stage(Gate.funnelOf(object, tried.getFirst().after().values()), stage);
        return Objects.requireNonNull(new MoveTrial(session, object)
                        .verdicts(tried, List.of(stage))
                        .get(id))
                .getFirst();
    }

    /// Which stages records may enter, by record in the order of their ids; without those the member does not see.
    /// Refuses with `no-funnel`.
    ///
    /// @param stages keys of the stages to try; all but the one each record is in where empty
    public Map<UUID, List<MoveVerdict>> tryMoves(
            Session session, ObjectModel object, Collection<UUID> ids, List<String> stages) {
        session.caller().require(Right.UPDATE, object);
        Gate.funnelOf(object, Map.of());
        List<StoredRecord> records = all(session, object, ids);
        return new MoveTrial(session, object).verdicts(MoveTrial.tried(records, RecordChanges.of(Map.of())), stages);
    }

    /// Takes back the last move of a record as a mistake; refuses with `undo-expired` or `undo-not-yours`.
    public Written undoMove(Session session, ObjectModel object, UUID id) {
        session.caller().require(Right.UPDATE, object);
        return write(session, object, Cause.UNDO).undoMove(id);
    }

    /// Moves a record to a stage, together with the values that let it; refuses with `unknown-stage` and
    /// `moved-meanwhile` besides what changing refuses with.
    public Written move(
            Session session,
            ObjectModel object,
            UUID id,
            String stage,
            RecordChanges changes,
            Precondition expected,
            Cause cause) {
        Funnel funnel = Gate.funnelOf(object, Map.of());
        Gate.known(object, stage, "/stage");
        if (expected.from() != null) {
            Gate.known(object, expected.from(), "/from");
        }
        return update(session, object, id, changes.with(funnel.field(), stage), expected, cause);
    }

    /// The stays of a record in stages and grades, the oldest first.
    public List<Move> moves(Session session, ObjectModel object, UUID id) {
        get(session, object, id);
        FieldView view = FieldView.of(session, object);
        return Stays.all(session.transaction(), Merging.withMerged(session.transaction(), id)).stream()
                .filter(move -> object.field(move.field()).filter(view::reads).isPresent())
                .toList();
    }

    /// How the member sees records called, by id, of those the object has: for showing what activities are about.
    public Map<UUID, String> names(Session session, ObjectModel object, Collection<UUID> ids) {
        return Names.of(session, object, ids);
    }

    static Refused notFound() {
        return RecordError.RECORD_NOT_FOUND.because(
                Text.of("There is no such record, or you may not see it.", "没有这条记录，或您无权查看。"));
    }
}
