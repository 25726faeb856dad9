package io.ripeline.rule;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// Why a rule could not act.
public enum RuleError implements ErrorCode {
    AUTOMATION_DEPTH(Kind.INVALID, "Automations set each other off", "自动化循环触发");

    private final Kind kind;
    private final Text title;

    RuleError(Kind kind, String english, String chinese) {
        this.kind = kind;
        this.title = new Text(english, chinese);
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
