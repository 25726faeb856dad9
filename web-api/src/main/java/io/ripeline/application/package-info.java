/// Puts the modules together and starts them; begin at {@link io.ripeline.application.RipelineApplication}.
@NullMarked
package io.ripeline.application;

import org.jspecify.annotations.NullMarked;
