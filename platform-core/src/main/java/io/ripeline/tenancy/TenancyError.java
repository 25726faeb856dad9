package io.ripeline.tenancy;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a company.
public enum TenancyError implements ErrorCode {
    SLUG_MALFORMED(Kind.INVALID, "Malformed slug", "公司短名格式不正确"),
    SLUG_TAKEN(Kind.CONFLICT, "Slug already taken", "公司短名已被占用"),
    TENANT_NOT_FOUND(Kind.NOT_FOUND, "No such company", "没有这家公司"),
    TENANT_SUSPENDED(Kind.FORBIDDEN, "Company suspended", "公司已停用"),
    TENANT_READ_ONLY(Kind.FORBIDDEN, "Company is read-only", "公司处于只读状态"),
    TENANT_UPGRADING(Kind.UNAVAILABLE, "Company is being upgraded", "公司正在升级");

    private final Kind kind;
    private final Text title;

    TenancyError(Kind kind, String en, String zh) {
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
