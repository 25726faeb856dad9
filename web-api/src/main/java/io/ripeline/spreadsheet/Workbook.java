package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.FILE_TYPE_NOT_AVAILABLE;
import static io.ripeline.spreadsheet.SpreadsheetError.SHEET_MISSING;

import io.ripeline.refusal.Text;
import io.ripeline.spreadsheet.Archive.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a workbook says of itself: its sheets and from when its days count.
///
/// @param main the name of the part that says it
record Workbook(String main, List<Sheet> sheets, boolean from1904, Map<String, Relationship> relationships) {

    /// A sheet that can be read; those of charts and macros cannot.
    record Sheet(String name, String part, boolean hidden) {}

    /// What a part refers to.
    record Relationship(String type, String target) {

        boolean is(String kind) {
            return type.endsWith("/" + kind);
        }
    }

    /// Reads it; refuses with `workbook-malformed` or `file-type-not-available`.
    static Workbook of(Archive archive) throws IOException {
        String main = relationships(archive, "").values().stream()
                .filter(each -> each.is("officeDocument"))
                .map(Relationship::target)
                .filter(archive::has)
                .findFirst()
                .orElseThrow(() -> archive.has("mimetype") ? otherFormat() : Archive.malformed());
        if (main.endsWith(".bin")) {
            throw otherFormat();
        }
        Map<String, Relationship> relationships = relationships(archive, main);
        List<Sheet> sheets = new ArrayList<>();
        boolean from1904 = false;
        try (Part part = archive.part(main).orElseThrow(Archive::malformed)) {
            while (part.next()) {
                if (part.begins("workbookPr")) {
                    String said = part.attribute("date1904");
                    from1904 |= said.equals("1") || said.equals("true");
                } else if (part.begins("sheet")) {
                    sheet(part, relationships, archive).ifPresent(sheets::add);
                }
            }
        }
        if (sheets.isEmpty()) {
            throw Archive.malformed();
        }
        return new Workbook(main, List.copyOf(sheets), from1904, relationships);
    }

    private static io.ripeline.refusal.Refused otherFormat() {
        return FILE_TYPE_NOT_AVAILABLE.at(
                "/file", Text.of("Of workbooks only XLSX is read; save it as that.", "仅支持 XLSX 工作簿，请另存为 XLSX。"));
    }

    private static Optional<Sheet> sheet(Part part, Map<String, Relationship> relationships, Archive archive) {
        String state = part.attribute("state");
        boolean hidden = state.equals("hidden") || state.equals("veryHidden");
        for (int index = 0; index < part.xml().getAttributeCount(); index++) {
            Relationship found = relationships.get(part.xml().getAttributeValue(index));
            boolean refers = "id".equals(part.xml().getAttributeLocalName(index));
            if (refers && found != null && found.is("worksheet") && archive.has(found.target())) {
                return Optional.of(new Sheet(part.attribute("name"), found.target(), hidden));
            }
        }
        return Optional.empty();
    }

    /// What a part refers to, by the ids it uses.
    static Map<String, Relationship> relationships(Archive archive, String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        Map<String, Relationship> found = new LinkedHashMap<>();
        Optional<Part> listed = archive.part(folder + "_rels/" + part.substring(slash) + ".rels");
        if (listed.isEmpty()) {
            return found;
        }
        try (Part rels = listed.get()) {
            while (rels.next()) {
                if (rels.begins("Relationship")) {
                    String target = resolved(folder, rels.attribute("Target"));
                    found.put(rels.attribute("Id"), new Relationship(rels.attribute("Type"), target));
                }
            }
        }
        return found;
    }

    private static String resolved(String folder, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        List<String> path = new ArrayList<>();
        for (String step : (folder + target).split("/", -1)) {
            if (step.equals("..") && !path.isEmpty()) {
                path.removeLast();
            } else if (!step.equals(".")) {
                path.add(step);
            }
        }
        return String.join("/", path);
    }

    /// The part a workbook has one of, such as `styles`.
    Optional<String> part(String kind) {
        return relationships.values().stream()
                .filter(each -> each.is(kind))
                .map(Relationship::target)
                .findFirst();
    }

    /// The sheet of this name; the first one that is shown where none is named. Refuses with `sheet-missing`.
    Sheet sheet(@Nullable String name) {
        if (name == null) {
            return sheets.stream().filter(each -> !each.hidden()).findFirst().orElseGet(sheets::getFirst);
        }
        return sheets.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .or(() -> sheets.stream()
                        .filter(each -> each.name().strip().equalsIgnoreCase(name.strip()))
                        .findFirst())
                .orElseThrow(() -> SHEET_MISSING.at(
                        "/sheet",
                        Text.of(
                                "There is no sheet \"%s\"; the workbook has: %s.",
                                "没有工作表“%s”，现有：%s。", name, String.join(", ", names()))));
    }

    List<String> names() {
        return sheets.stream().map(Sheet::name).toList();
    }
}
