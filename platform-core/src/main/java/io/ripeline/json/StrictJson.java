package io.ripeline.json;

import static io.ripeline.json.JsonError.MALFORMED_JSON;
import static io.ripeline.json.JsonError.MISSING_PROPERTY;
import static io.ripeline.json.JsonError.TEXT_UNSTORABLE;
import static io.ripeline.json.JsonError.UNKNOWN_PROPERTY;
import static io.ripeline.json.JsonError.WRONG_TYPE;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// The one way to read JSON that somebody sent: unknown or double members, wrong types, missing members and trailing
/// text are refused, never guessed.
public final class StrictJson {

    /// The mapper behind it, for writing and for trees.
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private StrictJson() {}

    /// Reads a value. Refuses with `malformed-json`, `unknown-property`, `wrong-type` or `missing-property`.
    public static <T> T read(String json, Class<T> type) {
        try {
            return complete(MAPPER.readValue(json, type));
        } catch (JacksonException fault) {
            throw refusal(fault);
        }
    }

    /// The value itself, where no member its records demand is missing and every text can be stored; refuses with
    /// `missing-property` or `text-unstorable`, all at once.
    public static <T> T complete(@Nullable T value) {
        if (value == null) {
            throw at(WRONG_TYPE, "", "null is no value here.", "此处不能为 null。");
        }
        BodyFaults faults = BodyFaults.in(value);
        if (!faults.missing().isEmpty()) {
            throw refusal(MISSING_PROPERTY, faults.missing(), Text.of("This member is missing.", "缺少此属性。"));
        }
        if (!faults.unstorable().isEmpty()) {
            throw refusal(
                    TEXT_UNSTORABLE,
                    faults.unstorable(),
                    Text.of("The text has a NUL or half a character.", "文本包含 NUL 或不完整的字符。"));
        }
        return value;
    }

    private static Refused refusal(ErrorCode code, List<String> pointers, Text message) {
        return new Refused(
                code,
                new Text(
                        code.title().en() + ": " + String.join(", ", pointers) + ".",
                        code.title().zh() + "：" + String.join(", ", pointers) + "。"),
                pointers.stream()
                        .map(pointer -> new Violation(pointer, code.code(), message))
                        .toList());
    }

    /// What Jackson found, as a refusal with a pointer.
    public static Refused refusal(JacksonException fault) {
        String pointer = pointer(fault);
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return UNKNOWN_PROPERTY.at(
                    pointer, Text.of("There is no property \"%s\" here.", "此处没有属性“%s”。", unknown.getPropertyName()));
        }
        if (fault instanceof DatabindException || fault instanceof InputCoercionException) {
            return at(WRONG_TYPE, pointer, "The value at \"%s\" is not of the expected type.", "“%s” 处的值类型不符。");
        }
        TokenStreamLocation location = fault.getLocation();
        if (location == null) {
            return MALFORMED_JSON.because(Text.of(
                    "The body is nested too deeply or has a number or text that is too long.", "内容嵌套过深，或数字、文本过长。"));
        }
        int line = location.getLineNr();
        int column = location.getColumnNr();
        return MALFORMED_JSON.because(Text.of(
                "The body is not well-formed JSON: line %d, column %d.", "内容不是有效的 JSON：第 %d 行，第 %d 列。", line, column));
    }

    private static Refused at(ErrorCode code, String pointer, String en, String zh) {
        return code.at(pointer, new Text(en.replace("%s", pointer), zh.replace("%s", pointer)));
    }

    private static String pointer(JacksonException fault) {
        String pointer = "";
        for (JacksonException.Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            pointer = Violation.pointer(pointer, name != null ? name : String.valueOf(step.getIndex()));
        }
        return pointer;
    }
}
