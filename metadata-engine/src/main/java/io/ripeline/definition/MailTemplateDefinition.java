package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A mail that is written about records of an object. Subject and body name values in double braces: fields of the
/// record (`{{name}}`), of records it points to (`{{customer.name}}`), and `{{owner.name}}`, `{{owner.email}}`,
/// `{{me.name}}`, `{{me.email}}`, `{{company.name}}`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailTemplateDefinition(
        @Property(value = "Key of the template.", form = Property.Form.KEY)
        String key,

        @Property(value = "Key of the object whose records it is written about.", form = Property.Form.KEY)
        String object,

        @Property("What people read.") Label label,

        @Property("The subject, one line, with values in double braces such as {{name}}.")
        Label subject,

        @Property("The text, with values in double braces such as {{customer.name}}.")
        Label body,

        @Property(
                value = "Key of a boolean field; to records where it is true no mail is written.",
                form = Property.Form.KEY)
        @Nullable
        String optOut) {}
