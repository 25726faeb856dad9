package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pool of records that nobody owns and that people may claim.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolDefinition(
        @Property(value = "Key of the pool.", form = Property.Form.KEY)
        String key,

        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String object,

        @Property("What people read.") Label label,

        @Property(
                value = "Which records belong to it; all without an owner where absent.",
                form = Property.Form.CONDITION)
        @Nullable
        String when,

        @Property(value = "How many claimed records one person may hold.", least = 1, most = 1_000_000) @Nullable
        Integer claimLimit,

        @Property("After how many days without a contact a record falls back to the pool.") @Nullable
        Reclaim reclaimAfterDays,

        @Property(value = "How many days before that its owner is warned.", least = 0, most = Limits.DAYS) @Nullable
        Integer warnDays,

        @Property(value = "How many days its last owner may not claim it again.", least = 0, most = Limits.DAYS)
        @Nullable
        Integer coolOffDays,

        @Property(
                value = "Keys of the roles that may claim; every role where empty.",
                form = Property.Form.KEY,
                limit = Limits.ROLES)
        List<String> roles) {

    public PoolDefinition {
        roles = Definition.orEmpty(roles);
    }

    /// A number of days for all records, written as the number, or one per grade, written as an object.
    public record Reclaim(
            @Property(value = "Days for all records; absent where it goes by grade.", least = 1, most = Limits.DAYS)
            @Nullable
            Integer days,

            @Property(
                    value = "Days by key of the grade; records of grades left out are never reclaimed.",
                    least = 1,
                    most = Limits.DAYS,
                    limit = Limits.GRADES)
            Map<String, Integer> byGrade) {

        @JsonCreator(mode = JsonCreator.Mode.DISABLED)
        public Reclaim {
            byGrade = byGrade == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(byGrade));
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Reclaim after(int days) {
            return new Reclaim(days, Map.of());
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Reclaim of(Map<String, Integer> byGrade) {
            return new Reclaim(null, byGrade);
        }

        @JsonValue
        Object written() {
            return days == null ? byGrade : days;
        }
    }
}
