package io.ripeline.exports;

import io.ripeline.record.StoredRecord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of an export.
///
/// @param name what its first row says
/// @param cell of a record: a `String`, `Long`, `BigDecimal`, `LocalDate`, `LocalDateTime` or `Boolean`, or nothing
record Column(String name, Function<StoredRecord, @Nullable Object> cell) {}
