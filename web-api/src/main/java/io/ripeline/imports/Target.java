package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;

/// Where the cells of a column go.
sealed interface Target {

    /// A value of the record.
    record Value(FieldModel field) implements Target {}

    /// A record of another object.
    record Link(FieldModel field, Names names) implements Target {}

    /// The record that an activity or follow-up is about.
    record About(Names names) implements Target {}

    /// Who owns the record.
    record Owner() implements Target {}

    /// When the record was made.
    record CreatedAt() implements Target {}

    /// Who made the record.
    record CreatedBy() implements Target {}

    /// When the record entered a stage or grade.
    ///
    /// @param closing whether it is a stage that ends a funnel
    record Entered(String field, String value, boolean closing) implements Target {}

    /// What the cells of a link are compared with.
    record Names(ObjectModel object, FieldModel field) {

        /// Tells them from others of the company, and is quick to compare.
        String key() {
            return object.key() + "." + field.key();
        }
    }
}
