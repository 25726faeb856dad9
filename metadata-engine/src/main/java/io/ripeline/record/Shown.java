package io.ripeline.record;

import org.jspecify.annotations.Nullable;

/// Records of one object that shares show to a member.
///
/// @param through of which object the shared records are that these point to; absent where these are shared themselves
record Shown(String object, @Nullable String through) {}
