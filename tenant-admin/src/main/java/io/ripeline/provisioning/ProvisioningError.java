package io.ripeline.provisioning;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with asking for a company.
public enum ProvisioningError implements ErrorCode {
    LOCALE_UNSUPPORTED(Kind.INVALID, "Language not supported", "不支持的语言"),
    SAMPLE_MISSING(Kind.INVALID, "The template has no sample", "模板没有示例数据");

    private final Kind kind;
    private final Text title;

    ProvisioningError(Kind kind, String en, String zh) {
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
