package io.ripeline.template;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with asking for a template.
public enum TemplateError implements ErrorCode {
    UNKNOWN_TEMPLATE(Kind.INVALID, "Unknown template", "未知模板");

    private final Kind kind;
    private final Text title;

    TemplateError(Kind kind, String en, String zh) {
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
