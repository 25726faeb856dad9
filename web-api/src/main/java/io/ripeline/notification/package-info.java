/// What members are told: in the application at once, by mail when they want it. Whoever has something to tell gives a
/// {@link io.ripeline.notification.Notice} to {@link io.ripeline.notification.Notifications} within the transaction of
/// what happened. How mail travels is not here.
@NullMarked
package io.ripeline.notification;

import org.jspecify.annotations.NullMarked;
