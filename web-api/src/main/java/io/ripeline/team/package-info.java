/// What those above see of the people below them: who is at what now, how a day went, what is late. Start at
/// {@link io.ripeline.team.Days}. Figures over longer times are not here.
@NullMarked
package io.ripeline.team;

import org.jspecify.annotations.NullMarked;
