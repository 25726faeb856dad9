package io.ripeline.imports;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Text;

/// What a cell was read as.
sealed interface Cell {

    /// A typed value.
    record Holds(Object value) implements Cell {}

    /// Nothing: the cell is empty.
    record Empty() implements Cell {}

    /// Nothing that fits its target.
    record Wrong(ErrorCode code, Text reason) implements Cell {}

    /// The one empty cell.
    Cell EMPTY = new Empty();
}
