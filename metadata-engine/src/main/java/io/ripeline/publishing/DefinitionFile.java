package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.FILE_UNKNOWN;

import io.ripeline.definition.Definition;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import tools.jackson.databind.JsonNode;

/// A whole definition in one file, to be kept or brought into another company.
///
/// @param format always {@link #FORMAT}
/// @param version of the form of the file
public record DefinitionFile(
        String format,
        int version,
        @Stands(Definition.class) JsonNode definition) {

    /// What the file says it is.
    public static final String FORMAT = "ripeline-definition";

    private static final int VERSION = 1;

    /// The file of a document.
    public static DefinitionFile of(String document) {
        return new DefinitionFile(FORMAT, VERSION, StrictJson.MAPPER.readTree(document));
    }

    /// The document in the file, as it would be written in a draft; refuses with `file-unknown`.
    public String document() {
        if (!format.equals(FORMAT) || version != VERSION) {
            throw FILE_UNKNOWN.at(
                    "/format",
                    Text.of("The file is not of the format \"%s\", version %d.", "文件格式应为“%s”，版本 %d。", FORMAT, VERSION));
        }
        return definition.toString();
    }
}
