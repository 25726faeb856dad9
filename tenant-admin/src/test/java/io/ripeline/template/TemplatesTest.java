package io.ripeline.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.definition.DocumentSchema;
import io.ripeline.json.StrictJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What holds of every template that is offered.
class TemplatesTest {

    static final List<Template> OFFERED = List.copyOf(new Templates().all());

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
}
