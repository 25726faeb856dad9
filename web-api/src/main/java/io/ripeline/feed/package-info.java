/// What a member has planned, for the calendar on her telephone: a secret address that she makes and revokes
/// herself, {@link io.ripeline.feed.FeedController}, and what is found there,
/// {@link io.ripeline.feed.CalendarController}. Whose the secret is, the door has found out.
@NullMarked
package io.ripeline.feed;

import org.jspecify.annotations.NullMarked;
