package io.ripeline.notification;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something to tell a member.
///
/// @param to who is told
/// @param by who did it; absent where the platform did
/// @param object key of the object of the record it is about, where it is about one
/// @param data what the sentence tells besides, by name: texts, whole numbers, dates as texts
public record Notice(
        NoticeKind kind,
        UUID to,
        @Nullable UUID by,
        @Nullable String object,
        @Nullable UUID record,
        Map<String, String> data) {

    public Notice {
        data = Map.copyOf(data);
    }

    /// Something about a record.
    public static Notice about(NoticeKind kind, UUID to, @Nullable UUID by, String object, UUID record) {
        return new Notice(kind, to, by, object, record, Map.of());
    }

    /// Something that is about no record.
    public static Notice of(NoticeKind kind, UUID to, @Nullable UUID by) {
        return new Notice(kind, to, by, null, null, Map.of());
    }

    /// The same, telling one thing more.
    public Notice with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Notice(kind, to, by, object, record, more);
    }
}
