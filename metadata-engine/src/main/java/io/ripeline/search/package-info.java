/// Finding records by what people remember of them; start at {@link io.ripeline.search.Search}. How lists are
/// filtered and ordered is not here, see `record`.
@NullMarked
package io.ripeline.search;

import org.jspecify.annotations.NullMarked;
