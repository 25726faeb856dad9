package io.ripeline.member;

import static io.ripeline.member.MemberError.LAST_ADMIN;

import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.identity.Members;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import org.springframework.stereotype.Component;

/// Changes what a person is in the company.
@Component
public class ChangeMember {

    private final Members members;

    ChangeMember(Members members) {
        this.members = members;
    }

    /// Changes as an admin; refuses with `unknown-role`, `manager-unknown`, `manager-cycle` or `last-admin`.
    public Member change(Session session, Member changed) {
        session.caller().requireAdmin();
        InviteMember.checkRole(session.model(), changed.role());
        InviteMember.checkName(changed.name());
        members.change(session.transaction(), changed);
        MemberDirectory after = members.changedDirectory();
        boolean admin = after.all().stream()
                .anyMatch(member -> member.active()
                        && session.model()
                                .role(member.role())
                                .filter(role -> role.admin())
                                .isPresent());
        if (!admin) {
            throw LAST_ADMIN.because(Text.of(
                    "Somebody must administer the company; make another admin first.", "公司必须至少有一名管理员，请先指定其他管理员。"));
        }
        return changed;
    }
}
