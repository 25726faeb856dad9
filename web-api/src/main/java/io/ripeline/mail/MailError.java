package io.ripeline.mail;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a mail.
enum MailError implements ErrorCode {
    MAIL_ADDRESS_INVALID(Kind.INVALID, "Invalid mail address", "邮箱地址无效"),
    MAIL_ADDRESS_MISSING(Kind.INVALID, "Mail address missing", "缺少邮箱地址"),
    MAIL_TEMPLATE_UNKNOWN(Kind.INVALID, "Unknown mail template", "邮件模板不存在"),
    MAIL_TEXT_MISSING(Kind.INVALID, "Mail without text", "邮件缺少内容"),
    MAIL_TOO_LONG(Kind.INVALID, "Mail too long", "邮件过长"),
    LANGUAGE_UNKNOWN(Kind.INVALID, "Unknown language", "不支持的语言"),
    HEADER_INVALID(Kind.INVALID, "Invalid mail header", "邮件标题无效"),
    OPTED_OUT(Kind.CONFLICT, "Opted out", "对方已退订");

    private final Kind kind;
    private final Text title;

    MailError(Kind kind, String en, String zh) {
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
