/// The tables behind a definition: which stand in a company's schema, what a new version asks to change, and the DDL
/// that
/// does it. Start at {@link io.ripeline.schema.SchemaPlan}. Rows are not here.
@NullMarked
package io.ripeline.schema;

import org.jspecify.annotations.NullMarked;
