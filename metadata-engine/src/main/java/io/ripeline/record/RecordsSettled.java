package io.ripeline.record;

import org.springframework.context.ApplicationEventPublisher;

/// Everybody has been told of records that were written: what is done about them may begin, grades that are taken
/// first, then what a stage gives to do, then what the company's own rules do. Delivered inside the writing
/// transaction: whoever listens commits or fails with it.
public record RecordsSettled(RecordsWritten written) {

    /// Tells of records that were written, and then that everybody was told.
    static void tell(ApplicationEventPublisher events, RecordsWritten written) {
        written.transaction().wrote();
        events.publishEvent(written);
        events.publishEvent(new RecordsSettled(written));
    }
}
