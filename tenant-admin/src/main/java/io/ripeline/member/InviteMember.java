package io.ripeline.member;

import static io.ripeline.member.MemberError.NAME_INVALID;
import static io.ripeline.member.MemberError.UNKNOWN_ROLE;

import io.ripeline.database.Ids;
import io.ripeline.definition.Model;
import io.ripeline.identity.Email;
import io.ripeline.identity.Member;
import io.ripeline.identity.Members;
import io.ripeline.json.StorableText;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings a person into the company.
@Component
public class InviteMember {

    private static final int LONGEST_NAME = 100;

    private final Members members;
    private final Passwords passwords;
    private final TenantTransactions transactions;

    InviteMember(Members members, Passwords passwords, TenantTransactions transactions) {
        this.members = members;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    /// A person invited.
    ///
    /// @param password to be shown once; absent where she has one
    public record Invited(Member member, Optional<String> password) {}

    /// Invites as an admin somebody who reads her days in a time zone, or in the company's; refuses with `email-taken`,
    /// `email-malformed`, `unknown-role` or `manager-unknown`.
    public Invited invite(
            Session session,
            Email email,
            String name,
            String role,
            @Nullable UUID managerId,
            @Nullable ZoneId timeZone) {
        session.caller().requireAdmin();
        checkRole(session.model(), role);
        Member member = new Member(Ids.next(), email, checkName(name), role, managerId, true, timeZone);
        return add(session.transaction(), member);
    }

    /// Adds a member without asking who does it: the first admin, and samples.
    public Invited add(TenantTransaction transaction, Member member) {
        members.add(transaction, member);
        return new Invited(member, transactions.onPlatform(transaction, () -> passwords.first(member.email())));
    }

    /// The name, stripped; refuses with `name-invalid`.
    public static String checkName(String name) {
        String stripped = name.strip();
        boolean unstorable = !StorableText.test(stripped) || stripped.chars().anyMatch(Character::isISOControl);
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME || unstorable) {
            throw NAME_INVALID.at(
                    "/name", Text.of("A name has 1 to %d characters.", "姓名长度为 1 到 %d 个字符。", LONGEST_NAME));
        }
        return stripped;
    }

    static void checkRole(Model model, String role) {
        if (model.role(role).isEmpty()) {
            String known = String.join(
                    ", ",
                    model.roles().stream().map(each -> each.definition().key()).toList());
            throw UNKNOWN_ROLE.at(
                    "/role", Text.of("There is no role \"%s\"; known: %s.", "没有角色“%s”，可用：%s。", role, known));
        }
    }
}
