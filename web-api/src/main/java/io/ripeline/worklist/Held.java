package io.ripeline.worklist;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An open item of the day's list with the record it is about, both locked.
record Held(FollowUp item, ObjectModel object, StoredRecord subject) {

    /// Takes hold of an item; refuses with `record-not-found` what the member does not see, with `right-missing`, with
    /// `item-closed`, and with `version-conflict` where somebody else changed it since the member saw it.
    ///
    /// @param seenAt the version that the member saw; that of now where absent
    static Held take(Session session, Records records, FollowUps followUps, String id, @Nullable Integer seenAt) {
        ObjectModel object = FollowUps.object(session);
        session.caller().require(Right.UPDATE, object);
        StoredRecord seen = Ids.parse(id)
                .flatMap(found -> records.find(session, object, found))
                .orElseThrow(Held::notFound);
        session.caller().requireEdit(object, seen);
        FollowUp before = new FollowUp(seen);
        ObjectModel about = session.model().object(before.subject().object());
        StoredRecord subject = followUps.lock(session, about, before.subject().id());
        FollowUp item = followUps.lock(session, before.id());
        // It may have been given away while this waited for the lock.
        if (records.find(session, object, item.id()).isEmpty()) {
            throw notFound();
        }
        Meanwhile meanwhile = new Meanwhile(session, item);
        if (!item.open()) {
            throw meanwhile.closed();
        }
        if (meanwhile.changedSince(seenAt == null ? seen.version() : seenAt)) {
            throw meanwhile.changed();
        }
        return new Held(item, about, subject);
    }

    /// Why an item is on the list.
    enum Kind {
        /// A rhythm that goes from contact to contact wants it.
        RHYTHM,
        /// A rhythm that comes again each year does.
        OCCASION,
        /// A person planned it.
        OWN
    }

    Kind kind(Session session) {
        if (Occasions.has(session, item)) {
            return Kind.OCCASION;
        }
        return item.rule().isPresent() ? Kind.RHYTHM : Kind.OWN;
    }

    private static io.ripeline.refusal.Refused notFound() {
        return RecordError.RECORD_NOT_FOUND.because(
                Text.of("There is no such follow-up, or you may not see it.", "没有这条跟进，或您无权查看。"));
    }

    /// The refusal of a record that is not there for the member.
    static io.ripeline.refusal.Refused noSuchRecord() {
        return RecordError.RECORD_NOT_FOUND.because(
                Text.of("There is no such record, or you may not see it.", "没有这条记录，或您无权查看。"));
    }

    /// On whose list the next touch comes: a rhythm's on the record's owner's, a person's on that of the same person.
    @Nullable
    UUID ownerOfNext(Plan plan) {
        return plan.rule() == null ? item.record().ownerId() : subject.ownerId();
    }
}
