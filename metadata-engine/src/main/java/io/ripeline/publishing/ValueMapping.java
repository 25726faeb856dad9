package io.ripeline.publishing;

/// What becomes of records that bear a stage, grade or option the draft removes.
///
/// @param from the removed key
/// @param to the key they bear afterwards
public record ValueMapping(String object, String field, String from, String to) {}
