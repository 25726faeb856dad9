/// How much a company and each of its members may ask for, so that none starves another. Start at
/// {@link io.ripeline.limit.LimitedRequests}; whom nobody knows is counted by {@link io.ripeline.limit.Strangers}.
/// Guessing of passwords is held up elsewhere, in `signin`.
@NullMarked
package io.ripeline.limit;

import org.jspecify.annotations.NullMarked;
