/// The definitions a company can begin with, each a folder of data: what it is, the document, a sample. No code knows
/// any
/// of them. Start at {@link io.ripeline.template.Templates}.
@NullMarked
package io.ripeline.template;

import org.jspecify.annotations.NullMarked;
