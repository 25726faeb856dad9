package io.ripeline.mail;

import static io.ripeline.mail.MailError.MAIL_ADDRESS_MISSING;
import static io.ripeline.record.RecordError.FIELD_NOT_READABLE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.FieldView;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Where a mail about a record goes when nobody says: to the record's own address, else to that of the contact or
/// customer it points to, else to the first contact that points to it.
final class MailAddresses {

    private static final String CONTACT = "contact";
    private static final List<String> PEOPLE = List.of(CONTACT, StandardObjects.CUSTOMER);

    private final Records records;
    private final Session session;

    MailAddresses(Records records, Session session) {
        this.records = records;
        this.session = session;
    }

    /// Refuses with `mail-address-missing`, and with `field-not-readable` where the writer does not see the address.
    String of(ObjectModel object, StoredRecord record) {
        return own(object, record)
                .or(() -> pointedTo(object, record))
                .or(() -> pointing(object, record))
                .orElseThrow(() -> MAIL_ADDRESS_MISSING.at(
                        "/to", Text.of("There is no address to write to; give one.", "没有可用的邮箱地址，请填写。")));
    }

    private Optional<String> own(ObjectModel object, StoredRecord record) {
        return object.all().stream()
                .filter(field -> field.type() == FieldType.EMAIL)
                .filter(field -> record.value(field.key()).isPresent())
                .findFirst()
                .map(field -> readable(object, field))
                .flatMap(field -> record.text(field.key()));
    }

    private FieldModel readable(ObjectModel object, FieldModel field) {
        if (!FieldView.of(session, object).reads(field)) {
            Text label = field.definition().label().text();
            throw FIELD_NOT_READABLE.at(
                    "/to",
                    new Text(
                            "Your role does not read %s; give an address.".formatted(label.en()),
                            "您的角色不能查看“%s”，请填写收件地址。".formatted(label.zh())));
        }
        return field;
    }

    private Optional<String> pointedTo(ObjectModel object, StoredRecord record) {
        return PEOPLE.stream()
                .flatMap(target -> lookups(object, target))
                .flatMap(field -> {
                    ObjectModel target = session.model().object(field.target().orElseThrow());
                    return record
                            .value(field.key())
                            .flatMap(id -> records.find(session, target, (UUID) id))
                            .flatMap(found -> own(target, found))
                            .stream();
                })
                .findFirst();
    }

    private static Stream<FieldModel> lookups(ObjectModel object, String target) {
        return object.all().stream()
                .filter(field -> field.target().filter(target::equals).isPresent());
    }

    private Optional<String> pointing(ObjectModel object, StoredRecord record) {
        return session.model().find(CONTACT).stream()
                .flatMap(contact -> lookups(contact, object.key())
                        .flatMap(field -> records
                                .list(
                                        session,
                                        contact,
                                        RecordQuery.matching("%s == \"%s\"".formatted(field.key(), record.id())))
                                .items()
                                .reversed()
                                .stream()
                                .flatMap(found -> own(contact, found).stream())))
                .findFirst();
    }
}
