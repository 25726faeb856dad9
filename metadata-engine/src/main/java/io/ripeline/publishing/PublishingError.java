package io.ripeline.publishing;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with editing or publishing a definition.
public enum PublishingError implements ErrorCode {
    CONFIG_CONFLICT(Kind.CONFLICT, "Another version was published meanwhile", "期间已有新版本发布"),
    VERSION_CONFLICT(Kind.STALE, "The draft changed meanwhile", "草稿已被修改"),
    DRAFT_CONFLICT(Kind.CONFLICT, "Somebody else changed the same part", "他人修改了同一部分"),
    FILE_UNKNOWN(Kind.INVALID, "Not a file of a definition", "不是定义文件"),
    PATCH_INVALID(Kind.INVALID, "The patch cannot be applied", "补丁无法应用"),
    VALUE_IN_USE(Kind.INVALID, "A removed value is still in use", "要移除的值仍在使用"),
    VALUE_NOT_CONVERTIBLE(Kind.INVALID, "Values cannot be converted", "部分值无法转换"),
    VALUES_NOT_UNIQUE(Kind.INVALID, "Values are not unique", "存在重复值"),
    MIGRATION_INVALID(Kind.INVALID, "The mapping cannot be applied", "映射无法应用"),
    TABLES_BUSY(Kind.CONFLICT, "The tables are busy", "数据表正忙");

    private final Kind kind;
    private final Text title;

    PublishingError(Kind kind, String en, String zh) {
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
