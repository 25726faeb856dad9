package io.ripeline.publishing;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ConfigVersions;
import io.ripeline.record.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// The last revisions of the draft, so that an edit that saw one of them can be brought together with the later ones.
@Component
class DraftRevisions {

    private static final int KEPT = 100;
    private static final Table<Record> REVISIONS = table(name("_config_draft_revision"));
    private static final Field<Long> SERIAL = field(name("serial"), SQLDataType.BIGINT);
    private static final Field<Integer> BASE_VERSION = field(name("base_version"), SQLDataType.INTEGER);
    private static final Field<Integer> REVISION = field(name("revision"), SQLDataType.INTEGER);
    private static final Field<String> DOCUMENT = field(name("document"), SQLDataType.CLOB);
    private static final Field<UUID> AUTHOR = field(name("author"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);

    /// One stored edit.
    record Revision(UUID author, String document) {}

    private final ConfigVersions versions;

    DraftRevisions(ConfigVersions versions) {
        this.versions = versions;
    }

    /// Stores an edit and forgets the oldest ones.
    void keep(Session session, Draft draft) {
        var sql = session.transaction().sql();
        sql.insertInto(REVISIONS, BASE_VERSION, REVISION, DOCUMENT, AUTHOR, CREATED_AT)
                .values(
                        draft.baseVersion(),
                        draft.revision(),
                        draft.document(),
                        session.caller().member().id(),
                        session.transaction().now())
                .execute();
        sql.deleteFrom(REVISIONS)
                .where(SERIAL.le(field(select(max(SERIAL).minus(KEPT)).from(REVISIONS))))
                .execute();
    }

    /// The number the next edit of a draft bears: one that no edit of this base ever had, also not before a discard.
    int next(Session session, int baseVersion) {
        Integer last = session.transaction()
                .sql()
                .select(max(REVISION))
                .from(REVISIONS)
                .where(BASE_VERSION.eq(baseVersion))
                .fetchOne(0, Integer.class);
        return Objects.requireNonNullElse(last, 0) + 1;
    }

    /// The document of an earlier draft, where it is still known.
    Optional<String> document(Session session, Draft.Tag tag) {
        if (tag.revision() == 0) {
            return versions.find(session.transaction(), tag.baseVersion());
        }
        return session.transaction()
                .sql()
                .select(DOCUMENT)
                .from(REVISIONS)
                .where(BASE_VERSION.eq(tag.baseVersion()).and(REVISION.eq(tag.revision())))
                .fetchOptional(DOCUMENT);
    }

    /// The edits after a draft, the oldest first.
    List<Revision> since(Session session, Draft.Tag tag) {
        return session.transaction()
                .sql()
                .select(AUTHOR, DOCUMENT)
                .from(REVISIONS)
                .where(row(BASE_VERSION, REVISION).gt(tag.baseVersion(), tag.revision()))
                .orderBy(SERIAL)
                .fetch(found -> new Revision(found.value1(), found.value2()));
    }
}
