package io.ripeline.http;

import static io.ripeline.http.RequestError.PARAMETER_INVALID;
import static io.ripeline.http.RequestError.REQUEST_MALFORMED;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.Optional;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/// What Spring finds wrong with parameters, headers and parts.
final class Parameters {

    private Parameters() {}

    static Optional<Refused> refusal(Throwable failure) {
        return switch (failure) {
            case MissingServletRequestParameterException missing ->
                at(missing.getParameterName(), "The parameter \"%s\" is missing.", "缺少参数“%s”。");
            case MissingRequestHeaderException missing ->
                at(missing.getHeaderName(), "The header \"%s\" is missing.", "缺少请求头“%s”。");
            case MissingServletRequestPartException missing ->
                at(missing.getRequestPartName(), "The part \"%s\" is missing.", "缺少部分“%s”。");
            case MethodArgumentTypeMismatchException mismatch ->
                at(mismatch.getName(), "The value of \"%s\" is not of the expected form.", "“%s”的值格式不正确。");
            case ErrorResponse response
            when response.getStatusCode().is4xxClientError() ->
                Optional.of(REQUEST_MALFORMED.because(Text.of("The request is malformed.", "请求格式不正确。")));
            default -> Optional.empty();
        };
    }

    private static Optional<Refused> at(String name, String en, String zh) {
        return Optional.of(PARAMETER_INVALID.at(Violation.pointer("", name), Text.of(en, zh, name)));
    }
}
