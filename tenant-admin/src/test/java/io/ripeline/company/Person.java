package io.ripeline.company;

import io.ripeline.identity.Member;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Cause;
import io.ripeline.record.FormState;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordPage;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Written;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A member of a company who acts in a test. Values are written as JSON, the way a client would.
public final class Person {

    private final Tenant tenant;
    private final Member member;
    private final Doors doors;

    Person(Tenant tenant, Member member, Doors doors) {
        this.tenant = tenant;
        this.member = member;
        this.doors = doors;
    }

    public UUID id() {
        return member.id();
    }

    public Member member() {
        return member;
    }

    /// Runs the work as this member, in no transaction yet.
    public <T> T call(Supplier<T> work) {
        return scope().call(work::get);
    }

    public <T> T read(Function<Session, T> work) {
        return call(() -> doors.sessions().read(work));
    }

    public <T> T write(Function<Session, T> work) {
        return call(() -> doors.sessions().write(work));
    }

    /// Runs the work in a transaction of the company, whatever the member may do.
    public <T> T sql(Function<TenantTransaction, T> work) {
        return call(() -> doors.transactions().write(work));
    }

    /// Creates a record and answers it.
    public StoredRecord create(String object, String values) {
        return write(session -> doors.records()
                .create(session, session.model().object(object), changes(session, object, values), Cause.API, Past.NONE)
                .record());
    }

    /// Creates a record about another one.
    public StoredRecord create(String object, String values, io.ripeline.record.Subject subject) {
        return write(session -> doors.records()
                .create(
                        session,
                        session.model().object(object),
                        changes(session, object, values).about(subject),
                        Cause.API,
                        Past.NONE)
                .record());
    }

    public Written update(String object, UUID id, String values) {
        return update(object, id, values, Precondition.NONE);
    }

    public Written update(String object, UUID id, String values, Precondition expected) {
        return update(object, id, values, expected, Cause.API);
    }

    public Written update(String object, UUID id, String values, Cause cause) {
        return update(object, id, values, Precondition.NONE, cause);
    }

    private Written update(String object, UUID id, String values, Precondition expected, Cause cause) {
        return write(session -> doors.records()
                .update(
                        session,
                        session.model().object(object),
                        id,
                        changes(session, object, values),
                        expected,
                        cause));
    }

    /// What a form with these values filled in has to know.
    public FormState form(String object, @Nullable UUID id, Map<String, Object> values) {
        return read(
                session -> doors.records().form(session, session.model().object(object), id, RecordChanges.of(values)));
    }

    public void delete(String object, UUID id) {
        write(session -> {
            doors.records().delete(session, session.model().object(object), id, Precondition.NONE, Cause.API);
            return id;
        });
    }

    public StoredRecord restore(String object, UUID id) {
        return write(session -> doors.records().restore(session, session.model().object(object), id, Cause.API));
    }

    /// Gives a record to somebody.
    public Written giveTo(@Nullable UUID owner, String object, UUID id) {
        return write(session -> doors.records()
                .update(
                        session,
                        session.model().object(object),
                        id,
                        RecordChanges.of(Map.of()).ownedBy(owner),
                        Precondition.NONE,
                        Cause.API));
    }

    public Written move(UUID deal, String stage, String values) {
        return move(deal, stage, values, Cause.MOVE);
    }

    public Written move(UUID deal, String stage, String values, Cause cause) {
        return write(session -> doors.records()
                .move(
                        session,
                        session.model().object("deal"),
                        deal,
                        stage,
                        changes(session, "deal", values),
                        Precondition.NONE,
                        cause));
    }

    public StoredRecord get(String object, UUID id) {
        return read(session -> doors.records().get(session, session.model().object(object), id));
    }

    public RecordPage list(String object, RecordQuery query) {
        return read(session -> doors.records().list(session, session.model().object(object), query));
    }

    /// The typed values of a JSON object.
    public static RecordChanges changes(Session session, String object, String values) {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        StrictJson.MAPPER.readTree(values).properties().forEach(each -> nodes.put(each.getKey(), each.getValue()));
        return RecordChanges.of(JsonValues.read(session.model().object(object), nodes, "/values"));
    }

    private TenantScope scope() {
        return new TenantScope(tenant, member.id(), tenant.locale(), "test");
    }
}
