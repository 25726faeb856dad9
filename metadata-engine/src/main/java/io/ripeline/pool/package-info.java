/// Records that nobody owns and that people claim: {@link io.ripeline.pool.ClaimRecord}, {@link
/// io.ripeline.pool.ReleaseRecord}, {@link io.ripeline.pool.ReclaimRecords}. Who sees them is the business of `record`.
@NullMarked
package io.ripeline.pool;

import org.jspecify.annotations.NullMarked;
