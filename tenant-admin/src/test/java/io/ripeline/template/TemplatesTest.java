package io.ripeline.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.definition.DocumentSchema;
import io.ripeline.definition.WorkingCalendar;
import io.ripeline.definition.WorkingHours;
import io.ripeline.json.StrictJson;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What holds of every template that is offered.
class TemplatesTest {

    static final List<Template> OFFERED = List.copyOf(new Templates().all());

    /// Without the one that the tests start from.
    static final List<Template> OF_THE_PRODUCT =
            OFFERED.stream().filter(template -> !template.key().equals("plain")).toList();

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DocumentSchema.json());

    @ParameterizedTest
    @FieldSource("OFFERED")
    void compilesWithoutARemark(Template template) {
        assertThat(Compiler.compile(template.definition(), 1, "t_x").problems()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OFFERED")
    void hasTheFormOfTheSchema(Template template) {
        assertThat(SCHEMA.validate(StrictJson.MAPPER.readTree(template.document())))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OFFERED")
    void readsBackAsItWasWritten(Template template) {
        String written = StrictJson.MAPPER.writeValueAsString(template.definition());

        assertThat(StrictJson.read(written, Definition.class)).isEqualTo(template.definition());
    }

    /// Otherwise everybody is free at night, and the break counts as a gap between calls.
    @ParameterizedTest
    @FieldSource("OF_THE_PRODUCT")
    void saysWhenTheDayIsWorked(Template template) {
        WorkingCalendar calendar = Compiler.compile(template.definition(), 1, "t_x")
                .model()
                .orElseThrow()
                .calendar();
        LocalDate saturdayBeforeTheSpringFestival = LocalDate.of(2026, 2, 14);

        assertThat(calendar.hours()).contains(new WorkingHours("09:00", "18:00"));
        assertThat(calendar.lunch().map(WorkingHours::from)).contains("12:00");
        assertThat(calendar.isHalf(saturdayBeforeTheSpringFestival)).isTrue();
        assertThat(calendar.hoursOn(saturdayBeforeTheSpringFestival)).contains(new WorkingHours("09:00", "12:00"));
    }
}
