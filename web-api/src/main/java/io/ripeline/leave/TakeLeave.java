package io.ripeline.leave;

import static io.ripeline.leave.LeaveError.LEAVE_INVALID;
import static io.ripeline.leave.LeaveError.LEAVE_NOT_FOUND;
import static io.ripeline.leave.LeaveError.LEAVE_OVERLAPS;

import io.ripeline.database.Ids;
import io.ripeline.identity.IdentityError;
import io.ripeline.identity.Leave;
import io.ripeline.identity.Leaves;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Notes when a member is away: she herself does, or somebody above her.
@Component
class TakeLeave {

    private static final int LONGEST_DAYS = 366;

    private final Leaves leaves;

    TakeLeave(Leaves leaves) {
        this.leaves = leaves;
    }

    /// The member with this id, whose leaves the caller may know; refuses with `member-not-found`.
    static Member member(Session session, String id) {
        return Ids.parse(id)
                .flatMap(session.caller().directory()::find)
                .filter(member -> member.id().equals(session.caller().member().id())
                        || session.caller().leads(member.id()))
                .orElseThrow(TakeLeave::unknown);
    }

    private static Refused unknown() {
        return IdentityError.MEMBER_NOT_FOUND.because(
                Text.of("There is no such member, or you may not see when they are away.", "没有这位成员，或您无权查看其请假。"));
    }

    /// Her leaves, the earliest first.
    static List<Leave> of(Session session, Member member) {
        return session.caller().directory().leavesOf(member.id());
    }

    /// Notes a leave; refuses with `member-not-found`, `leave-invalid` or `leave-overlaps`.
    Leave take(Session session, Member member, String from, String to, @Nullable String deputy) {
        LocalDate first = date(from, "/from");
        LocalDate last = date(to, "/to");
        if (last.isBefore(first) || first.plusDays(LONGEST_DAYS).isBefore(last)) {
            throw LEAVE_INVALID.at(
                    "/to",
                    Text.of("A leave ends when it has begun, and lasts a year at most.", "结束日期不早于开始日期，且请假最长一年。"));
        }
        if (last.isBefore(session.days().today(member.id()))) {
            throw LEAVE_INVALID.at("/to", Text.of("This leave is over already.", "该请假已结束。"));
        }
        for (Leave other : of(session, member)) {
            if (other.overlaps(first, last)) {
                throw LEAVE_OVERLAPS.because(Text.of(
                        "There is a leave from %s to %s already.", "已有 %s 至 %s 的请假。", other.from(), other.to()));
            }
        }
        Leave leave = new Leave(
                Ids.next(), member.id(), first, last, deputy == null ? null : deputy(session, member, deputy));
        leaves.add(session.transaction(), leave, session.caller().member().id());
        return leave;
    }

    private static LocalDate date(String text, String pointer) {
        return JsonValues.date(text)
                .orElseThrow(() -> LEAVE_INVALID.at(
                        pointer, Text.of("A date such as 2026-01-31 is expected.", "应为日期，例如 2026-01-31。")));
    }

    private static UUID deputy(Session session, Member member, String deputy) {
        MemberDirectory directory = session.caller().directory();
        return Ids.parse(deputy)
                .flatMap(directory::find)
                .filter(found -> found.active() && !found.id().equals(member.id()))
                .map(Member::id)
                .orElseThrow(() -> LEAVE_INVALID.at(
                        "/deputyId",
                        Text.of("The deputy is another active member of the company.", "代理人应为公司另一位有效成员。")));
    }

    /// Calls a leave off; refuses with `leave-not-found`.
    void end(Session session, Member member, String id) {
        UUID leave = Ids.parse(id)
                .filter(wanted -> of(session, member).stream().map(Leave::id).anyMatch(wanted::equals))
                .orElseThrow(() -> LEAVE_NOT_FOUND.because(
                        Text.of("There is no such leave, or it was called off.", "没有该请假，或已取消。")));
        leaves.end(session.transaction(), leave);
    }
}
