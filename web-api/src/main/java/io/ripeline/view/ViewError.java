package io.ripeline.view;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// Why a view is not kept.
enum ViewError implements ErrorCode {
    VIEW_NOT_FOUND(Kind.NOT_FOUND, "No such view", "没有该视图"),
    VIEW_INVALID(Kind.INVALID, "View not understood", "视图无效");

    private final Kind kind;
    private final Text title;

    ViewError(Kind kind, String en, String zh) {
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
