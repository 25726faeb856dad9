/// Whether the API does what its own description says: {@link io.ripeline.openapi.Contract} compares one answer with
/// it.
@NullMarked
package io.ripeline.openapi;

import org.jspecify.annotations.NullMarked;
