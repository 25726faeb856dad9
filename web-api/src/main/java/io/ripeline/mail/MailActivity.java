package io.ripeline.mail;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import java.util.Optional;

/// The optional field of activities that says what became of a mail.
final class MailActivity {

    static final String STATE = "mail_state";
    static final String STARTED_AT = "started_at";

    private MailActivity() {}

    /// The field, where the company has it and it offers this state.
    static Optional<FieldModel> noting(ObjectModel activity, MailState state) {
        return activity.field(STATE)
                .filter(field -> field.type() == FieldType.SELECT)
                .filter(field -> field.offers(state.word()));
    }
}
