package io.ripeline.http;

import io.ripeline.json.StrictJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.xml.Jaxb2RootElementHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// How bodies are read (strictly) and written: members in the order declared, numbers in full, instants in UTC to the
/// microsecond, which is what the database keeps.
@Configuration(proxyBeanMethods = false)
class JsonBodies implements WebMvcConfigurer {

    static final JsonMapper MAPPER = StrictJson.MAPPER
            .rebuild()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(new MicrosecondSerializer()))
            .build();

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(MAPPER));
        // It came with a library, nothing here is XML, and it is asked at each answer.
        converters.configureMessageConvertersList(
                all -> all.removeIf(Jaxb2RootElementHttpMessageConverter.class::isInstance));
    }

    private static final class MicrosecondSerializer extends StdSerializer<Instant> {

        MicrosecondSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(instant.truncatedTo(ChronoUnit.MICROS).toString());
        }
    }
}
