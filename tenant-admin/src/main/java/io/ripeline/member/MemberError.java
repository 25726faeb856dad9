package io.ripeline.member;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with inviting or changing a member.
public enum MemberError implements ErrorCode {
    UNKNOWN_ROLE(Kind.INVALID, "Unknown role", "未知角色"),
    NAME_INVALID(Kind.INVALID, "Invalid name", "姓名无效"),
    EXTENSION_INVALID(Kind.INVALID, "Invalid extension", "分机号无效"),
    EXTENSION_TAKEN(Kind.CONFLICT, "Extension taken", "分机号已被占用"),
    LAST_ADMIN(Kind.CONFLICT, "The last admin must stay", "必须保留最后一名管理员"),
    EXPIRY_INVALID(Kind.INVALID, "Expiry in the past", "过期时间无效");

    private final Kind kind;
    private final Text title;

    MemberError(Kind kind, String en, String zh) {
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
