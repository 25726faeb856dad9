/// The record store: reading by the one visibility predicate, writing by the one write path (authorise, lock, validate,
/// gate, write, history, event). Start at {@link io.ripeline.record.Records}. HTTP and JSON bodies are not here.
@NullMarked
package io.ripeline.record;

import org.jspecify.annotations.NullMarked;
