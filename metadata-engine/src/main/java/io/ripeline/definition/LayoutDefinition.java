package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// Which fields the screen shows of an object, in order.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LayoutDefinition(
        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String object,

        @Property(
                value = "Keys of the fields on the card of a board.",
                form = Property.Form.KEY,
                limit = Limits.COLUMNS)
        List<String> card,

        @Property(value = "Keys of the fields in lists.", form = Property.Form.KEY, limit = Limits.COLUMNS)
        List<String> list,

        @Property(value = "Keys of the fields in the form.", form = Property.Form.KEY, limit = Limits.COLUMNS)
        List<String> form,

        @Property(value = "The parts the form is divided into; it is one part without.", limit = Limits.SECTIONS)
        List<SectionDefinition> sections) {

    public LayoutDefinition {
        card = Definition.orEmpty(card);
        list = Definition.orEmpty(list);
        form = Definition.orEmpty(form);
        sections = Definition.orEmpty(sections);
    }

    /// One part of a form.
    public record SectionDefinition(
            @Property(value = "Key of the section.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "Keys of its fields.", form = Property.Form.KEY, limit = Limits.COLUMNS)
            List<String> fields) {
        public SectionDefinition {
            fields = Definition.orEmpty(fields);
        }
    }
}
