/// Sets of records given to another member, with what follows them, by a job that can be taken back. Start at {@link
/// io.ripeline.transfer.TransferRecords}. The state, grade, history and plans of a record stay as they are.
@NullMarked
package io.ripeline.transfer;

import org.jspecify.annotations.NullMarked;
