package io.ripeline.exports;

import static io.ripeline.exports.ExportError.ENCODING_INVALID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.json.StrictJson;
import io.ripeline.record.RecordQuery;
import io.ripeline.refusal.Text;
import io.ripeline.spreadsheet.TableWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What shall be given out.
///
/// @param filter CEL over the object's fields; all records where absent
/// @param sort as in a list; the newest first where absent
/// @param q words that are sought in them, as in a list
/// @param pool key of the pool whose records are wanted; as in a list those that are in none where absent
/// @param fields keys of fields, `owner`, `id`, `version`, `created_at`, `created_by`, `updated_at` or `updated_by`, in
/// the order of the columns; where absent every field the reader knows, then owner, time and author
/// @param encoding of a CSV file: `utf-8`, or `gb18030` for spreadsheets that know nothing else
record ExportRequest(
        String object,
        FileFormat format,
        @Nullable String filter,
        @Nullable String sort,
        @Nullable String q,
        @Nullable String pool,
        @Nullable List<String> fields,
        @Nullable String encoding) {

    /// What the file is.
    enum FileFormat {
        @JsonProperty("csv")
        CSV(FileFormat.TEXT),
        @JsonProperty("xlsx")
        XLSX(FileFormat.WORKBOOK);

        static final String TEXT = "text/csv";
        static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

        private final String mediaType;

        FileFormat(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    ExportRequest {
        fields = fields == null ? null : List.copyOf(fields);
    }

    /// Reads what a client asks; refuses what {@link StrictJson} refuses, and with `encoding-invalid`.
    static ExportRequest read(String json) {
        ExportRequest request = StrictJson.read(json, ExportRequest.class);
        request.charset();
        return request;
    }

    /// The records that are wanted.
    RecordQuery query() {
        return new RecordQuery(filter, sort, q, RecordQuery.DEFAULT_LIMIT, null, false).in(pool);
    }

    /// The encoding of a CSV file.
    Charset charset() {
        Charset charset = TableWriter.charset(encoding == null ? "utf-8" : encoding.toLowerCase(Locale.ROOT));
        if (charset == null) {
            throw ENCODING_INVALID.at(
                    "/encoding", Text.of("Exports are in utf-8 or gb18030.", "导出编码只支持 utf-8 或 gb18030。"));
        }
        return charset;
    }
}
