package io.ripeline.rest;

import io.ripeline.identity.MemberDirectory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something named: a member, the record a lookup points to.
public record Ref(UUID id, String name) {

    /// A member, whether she is still there or not.
    public static Ref member(MemberDirectory directory, UUID id) {
        return new Ref(id, directory.nameOf(id));
    }

    static @Nullable Ref memberOrNone(MemberDirectory directory, @Nullable UUID id) {
        return id == null ? null : member(directory, id);
    }
}
