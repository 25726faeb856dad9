/// Finding records that are there already, by the rules of their object: on writing, on demand, for whole files. Start
/// at {@link io.ripeline.duplicate.Duplicates}. Each record of an object with rules has keys in `_duplicate_key`; two
/// that a rule may take for the same share one, so that nothing is ever searched through.
@NullMarked
package io.ripeline.duplicate;

import org.jspecify.annotations.NullMarked;
