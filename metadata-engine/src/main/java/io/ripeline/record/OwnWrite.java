package io.ripeline.record;

import java.util.List;

/// A write of the transaction at hand to a record.
///
/// @param version that it made
/// @param fields that it changed
public record OwnWrite(int version, List<String> fields) {

    public OwnWrite {
        fields = List.copyOf(fields);
    }
}
