/// Bringing a company's records in from files: reading CSV, mapping columns, running dry and for real, giving back what
/// failed. Start at {@link io.ripeline.imports.ImportController} for the calls and at {@link
/// io.ripeline.imports.ImportRuns} for what a run does. Writing records is not here: every row passes {@link
/// io.ripeline.record.Records}.
@NullMarked
package io.ripeline.imports;

import org.jspecify.annotations.NullMarked;
