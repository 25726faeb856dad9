/// From a draft to the version in force: editing, checking with differences and impact, publishing, going back. Start
/// at
/// {@link io.ripeline.publishing.Drafts} and {@link io.ripeline.publishing.PublishDraft}.
@NullMarked
package io.ripeline.publishing;

import org.jspecify.annotations.NullMarked;
