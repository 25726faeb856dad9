package io.ripeline.record;

import static io.ripeline.record.RecordError.CURSOR_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A place in a list, between two records: what a cursor holds.
///
/// @param list which list it is a place of, see {@link #fingerprint}
/// @param back whether the page before it is meant, not the one behind
/// @param values of the record beside it, in the order of the sort keys
/// @param id of that record
record Position(String list, boolean back, List<@Nullable String> values, String id) {

    private static final int FINGERPRINT_BYTES = 9;

    /// What tells one list from every other: anything that decides which records it has, and in what order.
    static String fingerprint(@Nullable Object... parts) {
        StringBuilder all = new StringBuilder();
        for (@Nullable Object part : parts) {
            String text = part == null ? "-" : part.toString();
            all.append(text.length()).append(':').append(text);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    /// The place a cursor names; refuses with `cursor-invalid`, also one of another list.
    static Position of(String cursor, String list) {
        Position position = read(cursor);
        if (!position.list.equals(list)) {
            throw CURSOR_INVALID.because(
                    Text.of("The cursor belongs to another list; begin anew without it.", "游标不属于此查询，请重新查询。"));
        }
        return position;
    }

    private static Position read(String cursor) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor);
            return StrictJson.complete(
                    StrictJson.MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Position.class));
        } catch (IllegalArgumentException | JacksonException | Refused malformed) {
            throw malformed();
        }
    }

    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(StrictJson.MAPPER.writeValueAsBytes(this));
    }

    /// The same place, looked at the other way.
    Position turned() {
        return new Position(list, !back, values, id);
    }

    UUID record() {
        return Ids.parse(id).orElseThrow(Position::malformed);
    }

    static Refused malformed() {
        return CURSOR_INVALID.because(Text.of("This is no cursor; begin anew without it.", "分页游标无效，请重新查询。"));
    }
}
