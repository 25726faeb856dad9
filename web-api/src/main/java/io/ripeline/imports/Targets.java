package io.ripeline.imports;

import static io.ripeline.imports.ImportError.UNKNOWN_GRADE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.record.RecordError;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The targets that one object offers to columns.
final class Targets {

    static final String OWNER = "owner";
    static final String CREATED_AT = "created_at";
    static final String CREATED_BY = "created_by";
    private static final String STAGE = "history.stage.";
    private static final String GRADE = "history.grade.";
    static final String SUBJECT = "subject.";

    private final Model model;
    private final ObjectModel object;

    Targets(Model model, ObjectModel object) {
        this.model = model;
        this.object = object;
    }

    /// The target a mapping names; refuses with `unknown-field`, `unknown-stage`, `unknown-grade` or `unknown-object`.
    Target of(MappedColumn mapped, String pointer) {
        String key = mapped.field();
        String at = pointer + "/field";
        Optional<FieldModel> field = object.field(key);
        if (field.isPresent()) {
            return ofField(field.get(), mapped.matchBy(), pointer);
        }
        if (key.startsWith(STAGE)) {
            return stage(key.substring(STAGE.length()), at);
        }
        if (key.startsWith(GRADE)) {
            return grade(key.substring(GRADE.length()), at);
        }
        if (key.startsWith(SUBJECT) && object.about()) {
            return about(key.substring(SUBJECT.length()), mapped.matchBy(), pointer);
        }
        return switch (key) {
            case OWNER -> new Target.Owner();
            case CREATED_AT -> new Target.CreatedAt();
            case CREATED_BY -> new Target.CreatedBy();
            default -> throw Mapping.unknownField(object, key, at);
        };
    }

    private Target ofField(FieldModel field, @Nullable String matchBy, String pointer) {
        if (field.madeByPlatform()) {
            throw RecordError.FIELD_READ_ONLY.at(
                    pointer + "/field", Text.of("The platform makes the values of %s.", "%s 的值由平台生成。", field.key()));
        }
        Optional<String> target = field.target();
        return target.isPresent()
                ? new Target.Link(field, names(model.object(target.get()), matchBy, pointer))
                : new Target.Value(field);
    }

    private Target about(String subject, @Nullable String matchBy, String pointer) {
        ObjectModel target = model.find(subject)
                .orElseThrow(() -> Mapping.unknownField(object, SUBJECT + subject, pointer + "/field"));
        return new Target.About(names(target, matchBy, pointer));
    }

    private static Target.Names names(ObjectModel target, @Nullable String matchBy, String pointer) {
        String at = pointer + "/matchBy";
        FieldModel field = matchBy == null
                ? target.nameField()
                : target.field(matchBy).orElseThrow(() -> Mapping.unknownField(target, matchBy, at));
        if (field == null || !isMatchable(field.type())) {
            throw RecordError.UNKNOWN_FIELD.at(
                    at,
                    Text.of(
                            "Records of %s can be matched by a field that holds text only; name one.",
                            "对象 %s 只能按文本字段匹配，请指定一个。", target.key()));
        }
        return new Target.Names(target, field);
    }

    private static boolean isMatchable(FieldType type) {
        return type.isText() && type != FieldType.LONG_TEXT || type == FieldType.AUTO_NUMBER;
    }

    private Target stage(String key, String pointer) {
        List<Stage> stages = object.funnels().stream()
                .flatMap(funnel -> Stream.ofNullable(funnel.stages().get(key)))
                .toList();
        String field = object.stageField().orElse("");
        if (stages.isEmpty()) {
            Collection<String> known =
                    object.field(field).map(found -> found.choices().keySet()).orElse(Set.of());
            throw unknown(RecordError.UNKNOWN_STAGE, pointer, key, known);
        }
        return new Target.Entered(field, key, stages.stream().anyMatch(stage -> stage.kind() != StageKind.OPEN));
    }

    private Target grade(String key, String pointer) {
        GradeScale scale = object.gradeScale();
        if (scale == null || !scale.grades().containsKey(key)) {
            Collection<String> known =
                    scale == null ? List.of() : scale.grades().keySet();
            throw unknown(UNKNOWN_GRADE, pointer, key, known);
        }
        return new Target.Entered(scale.field(), key, false);
    }

    private static Refused unknown(
            io.ripeline.refusal.ErrorCode code, String pointer, String key, Collection<String> known) {
        return code.at(pointer, Text.of("\"%s\" is none of: %s.", "“%s” 不在可选值中：%s。", key, String.join(", ", known)));
    }
}
