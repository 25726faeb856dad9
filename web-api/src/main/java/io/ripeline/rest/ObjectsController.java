package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.definition.Choice;
import io.ripeline.definition.Criterion;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.FunnelDefinition.StageDefinition;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The caller's view of the objects: what the browser builds its pages from.
@RestController
@RequestMapping("/api/v1/objects")
class ObjectsController {

    private final Sessions sessions;

    ObjectsController(Sessions sessions) {
        this.sessions = sessions;
    }

    record ObjectPart(String key, String label, String plural, boolean about, List<String> permissions) {}

    record ObjectsResponse(List<ObjectPart> items) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OptionPart(String key, String label, @Nullable String color) {}

    /// @param access `masked`, `read` or `edit`: what the reader may do with the field at most
    record FieldPermissions(boolean edit, String access) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FieldPart(
            String key,
            String label,
            String type,
            boolean required,
            boolean unique,
            boolean derived,
            @Nullable List<OptionPart> options,
            @Nullable String currency,
            @Nullable String target,
            @Nullable String help,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer maxLength,
            @Nullable String requiredWhen,
            @Nullable String visibleWhen,
            @Nullable String readOnlyWhen,
            FieldPermissions permissions) {}

    record CriterionPart(String key, String label, String message, String severity) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StagePart(
            String key,
            String label,
            String kind,
            @Nullable Integer probability,
            @Nullable String band,
            @Nullable Integer expectedDays,
            @Nullable Integer staleAfterDays,
            @Nullable String guidance,
            @Nullable List<String> next,
            List<CriterionPart> criteria) {}

    record FunnelPart(
            String key,
            String field,
            String label,
            @JsonProperty("default") boolean standard,
            List<StagePart> stages) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GradePart(
            String key,
            String label,
            @Nullable Integer ripeness,
            @Nullable String color,
            @Nullable String cadence) {}

    record GradeScalePart(String field, List<GradePart> grades) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ObjectResponse(
            String key,
            String label,
            Label labels,
            String plural,
            @Nullable String nameField,
            boolean about,
            List<FieldPart> fields,
            List<String> permissions,
            List<FunnelPart> funnels,
            @Nullable String funnelBy,
            @JsonInclude @Nullable GradeScalePart gradeScale,
            Screen.LayoutPart layout,
            List<Screen.ViewPart> views,
            List<Screen.RelatedPart> related) {}

    @GetMapping
    ObjectsResponse objects() {
        return sessions.read(session -> new ObjectsResponse(session.model().objects().stream()
                .filter(object -> session.caller().role().may(Right.READ, object.key()))
                .map(object -> part(session, object))
                .toList()));
    }

    private static ObjectPart part(Session session, ObjectModel object) {
        return new ObjectPart(
                object.key(),
                text(object.definition().label()),
                plural(object),
                object.about(),
                rights(session.caller().role(), object));
    }

    @GetMapping("/{object}")
    ObjectResponse object(@PathVariable String object) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            session.caller().require(Right.READ, model);
            FieldView view = FieldView.of(session, model);
            boolean edit = session.caller().role().may(Right.UPDATE, model.key());
            FieldModel name = model.nameField();
            Screen screen = new Screen(session, model);
            return new ObjectResponse(
                    model.key(),
                    text(model.definition().label()),
                    model.definition().label(),
                    plural(model),
                    name == null ? null : name.key(),
                    model.about(),
                    model.all().stream()
                            .filter(view::knows)
                            .map(field -> field(field, edit, view.access(field)))
                            .toList(),
                    rights(session.caller().role(), model),
                    model.funnels().stream()
                            .map(funnel -> funnel(model, funnel))
                            .toList(),
                    model.funnelBy().map(FieldModel::key).orElse(null),
                    model.gradeScale() == null ? null : gradeScale(model.gradeScale()),
                    screen.layout(),
                    screen.views(),
                    screen.related());
        });
    }

    private static FieldPart field(FieldModel field, boolean edit, FieldAccess access) {
        var definition = field.definition();
        return new FieldPart(
                field.key(),
                text(definition.label()),
                field.type().key(),
                field.required(),
                field.unique(),
                field.derived(),
                field.choices().isEmpty()
                        ? null
                        : field.choices().values().stream()
                                .map(ObjectsController::option)
                                .toList(),
                field.currencyColumn() == null ? null : field.currency(),
                definition.target(),
                definition.help() == null ? null : text(definition.help()),
                definition.min(),
                definition.max(),
                definition.maxLength(),
                definition.requiredWhen(),
                definition.visibleWhen(),
                definition.readOnlyWhen(),
                new FieldPermissions(
                        edit && access == FieldAccess.EDIT && !field.madeByPlatform(),
                        access.name().toLowerCase(Locale.ROOT)));
    }

    private static OptionPart option(Choice choice) {
        return new OptionPart(choice.key(), text(choice.label()), choice.color());
    }

    private static FunnelPart funnel(ObjectModel object, Funnel funnel) {
        return new FunnelPart(
                funnel.key(),
                funnel.field(),
                text(funnel.definition().label()),
                object.defaultFunnel().filter(funnel::equals).isPresent(),
                funnel.stages().values().stream().map(ObjectsController::stage).toList());
    }

    private static StagePart stage(Stage stage) {
        StageDefinition definition = stage.definition();
        return new StagePart(
                stage.key(),
                text(definition.label()),
                stage.kind().name().toLowerCase(Locale.ROOT),
                definition.probability(),
                definition.band(),
                definition.expectedDays(),
                definition.staleAfterDays(),
                definition.guidance() == null ? null : text(definition.guidance()),
                definition.next(),
                stage.criteria().stream().map(ObjectsController::criterion).toList());
    }

    private static CriterionPart criterion(Criterion criterion) {
        return new CriterionPart(
                criterion.key(),
                text(criterion.label()),
                text(criterion.message()),
                criterion.blocks() ? "block" : "warn");
    }

    private static GradeScalePart gradeScale(GradeScale scale) {
        return new GradeScalePart(
                scale.field(),
                scale.grades().values().stream()
                        .map(grade -> new GradePart(
                                grade.key(),
                                text(grade.definition().label()),
                                grade.ripeness(),
                                grade.definition().color(),
                                grade.definition().cadence()))
                        .toList());
    }

    private static List<String> rights(Role role, ObjectModel object) {
        return Arrays.stream(Right.values())
                .filter(right -> role.may(right, object.key()))
                .map(right -> right.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String plural(ObjectModel object) {
        Label plural = object.definition().plural();
        return text(plural == null ? object.definition().label() : plural);
    }

    private static String text(Label label) {
        return label.in(TenantScope.current().locale());
    }
}
