package io.ripeline.record;

import org.springframework.context.ApplicationEventPublisher;

/// Everybody has been told of records that were written: what the company's own rules do about them may begin.
/// Delivered inside the writing transaction: whoever listens commits or fails with it.
public record RecordsSettled(RecordsWritten written) {

    /// Tells of records that were written: of all together, of each, and that everybody was told.
    static void tell(ApplicationEventPublisher events, RecordsWritten written) {
        written.transaction().wrote();
        events.publishEvent(written);
        written.each(events::publishEvent);
        events.publishEvent(new RecordsSettled(written));
    }
}
