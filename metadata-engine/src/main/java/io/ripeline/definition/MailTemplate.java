package io.ripeline.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail template that can be filled in.
///
/// @param optOut records where this boolean field is true get no mail; absent where nobody is asked
public record MailTemplate(
        MailTemplateDefinition definition, @Nullable FieldModel optOut) {

    private static final Pattern BRACES = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    /// What may be named besides fields.
    public static final List<String> PEOPLE =
            List.of("owner.name", "owner.email", "me.name", "me.email", "company.name");

    /// A piece of a text: as it stands, or a name whose value takes its place.
    public sealed interface Piece {

        /// Characters that stay.
        record Plain(String text) implements Piece {}

        /// A name such as `customer.name`.
        record Named(String name) implements Piece {}
    }

    /// The template's key.
    public String key() {
        return definition.key();
    }

    /// A text in its pieces.
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = BRACES.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                pieces.add(new Piece.Plain(text.substring(end, matcher.start())));
            }
            pieces.add(new Piece.Named(matcher.group(1)));
            end = matcher.end();
        }
        if (end < text.length()) {
            pieces.add(new Piece.Plain(text.substring(end)));
        }
        return pieces;
    }

    /// The fields a name goes through, from the record's own to the one whose value is meant; nothing where one of them
    /// does not exist.
    public static Optional<List<FieldModel>> path(
            java.util.function.Function<String, Optional<ObjectModel>> objects, ObjectModel object, String name) {
        List<FieldModel> path = new ArrayList<>();
        Optional<ObjectModel> at = Optional.of(object);
        for (String step : name.split("\\.", -1)) {
            Optional<FieldModel> field = at.flatMap(each -> each.field(step));
            if (field.isEmpty()) {
                return Optional.empty();
            }
            path.add(field.get());
            at = field.get().target().flatMap(objects);
        }
        return Optional.of(path);
    }
}
