package io.ripeline.bulk;

import io.ripeline.json.StorableText;
import io.ripeline.record.RecordQuery;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which records are meant: either a filter, with words sought and a pool, or ids.
///
/// @param filter CEL over the object's fields; an empty one is all
record Selection(
        @Nullable String filter,
        @Nullable String words,
        @Nullable String pool,
        @Nullable List<UUID> ids) {

    private static final int MOST_IDS = 10_000;
    private static final int LONGEST_REASON = 500;

    Selection {
        ids = ids == null ? null : List.copyOf(ids);
    }

    /// Refuses what says neither or both, too many, and a reason that is not kept.
    ///
    /// @param invalid the code to refuse with
    void check(ErrorCode invalid, @Nullable String reason) {
        if ((filter == null) == (ids == null)) {
            throw invalid.at(
                    "",
                    Text.of(
                            "Say which records, by filter or by ids; an empty filter is all.",
                            "请用 filter 或 ids 之一指定记录，filter 为空即全部。"));
        }
        if (ids != null && ids.size() > MOST_IDS) {
            throw invalid.at("/ids", Text.of("At most %d ids; use a filter.", "最多 %d 个 id，请改用筛选。", MOST_IDS));
        }
        String said = Objects.requireNonNullElse(reason, "");
        if (said.codePointCount(0, said.length()) > LONGEST_REASON || !StorableText.test(said)) {
            throw invalid.at("/reason", Text.of("At most %d plain characters.", "最多 %d 个普通字符。", LONGEST_REASON));
        }
    }

    /// The query for them, where no ids are given.
    RecordQuery query() {
        return new RecordQuery(filter, null, words, 1, null, false).in(pool);
    }
}
