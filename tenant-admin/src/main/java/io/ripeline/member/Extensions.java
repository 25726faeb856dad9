package io.ripeline.member;

import static io.ripeline.member.MemberError.EXTENSION_INVALID;
import static io.ripeline.member.MemberError.EXTENSION_TAKEN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The members' numbers within the company's telephone system.
@Component
public class Extensions {

    private static final Table<Record> EXTENSION = table(name("_extension"));
    private static final Field<UUID> MEMBER = field(name("member_id"), SQLDataType.UUID);
    private static final Field<String> NUMBER = field(name("extension"), SQLDataType.CLOB);
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z*#+-]{1,20}");

    /// Every member's extension, of those who have one.
    public Map<UUID, String> all(TenantTransaction transaction) {
        return transaction.sql().select(MEMBER, NUMBER).from(EXTENSION).fetchMap(MEMBER, NUMBER);
    }

    /// Gives a member an extension, or takes it away, as an admin; refuses with `extension-invalid` or
    /// `extension-taken`.
    public void give(Session session, UUID member, @Nullable String extension) {
        session.caller().requireAdmin();
        var sql = session.transaction().sql();
        if (extension == null || extension.isBlank()) {
            sql.deleteFrom(EXTENSION).where(MEMBER.eq(member)).execute();
            return;
        }
        if (!FORM.matcher(extension).matches()) {
            throw EXTENSION_INVALID.at(
                    "/extension", Text.of("An extension has 1 to 20 digits or letters.", "分机号由 1 到 20 位数字或字母组成。"));
        }
        boolean taken = sql.fetchExists(EXTENSION, NUMBER.eq(extension).and(MEMBER.ne(member)));
        int given = taken
                ? 0
                : sql.insertInto(EXTENSION)
                        .set(MEMBER, member)
                        .set(NUMBER, extension)
                        .onConflict(MEMBER)
                        .doUpdate()
                        .set(NUMBER, extension)
                        .execute();
        if (given == 0) {
            throw EXTENSION_TAKEN.at(
                    "/extension", Text.of("Another member has the extension %s.", "分机号 %s 已属于其他成员。", extension));
        }
    }
}
