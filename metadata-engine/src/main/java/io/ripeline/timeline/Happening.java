package io.ripeline.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.json.Stands;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What there is to tell of an event.
public sealed interface Happening {

    /// Something that has a name: a member, a record.
    record Named(UUID id, String name) {}

    /// What a field was and what it became, as far as the reader sees it.
    record Sides(
            @Stands(Stands.FieldValue.class) @Nullable Object before,
            @Stands(Stands.FieldValue.class) @Nullable Object after) {}

    /// A record was made.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Created(String cause, @Nullable String reason) implements Happening {}

    /// Values became others.
    ///
    /// @param fields by their keys
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Changed(
            Map<String, Sides> fields,
            String cause,
            @Nullable String reason) implements Happening {

        public Changed {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// A record was handed from one owner to another, and perhaps changed besides.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HandedOn(
            @JsonInclude @Nullable Named from,
            @JsonInclude @Nullable Named to,
            Map<String, Sides> fields,
            String cause,
            @Nullable String reason)
            implements Happening {

        public HandedOn {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /// A record came from one stage or grade to another.
    ///
    /// @param to nothing where it has none any more
    /// @param voided true where it was taken back as a mistake
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moved(
            String field,
            String from,
            @JsonInclude @Nullable String to,
            String cause,
            @JsonInclude @Nullable String reason,
            @Nullable Boolean voided)
            implements Happening {}

    /// Another record was merged into it.
    record Merged(Named merged) implements Happening {}

    /// A record was shown to a member or to all of a role.
    ///
    /// @param as what the person does in the record's team
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shared(
            @Nullable Named member,
            @Nullable String role,
            String access,
            @Nullable String as,
            @Nullable Instant until) implements Happening {}

    /// Somebody said something.
    ///
    /// @param own whether the reader did
    record Commented(UUID id, String text, List<Named> mentions, boolean own) implements Happening {

        public Commented {
            mentions = List.copyOf(mentions);
        }
    }

    /// An activity, a planned touch or another record about it.
    record About(StoredRecord record) implements Happening {}
}
