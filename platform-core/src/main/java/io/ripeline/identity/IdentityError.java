package io.ripeline.identity;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a person.
public enum IdentityError implements ErrorCode {
    EMAIL_MALFORMED(Kind.INVALID, "Malformed e-mail address", "电子邮箱格式不正确"),
    EMAIL_TAKEN(Kind.CONFLICT, "Already a member", "该邮箱已是成员"),
    MEMBER_NOT_FOUND(Kind.NOT_FOUND, "No such member", "没有这位成员"),
    TOKEN_NOT_FOUND(Kind.NOT_FOUND, "No such token", "没有该令牌"),
    MEMBER_INACTIVE(Kind.FORBIDDEN, "Member deactivated", "成员已停用"),
    TIME_ZONE_UNKNOWN(Kind.INVALID, "Unknown time zone", "未知时区"),
    MANAGER_UNKNOWN(Kind.INVALID, "Unknown manager", "上级不存在"),
    MANAGER_CYCLE(Kind.INVALID, "Manager below the member", "上级不能是本人或其下属");

    private final Kind kind;
    private final Text title;

    IdentityError(Kind kind, String en, String zh) {
        this.kind = kind;
        this.title = new Text(en, zh);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text title() {
        return title;
    }
}
