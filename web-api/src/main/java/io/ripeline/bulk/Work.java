package io.ripeline.bulk;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is done to each of many records.
sealed interface Work permits Change, Transfer {

    /// What a person gave as her reason.
    @Nullable
    String reason();

    /// Each kind of work, with the jobs that do it and take it back.
    enum Kind {
        CHANGE(Change.class, "bulk", "bulk-undo"),
        TRANSFER(Transfer.class, "transfer", "transfer-undo");

        private final Class<? extends Work> type;
        private final String job;
        private final String undo;

        Kind(Class<? extends Work> type, String job, String undo) {
            this.type = type;
            this.job = job;
            this.undo = undo;
        }

        Class<? extends Work> type() {
            return type;
        }

        /// The kind of job that does it.
        String job() {
            return job;
        }

        /// The kind of job that takes it back.
        String undo() {
            return undo;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        Refused notFound() {
            return switch (this) {
                case CHANGE ->
                    BulkError.BULK_NOT_FOUND.because(Text.of("There is no such change of many records.", "没有该批量修改。"));
                case TRANSFER -> BulkError.TRANSFER_NOT_FOUND.because(Text.of("There is no such transfer.", "没有该移交。"));
            };
        }

        Refused undone() {
            return switch (this) {
                case CHANGE -> BulkError.BULK_UNDONE.because(Text.of("The change was undone already.", "该批量修改已撤销。"));
                case TRANSFER ->
                    BulkError.TRANSFER_UNDONE.because(Text.of("The transfer was undone already.", "该移交已撤销。"));
            };
        }
    }

    default Kind kind() {
        return switch (this) {
            case Change _ -> Kind.CHANGE;
            case Transfer _ -> Kind.TRANSFER;
        };
    }
}
