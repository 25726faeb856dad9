package io.ripeline.record;

import java.util.UUID;

/// Which record an activity or follow-up is about.
///
/// @param object the key of its object
public record Subject(String object, UUID id) {}
