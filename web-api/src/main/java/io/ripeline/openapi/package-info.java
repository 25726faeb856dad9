/// The description of the API of one company, OpenAPI 3.1, in the rights of whoever asks: generated from the handlers
/// that answer and the model in force. {@link io.ripeline.openapi.OpenApiController} serves it; handlers say by
/// {@link io.ripeline.openapi.Answers} and {@link io.ripeline.openapi.RecordValues} what their types cannot.
@NullMarked
package io.ripeline.openapi;

import org.jspecify.annotations.NullMarked;
