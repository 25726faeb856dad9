package io.ripeline.signin;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;

/// Why somebody does not get in.
enum SignInError implements ErrorCode {
    NOT_SIGNED_IN(Kind.UNAUTHENTICATED, "Not signed in", "尚未登录"),
    TOKEN_INVALID(Kind.UNAUTHENTICATED, "Invalid token", "令牌无效"),
    CSRF_TOKEN_INVALID(Kind.FORBIDDEN, "Invalid CSRF token", "CSRF 令牌无效"),
    OPERATOR_ONLY(Kind.FORBIDDEN, "Operators only", "仅限平台运维"),
    MEMBER_ONLY(Kind.FORBIDDEN, "Members only", "仅限公司成员"),
    NOT_A_MEMBER(Kind.FORBIDDEN, "Not a member", "不是公司成员"),
    WRONG_HOST(Kind.FORBIDDEN, "Another company's host", "访问了其他公司的域名");

    private final Kind kind;
    private final Text title;

    SignInError(Kind kind, String en, String zh) {
        this.kind = kind;
        this.title = new Text(en, zh);
    }

    /// The refusal in the words that hold for most cases.
    Refused refusal() {
        return because(
                switch (this) {
                    case NOT_SIGNED_IN -> new Text("Sign in, or send a token as Bearer.", "请先登录，或以 Bearer 方式发送令牌。");
                    case TOKEN_INVALID ->
                        new Text("The token is unknown, expired or revoked; get a new one.", "令牌不存在、已过期或已撤销，请重新获取。");
                    case CSRF_TOKEN_INVALID ->
                        new Text(
                                "Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.",
                                "请将 Cookie XSRF-TOKEN 的值放入请求头 X-XSRF-TOKEN。");
                    case OPERATOR_ONLY -> new Text("This needs the operator's token.", "此操作需要平台运维令牌。");
                    case MEMBER_ONLY ->
                        new Text(
                                "The operator's token does not open a company; use a member's.",
                                "平台运维令牌不能进入公司，请使用成员令牌。");
                    case NOT_A_MEMBER ->
                        new Text("This account's e-mail address is not a member's of the company.", "此账号的邮箱不是该公司的成员。");
                    case WRONG_HOST -> new Text("This address belongs to another company than you do.", "此域名属于另一家公司。");
                });
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
