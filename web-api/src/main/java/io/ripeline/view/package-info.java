/// Lists and boards that members keep under a name. Start at {@link io.ripeline.view.Views}; the views of the company's
/// definition stand there.
@NullMarked
package io.ripeline.view;

import org.jspecify.annotations.NullMarked;
