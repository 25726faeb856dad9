/// Bringing people into a company and changing what they are there. Start at {@link io.ripeline.member.InviteMember}.
@NullMarked
package io.ripeline.member;

import org.jspecify.annotations.NullMarked;
