/// Reading JSON from strangers: strictly, and with a pointer to each fault. Start at {@link
/// io.ripeline.json.StrictJson}.
@NullMarked
package io.ripeline.json;

import org.jspecify.annotations.NullMarked;
