package io.ripeline.http;

import static io.ripeline.http.Fault.INTERNAL_ERROR;
import static io.ripeline.http.Fault.METHOD_NOT_ALLOWED;
import static io.ripeline.http.Fault.NOT_ACCEPTABLE;
import static io.ripeline.http.Fault.REQUEST_REFUSED;
import static io.ripeline.http.Fault.UNSUPPORTED_MEDIA_TYPE;
import static io.ripeline.http.RequestError.BODY_MISSING;
import static io.ripeline.http.RequestError.BODY_UNREADABLE;
import static io.ripeline.http.RequestError.NOT_FOUND;
import static io.ripeline.http.RequestError.REQUEST_MALFORMED;
import static io.ripeline.json.JsonError.BODY_TOO_LARGE;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/// What a failure means to whoever sent the request.
final class Problems {

    private static final int DEEPEST_CAUSE = 20;

    private Problems() {}

    static Problem of(Throwable failure) {
        Optional<Refused> refused = causes(failure)
                .filter(Refused.class::isInstance)
                .map(Refused.class::cast)
                .findFirst();
        if (refused.isPresent()) {
            return Problem.of(refused.get());
        }
        if (Outage.isBehind(causes(failure))) {
            return unavailable();
        }
        return switch (failure) {
            case HttpMessageNotReadableException unreadable -> Problem.of(unreadable(unreadable));
            case NoResourceFoundException _, NoHandlerFoundException _ -> notFound();
            case HttpRequestMethodNotSupportedException method -> notAllowed(method);
            case HttpMediaTypeNotSupportedException type -> unsupported(type);
            case HttpMediaTypeNotAcceptableException type -> notAcceptable(type);
            case MaxUploadSizeExceededException _ -> refused(BODY_TOO_LARGE, "The upload is too large.", "上传内容过大。");
            case MultipartException _ -> refused(BODY_UNREADABLE, "The upload cannot be read.", "无法读取上传内容。");
            default ->
                Parameters.refusal(failure).map(Problem::of).orElseGet(() -> INTERNAL_ERROR.because(null, Map.of()));
        };
    }

    /// What a bare status of the container means.
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> refused(REQUEST_MALFORMED, "The request is malformed.", "请求格式不正确。");
            case 404 -> notFound();
            case 405 ->
                METHOD_NOT_ALLOWED.because(Text.of("This method is not allowed here.", "此处不支持该请求方法。"), Map.of());
            case 406 -> NOT_ACCEPTABLE.because(null, Map.of());
            case 413 -> refused(BODY_TOO_LARGE, "The body is too large.", "请求内容过大。");
            case 415 -> UNSUPPORTED_MEDIA_TYPE.because(null, Map.of());
            case 503 -> unavailable();
            default -> status < 500 ? REQUEST_REFUSED.because(null, Map.of()) : INTERNAL_ERROR.because(null, Map.of());
        };
    }

    private static Refused unreadable(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof JacksonException fault) {
            return StrictJson.refusal(fault);
        }
        if (cause == null) {
            return BODY_MISSING.because(Text.of("This request needs a body.", "此请求需要内容。"));
        }
        return BODY_UNREADABLE.because(Text.of("The body cannot be read.", "无法读取请求内容。"));
    }

    private static Problem notFound() {
        return refused(NOT_FOUND, "There is nothing at this address.", "此地址没有内容。");
    }

    private static Problem notAllowed(HttpRequestMethodNotSupportedException method) {
        String allowed = method.getSupportedMethods() == null ? "" : String.join(", ", method.getSupportedMethods());
        return METHOD_NOT_ALLOWED.because(
                Text.of("%s is not allowed here; allowed: %s.", "此处不支持 %s；可用：%s。", method.getMethod(), allowed),
                Map.of("Allow", allowed));
    }

    private static Problem unsupported(HttpMediaTypeNotSupportedException type) {
        String supported = MediaType.toString(type.getSupportedMediaTypes());
        return UNSUPPORTED_MEDIA_TYPE.because(
                Text.of("Send the body as one of: %s.", "请以下列类型之一发送内容：%s。", supported), Map.of("Accept", supported));
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException type) {
        String supported = MediaType.toString(type.getSupportedMediaTypes());
        return NOT_ACCEPTABLE.because(Text.of("Available here: %s.", "此处可提供：%s。", supported), Map.of());
    }

    private static Problem unavailable() {
        return Fault.UNAVAILABLE.because(
                Text.of(
                        "Something Ripeline depends on does not answer; try again shortly.",
                        "Ripeline 所依赖的服务暂时没有响应，请稍后重试。"),
                Map.of("Retry-After", "5"));
    }

    private static Problem refused(ErrorCode code, String en, String zh) {
        return Problem.of(code.because(new Text(en, zh)));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Arrays.stream(cause.getSuppressed())));
    }
}
