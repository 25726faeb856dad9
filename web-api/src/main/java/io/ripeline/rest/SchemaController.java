package io.ripeline.rest;

import io.ripeline.definition.DocumentSchema;
import io.ripeline.openapi.Answers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The form of the definition document, for editors and programs that write one. It is the same for every company.
@RestController
class SchemaController {

    private static final JsonNode SCHEMA = DocumentSchema.json();

    @GetMapping(
            path = "/api/v1/config/schema",
            produces = {"application/schema+json", "application/json"})
    @Answers(standard = "https://json-schema.org/draft/2020-12/schema")
    JsonNode schema() {
        return SCHEMA;
    }
}
