package io.ripeline.notification;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// The table of what members were told.
final class NotificationTable {

    static final Table<?> NOTIFICATION = table(name("_notification"));
    static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    static final Field<String> KIND = field(name("kind"), SQLDataType.CLOB);
    static final Field<Instant> AT = field(name("at"), SQLDataType.INSTANT);
    static final Field<UUID> BY_MEMBER = field(name("by_member"), SQLDataType.UUID);
    static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    static final Field<Integer> COUNT = field(name("count"), SQLDataType.INTEGER);
    static final Field<String> DATA = field(name("data"), SQLDataType.CLOB);
    static final Field<Boolean> SHOWN = field(name("shown"), SQLDataType.BOOLEAN);
    static final Field<Instant> READ_AT = field(name("read_at"), SQLDataType.INSTANT);
    static final Field<Instant> MAIL_AT = field(name("mail_at"), SQLDataType.INSTANT);
    static final Field<Boolean> DIGEST = field(name("digest"), SQLDataType.BOOLEAN);
    static final Field<Instant> MAILED_AT = field(name("mailed_at"), SQLDataType.INSTANT);

    private NotificationTable() {}
}
