/// The edge of every HTTP exchange: request ids, headers, strict JSON, problem documents, the browser's pages. Start at
/// {@link io.ripeline.http.Problem}. Who somebody is, is decided in `signin`.
@NullMarked
package io.ripeline.http;

import org.jspecify.annotations.NullMarked;
