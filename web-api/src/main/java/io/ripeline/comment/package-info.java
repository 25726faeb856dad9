/// What people say to each other about records and about members' days; start at {@link io.ripeline.comment.Comments}.
/// That a record's timeline tells them is `timeline`'s.
@NullMarked
package io.ripeline.comment;

import org.jspecify.annotations.NullMarked;
