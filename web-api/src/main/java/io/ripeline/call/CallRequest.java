package io.ripeline.call;

import io.ripeline.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A finished call as the telephone system reports it.
///
/// @param externalId the system's own number for it; reported again, the call is known
/// @param number of the customer, however it is written
/// @param member who made or took it: id, e-mail or extension; the caller where absent
/// @param direction `out` or `in`
/// @param startedAt when it began to ring
/// @param endedAt when it was over, where the system says that instead of seconds
/// @param answered whether anybody talked; as the seconds say where absent
/// @param outcome an option of the activities' field of this name
record CallRequest(
        String externalId,
        String number,
        @Nullable String member,
        String direction,
        String startedAt,
        @Nullable String endedAt,
        @Nullable Long ringingSeconds,
        @Nullable Long talkSeconds,
        @Nullable Long wrapUpSeconds,
        @Nullable Boolean answered,
        @Nullable String outcome,
        @Nullable String note) {

    /// What stands for all that it says.
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Java has SHA-256", missing);
        }
    }

    String json() {
        return StrictJson.MAPPER.writeValueAsString(this);
    }
}
