package io.ripeline.imports;

import static io.ripeline.imports.ImportError.ROW_DUPLICATE;

import io.ripeline.definition.FieldModel;
import io.ripeline.record.DuplicateMatch;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of a chunk whose record is there already: in what they are the same, and which it is as far as the
/// importing member sees it.
final class Doubles {

    private final Session session;
    private final Records records;
    private final Mapping mapping;
    private final List<Twin> found = new ArrayList<>();

    /// @param same how both are the same, where no record is named
    private record Twin(
            Row row,
            List<FieldModel> fields,
            @Nullable UUID record,
            @Nullable Text same) {}

    Doubles(Session session, Records records, Mapping mapping) {
        this.session = session;
        this.records = records;
        this.mapping = mapping;
    }

    void of(Row row, List<FieldModel> fields, @Nullable UUID record) {
        found.add(new Twin(row, fields, record, null));
    }

    void ofSeveral(Row row, List<FieldModel> fields, int count) {
        Text same = new Text(
                "%d records have the same %s.".formatted(count, labels(fields, Locale.ENGLISH)),
                "有 %d 条记录的“%s”相同。".formatted(count, labels(fields, Locale.SIMPLIFIED_CHINESE)));
        found.add(new Twin(row, fields, null, same));
    }

    /// @param record absent where the importing member does not see it
    void ofRule(Row row, Text same, @Nullable UUID record) {
        found.add(new Twin(row, List.of(), record, same));
    }

    /// The record that a rule against duplicates named in its refusal, where the importing member sees it.
    static Optional<UUID> twin(Refused refused) {
        return refused.extensions().get("matches") instanceof List<?> matches
                ? matches.stream()
                        .filter(DuplicateMatch.class::isInstance)
                        .map(match -> ((DuplicateMatch) match).record())
                        .flatMap(Stream::ofNullable)
                        .map(DuplicateMatch.Twin::id)
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                : Optional.empty();
    }

    void ofRow(Row row, int earlier) {
        found.add(
                new Twin(row, List.of(), null, Text.of("Row %d of this file is the same.", "与本文件第 %d 行相同。", earlier)));
    }

    /// Why a row cannot make a record whose unique value another one has.
    static Violation notUnique(FieldModel field) {
        Text label = field.definition().label().text();
        return new Violation(
                Violation.pointer("/values", field.key()),
                RecordError.NOT_UNIQUE.code(),
                new Text(
                        "Another record has the same %s.".formatted(label.en()),
                        "已有记录使用相同的“%s”。".formatted(label.zh())));
    }

    /// The rows, with how the records they double are called.
    List<Reported> reported() {
        List<UUID> ids = new ArrayList<>();
        found.forEach(each -> {
            if (each.record() != null) {
                ids.add(each.record());
            }
        });
        Map<UUID, String> names = records.names(session, mapping.object(), ids);
        return found.stream()
                .map(each -> new Reported(
                        each.row(),
                        List.of(new Violation("", ROW_DUPLICATE.code(), reason(each, names))),
                        each.record()))
                .toList();
    }

    private static Text reason(Twin each, Map<UUID, String> names) {
        if (each.same() != null) {
            return each.same();
        }
        String en = labels(each.fields(), Locale.ENGLISH);
        String zh = labels(each.fields(), Locale.SIMPLIFIED_CHINESE);
        if (each.record() == null) {
            return new Text(
                    "A record that you may not see has the same %s.".formatted(en),
                    "您无权查看的一条记录具有相同的“%s”。".formatted(zh));
        }
        String name = names.getOrDefault(each.record(), "");
        return new Text(
                "The record \"%s\" has the same %s.".formatted(name, en), "记录“%s”具有相同的“%s”。".formatted(name, zh));
    }

    private static String labels(List<FieldModel> fields, Locale locale) {
        return fields.stream()
                .map(field -> field.definition().label().text().in(locale))
                .collect(Collectors.joining(", "));
    }
}
