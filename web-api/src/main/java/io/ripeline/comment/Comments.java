package io.ripeline.comment;

import static io.ripeline.comment.CommentError.COMMENT_INVALID;
import static io.ripeline.comment.CommentError.COMMENT_NOT_FOUND;
import static io.ripeline.comment.CommentError.COMMENT_NOT_OWN;
import static io.ripeline.comment.CommentError.MENTION_UNSEEN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.comment.Place.OfDay;
import io.ripeline.comment.Place.OfRecord;
import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.IdentityError;
import io.ripeline.identity.Member;
import io.ripeline.record.Caller;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// The comments of the current company. Who sees a record sees what is said about it and may say something herself;
/// what
/// is said about a day is for the member whose day it was and for those above her.
@Component
public class Comments {

    private static final int LONGEST = 4_000;
    private static final int MOST_MENTIONS = 20;
    private static final int MOST_SHOWN = 500;

    private static final Table<?> COMMENT = table(name("_comment"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> BODY = field(name("body"), SQLDataType.CLOB);
    private static final Field<UUID[]> MENTIONS = field(name("mentions"), SQLDataType.UUID.array());
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<Instant> DELETED_AT = field(name("deleted_at"), SQLDataType.INSTANT);

    private final Records records;
    private final Hearers hearers;

    Comments(Records records, Hearers hearers) {
        this.records = records;
        this.hearers = hearers;
    }

    /// What is said about a member's day, the oldest first; refuses with `member-not-found` whose days the acting
    /// member
    /// may not look at.
    public List<Comment> ofDay(Session session, UUID member, LocalDate on) {
        return of(session, day(session, member, on));
    }

    /// A record that the member sees; refuses with `record-not-found` or `right-missing`.
    Place record(Session session, String object, UUID id) {
        ObjectModel model = session.model().object(object);
        StoredRecord record = records.get(session, model, id);
        return new OfRecord(model.key(), id, Objects.requireNonNullElse(record.ownerId(), OfRecord.NOBODY));
    }

    /// The day of a member that the acting one may look at; refuses with `member-not-found`.
    Place day(Session session, UUID member, LocalDate on) {
        Caller caller = session.caller();
        if (caller.directory().find(member).isEmpty() || !caller.oversees(member)) {
            throw IdentityError.MEMBER_NOT_FOUND.because(
                    Text.of("There is no such member, or you may not see the days.", "没有这位成员，或您无权查看其工作日。"));
        }
        return new OfDay(member, on);
    }

    /// What was said there, the oldest first, of very many the last.
    List<Comment> of(Session session, Place place) {
        return session.transaction()
                .sql()
                .select(ID, BODY, MENTIONS, CREATED_BY, CREATED_AT)
                .from(COMMENT)
                .where(place.here().and(DELETED_AT.isNull()))
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(MOST_SHOWN)
                .fetch(Comments::read)
                .reversed();
    }

    private static Comment read(Record row) {
        return new Comment(
                row.get(ID), row.get(BODY), Arrays.asList(row.get(MENTIONS)), row.get(CREATED_BY), row.get(CREATED_AT));
    }

    /// Says something; refuses with `comment-invalid` or `mention-unseen`.
    Comment add(Session session, Place place, String text, List<UUID> mentions) {
        String body = text.strip();
        if (body.isEmpty() || body.codePointCount(0, body.length()) > LONGEST) {
            throw COMMENT_INVALID.at(
                    "/text", Text.of("A comment has 1 to %d characters.", "评论应为 1 到 %d 个字符。", LONGEST));
        }
        List<UUID> named = List.copyOf(new LinkedHashSet<>(mentions));
        checkMentions(session, place, mentions);
        Comment comment = new Comment(
                Ids.next(),
                body,
                named,
                session.caller().member().id(),
                session.transaction().now());
        List<UUID> before =
                of(session, place).stream().map(Comment::by).distinct().toList();
        insert(session, place, comment);
        hearers.tell(session, place, comment, before);
        return comment;
    }

    private void checkMentions(Session session, Place place, List<UUID> mentions) {
        if (mentions.size() > MOST_MENTIONS) {
            throw COMMENT_INVALID.at(
                    "/mentions", Text.of("At most %d people are mentioned.", "最多提到 %d 人。", MOST_MENTIONS));
        }
        for (int index = 0; index < mentions.size(); index++) {
            UUID mention = mentions.get(index);
            boolean there = session.caller()
                    .directory()
                    .find(mention)
                    .filter(Member::active)
                    .isPresent();
            if (!there || !hearers.sees(session, place, mention)) {
                throw MENTION_UNSEEN.at(
                        "/mentions/" + index,
                        Text.of(
                                "%s cannot see this; share it with them first or leave the name out.",
                                "%s无权查看，请先共享或不要提及。",
                                there ? session.caller().directory().nameOf(mention) : "?"));
            }
        }
    }

    private static void insert(Session session, Place place, Comment comment) {
        var insert = session.transaction()
                .sql()
                .insertInto(COMMENT)
                .set(ID, comment.id())
                .set(BODY, comment.text())
                .set(MENTIONS, comment.mentions().toArray(new UUID[0]))
                .set(CREATED_BY, comment.by())
                .set(CREATED_AT, comment.at());
        switch (place) {
            case OfRecord record ->
                insert.set(Place.OBJECT, record.object())
                        .set(Place.RECORD_ID, record.id())
                        .execute();
            case OfDay day ->
                insert.set(Place.MEMBER_ID, day.member())
                        .set(Place.DAY, day.on())
                        .execute();
        }
    }

    /// Takes back what she said herself; refuses with `comment-not-found` or `comment-not-own`.
    void delete(Session session, Place place, UUID id) {
        Condition one = place.here().and(ID.eq(id)).and(DELETED_AT.isNull());
        UUID by = session.transaction()
                .sql()
                .select(CREATED_BY)
                .from(COMMENT)
                .where(one)
                .fetchOptional(CREATED_BY)
                .orElseThrow(() -> COMMENT_NOT_FOUND.because(Text.of("There is no such comment here.", "此处没有这条评论。")));
        if (!by.equals(session.caller().member().id())) {
            throw COMMENT_NOT_OWN.because(Text.of("Only who wrote a comment deletes it.", "只有作者可以删除评论。"));
        }
        session.transaction()
                .sql()
                .update(COMMENT)
                .set(DELETED_AT, session.transaction().now())
                .where(one)
                .execute();
    }
}
