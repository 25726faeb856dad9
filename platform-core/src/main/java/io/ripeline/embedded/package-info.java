/// PostgreSQL and Redis of the default run, which needs nothing installed; begin at
/// {@link io.ripeline.embedded.EmbeddedServers}. Pools and connections are not here.
@NullMarked
package io.ripeline.embedded;

import org.jspecify.annotations.NullMarked;
