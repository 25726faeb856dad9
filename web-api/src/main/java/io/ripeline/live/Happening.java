package io.ripeline.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ripeline.job.JobProgressed;
import io.ripeline.record.SightChanged;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened in a company, as the nodes tell each other.
///
/// @param object key of the object of the record; where `id` is absent, many of one owner's were written
/// @param concerns whose record, worklist or job it is
/// @param former whose record it was before this write gave it to somebody else
/// @param subjectId what the record is about
/// @param number of the version published
record Happening(
        Topic topic,
        @Nullable String object,
        @Nullable UUID id,
        @Nullable Integer version,
        @Nullable UUID by,
        @Nullable String op,
        @Nullable UUID concerns,
        @Nullable UUID former,
        @Nullable String subjectObject,
        @Nullable UUID subjectId,
        @Nullable String state,
        @Nullable Long done,
        @Nullable Long total,
        @Nullable Integer number) {

    private static final String SIGHT = "sight";

    /// The same, told as another kind of write and as taken from somebody.
    Happening as(@Nullable String otherOp, @Nullable UUID taken) {
        return new Happening(
                topic,
                object,
                id,
                version,
                by,
                otherOp,
                concerns,
                taken,
                subjectObject,
                subjectId,
                state,
                done,
                total,
                number);
    }

    /// Many records of one owner were written together.
    static Happening many(String object, UUID by, @Nullable UUID owner, @Nullable UUID former) {
        return new Happening(
                Topic.RECORD, object, null, null, by, "updated", owner, former, null, null, null, null, null, null);
    }

    /// A record is shown otherwise than before to a member, or to those of the role that stands as its state.
    static Happening sight(SightChanged changed) {
        return new Happening(
                Topic.RECORD,
                changed.object().key(),
                changed.id(),
                null,
                changed.by(),
                SIGHT,
                changed.member(),
                null,
                null,
                null,
                changed.role(),
                null,
                null,
                null);
    }

    /// Whether only what somebody sees of the record has changed: told by nothing but a reset.
    @JsonIgnore
    boolean isOfSight() {
        return SIGHT.equals(op);
    }

    static Happening worklist(UUID by, UUID member) {
        return new Happening(
                Topic.WORKLIST, null, null, null, by, null, member, null, null, null, null, null, null, null);
    }

    static Happening job(JobProgressed job) {
        return new Happening(
                Topic.JOB,
                null,
                job.jobId(),
                null,
                null,
                null,
                job.memberId(),
                null,
                null,
                null,
                job.state().name().toLowerCase(Locale.ROOT),
                job.done(),
                job.total(),
                null);
    }

    /// @param id of the notification; absent where some were read
    static Happening notification(@Nullable UUID id, @Nullable UUID by, UUID member) {
        return new Happening(
                Topic.NOTIFICATION, null, id, null, by, null, member, null, null, null, null, null, null, null);
    }

    static Happening version(int number) {
        return new Happening(
                Topic.VERSION, null, null, null, null, null, null, null, null, null, null, null, null, number);
    }
}
