package io.ripeline.imports;

import static io.ripeline.imports.ImportError.REASON_MISSING;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import io.ripeline.spreadsheet.Layout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is said about a file.
///
/// @param mode `create` where absent
/// @param matchBy fields by which a row finds the record it changes or doubles
/// @param mapping which column goes where; suggested where absent
/// @param encoding as the IANA names it; detected where absent
/// @param delimiter one character; detected where absent
/// @param sheet of a workbook, by name; the first one shown where absent
/// @param headerRow where the column names stand, from 1; found where absent
/// @param defaults values of new records whose cells are empty or absent, by field key
/// @param duplicates what becomes of a row to be created whose record is there already; `skip` where absent
/// @param waive leaves the criteria of stages unasked, for a reason that is kept
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportOptions(
        String object,
        @Nullable Mode mode,
        @Nullable List<String> matchBy,
        @Nullable List<MappedColumn> mapping,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        @Nullable Integer headerRow,
        @Stands(Stands.FieldValue.class) @Nullable Map<String, JsonNode> defaults,
        @Nullable Duplicates duplicates,
        @Nullable Waive waive) {

    /// What is done with the rows.
    enum Mode {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("update")
        UPDATE,
        @JsonProperty("upsert")
        UPSERT
    }

    /// What is done with a row to be created whose record is there already.
    enum Duplicates {
        @JsonProperty("skip")
        SKIP,
        @JsonProperty("update")
        UPDATE,
        @JsonProperty("create")
        CREATE
    }

    /// Where the cells of a column go.
    ///
    /// @param field a field's key, `owner`, `created_at`, `created_by`, or in front of a key `history.stage.`,
    /// `history.grade.` or `subject.`
    /// @param matchBy the field of the target by which a lookup's cells name records; its name where absent
    /// @param format a pattern of `java.time` for dates and times; `decimal_comma` for numbers such as `1.234,50`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MappedColumn(
            String column,
            String field,
            @Nullable String matchBy,
            @Nullable String format) {}

    /// Why the criteria are not asked.
    record Waive(String reason) {}

    ImportOptions {
        matchBy = matchBy == null ? null : List.copyOf(matchBy);
        mapping = mapping == null ? null : List.copyOf(mapping);
        defaults = defaults == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    /// Reads what a client said; refuses what {@link StrictJson} refuses, and a waiver without its reason.
    static ImportOptions read(String json) {
        ImportOptions options = StrictJson.read(json, ImportOptions.class);
        if (options.waive != null && options.waive.reason().isBlank()) {
            throw REASON_MISSING.at(
                    "/waive/reason",
                    Text.of("Say why the criteria shall not be asked; it is kept.", "请填写跳过推进条件的理由，理由会被记录。"));
        }
        return options;
    }

    /// The same with a mapping.
    ImportOptions mapped(List<MappedColumn> columns) {
        return new ImportOptions(
                object, mode, matchBy, columns, encoding, delimiter, sheet, headerRow, defaults, duplicates, waive);
    }

    /// The same about a file that was read by these options.
    ImportOptions readAs(ImportOptions file) {
        return new ImportOptions(
                object,
                mode,
                matchBy,
                mapping,
                file.encoding,
                file.delimiter,
                file.sheet,
                file.headerRow,
                defaults,
                duplicates,
                waive);
    }

    /// Whether they say how a file is to be read, and otherwise than these do.
    boolean readsOtherwise(ImportOptions file) {
        return encoding != null && !encoding.equals(file.encoding)
                || delimiter != null && !delimiter.equals(file.delimiter)
                || sheet != null && !sheet.equals(file.sheet)
                || headerRow != null && !headerRow.equals(file.headerRow);
    }

    /// How the file is to be read; refuses with `header-row-invalid`.
    Layout layout() {
        return new Layout(encoding, delimiter, sheet, headerRow);
    }

    Mode modeOrCreate() {
        return mode == null ? Mode.CREATE : mode;
    }

    List<String> matches() {
        return matchBy == null ? List.of() : matchBy;
    }

    List<MappedColumn> mappings() {
        return mapping == null ? List.of() : mapping;
    }

    Map<String, JsonNode> fallbacks() {
        return defaults == null ? Map.of() : defaults;
    }

    /// What becomes of a row that finds a record by the fields it matches by.
    Duplicates whereMatched() {
        return switch (modeOrCreate()) {
            case UPDATE, UPSERT -> Duplicates.UPDATE;
            case CREATE -> duplicates == null ? Duplicates.SKIP : duplicates;
        };
    }

    /// What becomes of a row to be created whose unique value another record has, or that a rule against duplicates
    /// takes for another one: the same as everywhere, unless the options say what to do with duplicates.
    Duplicates whereTaken() {
        return modeOrCreate() == Mode.UPDATE || duplicates == null ? Duplicates.CREATE : duplicates;
    }
}
