package io.ripeline.definition;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a definition or with what is asked of it.
public enum DefinitionError implements ErrorCode {
    UNKNOWN_OBJECT(Kind.NOT_FOUND, "Unknown object", "对象不存在"),
    CONFIG_INVALID(Kind.INVALID, "The definition has errors", "定义存在错误"),
    VERSION_NOT_FOUND(Kind.NOT_FOUND, "No such version", "没有这个版本"),
    DOCUMENT_TOO_LARGE(Kind.TOO_LARGE, "The definition is too large", "定义文档过大");

    private final Kind kind;
    private final Text title;

    DefinitionError(Kind kind, String en, String zh) {
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
