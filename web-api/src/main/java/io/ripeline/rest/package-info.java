/// The HTTP API over companies, definitions, records and members: requests in, answers out, nothing decided here. The
/// API of a feature with rooms of its own (imports, the worklist) stands there.
@NullMarked
package io.ripeline.rest;

import org.jspecify.annotations.NullMarked;
