package io.ripeline.member;

import static io.ripeline.member.MemberError.LAST_ADMIN;

import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.identity.Members;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Changes what a person is in the company.
@Component
public class ChangeMember {

    private final Members members;
    private final ApplicationEventPublisher events;

    ChangeMember(Members members, ApplicationEventPublisher events) {
        this.members = members;
        this.events = events;
    }

    /// Has the acting member read her days in a time zone of her own, or in the company's. Nothing that is planned
    /// moves.
    public Member settle(Session session, @Nullable ZoneId timeZone) {
        Member settled = session.caller().member().in(timeZone);
        write(session, settled);
        return settled;
    }

    private void write(Session session, Member changed) {
        members.change(session.transaction(), changed);
        boolean elsewhere = session.caller()
                .directory()
                .find(changed.id())
                .filter(before -> !Objects.equals(before.timeZone(), changed.timeZone()))
                .isPresent();
        if (elsewhere) {
            events.publishEvent(new TimeZoneChosen(session.transaction(), changed));
        }
    }

    /// Changes as an admin; refuses with `unknown-role`, `manager-unknown`, `manager-cycle` or `last-admin`.
    public Member change(Session session, Member changed) {
        session.caller().requireAdmin();
        InviteMember.checkRole(session.model(), changed.role());
        InviteMember.checkName(changed.name());
        write(session, changed);
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
