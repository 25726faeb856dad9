/// The main job of Ripeline by HTTP alone, as a program outside would do it.
@NullMarked
package io.ripeline.acceptance;

import org.jspecify.annotations.NullMarked;
