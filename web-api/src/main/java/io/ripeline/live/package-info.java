/// What happens in a company, told to whoever looks while it happens: server-sent events in each reader's rights. Start
/// at {@link io.ripeline.live.Journal}; `Collecting` notes what happens, `Room` brings it to the streams of a company.
@NullMarked
package io.ripeline.live;

import org.jspecify.annotations.NullMarked;
