package io.ripeline.imports;

import static io.ripeline.imports.ImportError.PART_DOUBLE;
import static io.ripeline.json.JsonError.BODY_TOO_LARGE;
import static io.ripeline.json.JsonError.MISSING_PROPERTY;
import static io.ripeline.json.JsonError.UNKNOWN_PROPERTY;

import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import jakarta.servlet.http.Part;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// The parts of an upload: the file and what is said about it, each of them once.
///
/// @param options JSON
record UploadParts(Part file, Part options) {

    private static final Set<String> NAMES = Set.of("file", "options");
    private static final DataSize MOST_SAID = DataSize.ofMegabytes(5);

    /// The parts, as they are found; refuses with `unknown-property`, `part-double`, `missing-property` or
    /// `body-too-large`.
    ///
    /// @param all every part that was sent
    static UploadParts of(Collection<Part> all, @Nullable Part file, @Nullable Part options) {
        Set<String> seen = new HashSet<>();
        for (Part part : all) {
            String name = part.getName();
            if (!NAMES.contains(name)) {
                throw UNKNOWN_PROPERTY.at(
                        Violation.pointer("", name), Text.of("There is no part \"%s\" here.", "此处没有名为“%s”的部分。", name));
            }
            if (!seen.add(name)) {
                throw PART_DOUBLE.at(
                        "/" + name,
                        Text.of("The part \"%s\" was sent twice; send one at a time.", "“%s”部分重复，请逐个上传。", name));
            }
        }
        Part said = present(options, "/options");
        if (said.getSize() > MOST_SAID.toBytes()) {
            throw BODY_TOO_LARGE.at(
                    "/options",
                    Text.of("The options may have %d MB at most.", "options 最大 %d MB。", MOST_SAID.toMegabytes()));
        }
        return new UploadParts(present(file, "/file"), said);
    }

    private static Part present(@Nullable Part part, String pointer) {
        if (part == null) {
            throw MISSING_PROPERTY.at(
                    pointer,
                    Text.of(
                            "Send multipart/form-data with the parts file and options.",
                            "请以 multipart/form-data 发送 file 和 options 两部分。"));
        }
        return part;
    }
}
