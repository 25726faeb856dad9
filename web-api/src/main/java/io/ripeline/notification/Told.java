package io.ripeline.notification;

import static io.ripeline.notification.NotificationTable.AT;
import static io.ripeline.notification.NotificationTable.BY_MEMBER;
import static io.ripeline.notification.NotificationTable.COUNT;
import static io.ripeline.notification.NotificationTable.DATA;
import static io.ripeline.notification.NotificationTable.DIGEST;
import static io.ripeline.notification.NotificationTable.ID;
import static io.ripeline.notification.NotificationTable.KIND;
import static io.ripeline.notification.NotificationTable.MEMBER_ID;
import static io.ripeline.notification.NotificationTable.OBJECT;
import static io.ripeline.notification.NotificationTable.READ_AT;
import static io.ripeline.notification.NotificationTable.RECORD_ID;

import io.ripeline.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// What a member was told, as it is stored.
record Told(
        UUID id,
        UUID member,
        NoticeKind kind,
        Instant at,
        @Nullable UUID by,
        @Nullable String object,
        @Nullable UUID record,
        int count,
        Map<String, String> data,
        @Nullable Instant readAt,
        boolean digest) {

    static final List<Field<?>> COLUMNS =
            List.of(ID, MEMBER_ID, KIND, AT, BY_MEMBER, OBJECT, RECORD_ID, COUNT, DATA, READ_AT, DIGEST);

    private record Data(Map<String, String> data) {}

    static Told of(Record row) {
        return new Told(
                row.get(ID),
                row.get(MEMBER_ID),
                NoticeKind.of(row.get(KIND)).orElseThrow(),
                row.get(AT),
                row.get(BY_MEMBER),
                row.get(OBJECT),
                row.get(RECORD_ID),
                row.get(COUNT),
                read(row.get(DATA)),
                row.get(READ_AT),
                row.get(DIGEST));
    }

    static String written(Map<String, String> data) {
        return StrictJson.MAPPER.writeValueAsString(new Data(data));
    }

    private static Map<String, String> read(String text) {
        return StrictJson.read(text, Data.class).data();
    }

    String data(String name) {
        return data.getOrDefault(name, "");
    }
}
