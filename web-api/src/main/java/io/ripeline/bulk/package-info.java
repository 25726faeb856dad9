/// Work on many records at once: the same change of each, or giving them to another member with what follows them.
/// Shown before where that is wanted, done by a job, taken back by another one. Start at `BulkWork`; what is done to
/// one record is the record's own feature's affair.
@NullMarked
package io.ripeline.bulk;

import org.jspecify.annotations.NullMarked;
