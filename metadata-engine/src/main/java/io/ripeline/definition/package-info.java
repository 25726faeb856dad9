/// What a company defines and what runs: the {@link io.ripeline.definition.Definition} is the document as written, the
/// {@link io.ripeline.definition.Model} what {@link io.ripeline.definition.Compiler} makes of it. Start there. Storing
/// versions and changing tables are not here.
@NullMarked
package io.ripeline.definition;

import org.jspecify.annotations.NullMarked;
