package io.ripeline.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a member may do with one record that she sees, by the rules that the calls themselves go by. The record's
/// values
/// and what hangs on it may still forbid it, such as a move whose criteria are unmet.
///
/// Nothing is looked up for it, but for a record that is not hers where something of its object was shared with her.
public enum RecordRight {
    /// Change its values.
    @JsonProperty("update")
    UPDATE,
    /// Put it into the bin.
    @JsonProperty("delete")
    DELETE,
    /// Name another owner with `ownerId`.
    @JsonProperty("give")
    GIVE,
    /// Transfer it with what follows it.
    @JsonProperty("transfer")
    TRANSFER,
    /// Show it to others.
    @JsonProperty("share")
    SHARE,
    /// Move it to another stage.
    @JsonProperty("move")
    MOVE,
    /// Choose its grade.
    @JsonProperty("grade")
    GRADE,
    /// Merge it with others.
    @JsonProperty("merge")
    MERGE,
    /// Claim it from a pool.
    @JsonProperty("claim")
    CLAIM,
    /// Give it back to a pool.
    @JsonProperty("release")
    RELEASE,
    /// Plan a follow-up about it.
    @JsonProperty("plan")
    PLAN;

    /// Hers, in the order of their names here.
    public static List<RecordRight> of(Session session, ObjectModel object, StoredRecord record) {
        Caller caller = session.caller();
        Role role = caller.role();
        Set<RecordRight> may = EnumSet.noneOf(RecordRight.class);
        if (role.may(Right.UPDATE, object.key()) && caller.mayEdit(object, record)) {
            may.add(UPDATE);
            stageField(object).filter(field -> edits(session, object, field)).ifPresent(field -> may.add(MOVE));
            gradeField(object).filter(field -> edits(session, object, field)).ifPresent(field -> may.add(GRADE));
        }
        if (caller.owns(object, record)) {
            may.addAll(ofHers(session, object, record.ownerId() != null));
        }
        if (role.may(Right.UPDATE, object.key()) && caller.transfers(record.ownerId())) {
            may.add(TRANSFER);
        }
        if (role.may(Right.READ, object.key()) && caller.leads(record.ownerId())) {
            may.add(SHARE);
        }
        if (record.ownerId() == null && !caller.pools(object).isEmpty()) {
            may.add(CLAIM);
        }
        if (!object.about() && role.may(Right.CREATE, StandardObjects.FOLLOW_UP)) {
            may.add(PLAN);
        }
        return new ArrayList<>(may);
    }

    /// What takes more than to have it shown for editing.
    private static Set<RecordRight> ofHers(Session session, ObjectModel object, boolean owned) {
        Role role = session.caller().role();
        boolean updates = role.may(Right.UPDATE, object.key());
        Set<RecordRight> may = EnumSet.noneOf(RecordRight.class);
        if (role.may(Right.DELETE, object.key())) {
            may.add(DELETE);
        }
        if (updates) {
            may.add(GIVE);
        }
        if (updates && may.contains(DELETE)) {
            may.add(MERGE);
        }
        if (updates && owned && !session.model().pools(object.key()).isEmpty()) {
            may.add(RELEASE);
        }
        return may;
    }

    private static Optional<FieldModel> stageField(ObjectModel object) {
        return object.defaultFunnel().map(Funnel::field).flatMap(object::field);
    }

    private static Optional<FieldModel> gradeField(ObjectModel object) {
        return Optional.ofNullable(object.gradeScale()).map(GradeScale::field).flatMap(object::field);
    }

    private static boolean edits(Session session, ObjectModel object, FieldModel field) {
        return FieldView.of(session, object).access(field) == FieldAccess.EDIT;
    }
}
