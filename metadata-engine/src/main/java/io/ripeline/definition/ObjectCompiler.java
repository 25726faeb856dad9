package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectModel.Conduct;
import io.ripeline.definition.ObjectModel.SystemColumns;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.expression.Vocabulary;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Compiles objects with their fields, then the funnel and grade scale on each.
final class ObjectCompiler {

    private static final Set<String> VISIBILITIES = Set.of("private", "team", "public");
    private static final Set<FieldType> NAMING =
            Set.of(FieldType.TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.AUTO_NUMBER);

    /// Until every object is there: names lead from one to another.
    private static final Vocabulary NOT_YET_NAMED = new Vocabulary(List.of());

    private final Definition definition;
    private final String schema;
    private final Columns columns;
    private final Problems problems;

    ObjectCompiler(Definition definition, String schema, Columns columns, Problems problems) {
        this.definition = definition;
        this.schema = schema;
        this.columns = columns;
        this.problems = problems;
    }

    Map<String, ObjectModel> compile(CheckedTrees trees) {
        Map<String, ObjectModel> compiled = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        problems.atMost("/objects", definition.objects().size(), Limits.OBJECTS);
        for (int index = 0; index < definition.objects().size(); index++) {
            ObjectDefinition object = definition.objects().get(index);
            problems.key("/objects/" + index, object.key(), keys);
            compiled.put(object.key(), object(object, "/objects/" + index));
        }
        new ReverseNames(definition, problems).check();
        Map<String, ObjectModel> named = new Vocabularies(compiled, trees).attach();
        Map<String, ObjectModel> inProcess = new ProcessCompiler(definition, problems).attach(named);
        Map<String, ObjectModel> ruled = new FieldRuleCompiler(problems).attach(definition, inProcess);
        return new DerivedCompiler(definition, problems).attach(ruled);
    }

    private ObjectModel object(ObjectDefinition object, String pointer) {
        problems.label(pointer + "/label", object.label());
        problems.label(pointer + "/plural", object.plural());
        problems.oneOf(pointer + "/visibility", object.visibility(), VISIBILITIES);
        problems.atMost(pointer + "/fields", object.fields().size(), Limits.FIELDS);
        Map<String, FieldModel> fields = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < object.fields().size(); index++) {
            FieldDefinition field = object.fields().get(index);
            String at = pointer + "/fields/" + index;
            problems.key(at, field.key(), keys);
            reserved(at, field.key());
            field(object, field, at).ifPresent(model -> fields.put(model.key(), model));
        }
        SystemColumns system = systemColumns(object);
        return new ObjectModel(
                object,
                DSL.table(DSL.name(schema, object.key())),
                system,
                fields,
                NOT_YET_NAMED,
                nameField(object, fields, pointer),
                Conduct.NONE,
                FieldRules.NONE,
                Derivations.NONE);
    }

    private void reserved(String pointer, String key) {
        if (Vocabulary.reserves(key) || SystemNames.ALL.contains(key)) {
            problems.error(
                    pointer + "/key",
                    "key-reserved",
                    Text.of("\"%s\" belongs to the platform.", "“%s” 由平台保留。", key),
                    Text.of("Choose another key.", "请换一个键。"));
        }
    }

    private @Nullable FieldModel nameField(ObjectDefinition object, Map<String, FieldModel> fields, String pointer) {
        if (object.nameField() == null) {
            if (!Boolean.TRUE.equals(object.about())) {
                problems.error(
                        pointer + "/nameField",
                        "name-field-missing",
                        Text.of("The object does not say by which field its records are called.", "对象没有指定名称字段。"),
                        Text.of("Name a text field.", "请指定一个文本字段。"));
            }
            return null;
        }
        FieldModel named = fields.get(object.nameField());
        if (named == null || !isNaming(named)) {
            problems.unknown(pointer + "/nameField", "unknown-field", object.nameField(), textFields(fields));
        }
        return named;
    }

    private static boolean isNaming(FieldModel field) {
        return NAMING.contains(field.type()) && !field.derived();
    }

    private static Set<String> textFields(Map<String, FieldModel> fields) {
        return fields.values().stream()
                .filter(ObjectCompiler::isNaming)
                .map(FieldModel::key)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private Optional<FieldModel> field(ObjectDefinition object, FieldDefinition field, String pointer) {
        return new FieldCompiler(new DerivedTypes(definition), problems, pointer, field)
                .compile(schema, columns, object, choicesFromProcess(object, field.key()), objectKeys());
    }

    private Set<String> objectKeys() {
        return definition.objects().stream()
                .map(ObjectDefinition::key)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    /// The choices of a field that are stages of the object's funnels, its grades or its funnels themselves.
    private Optional<Map<String, Choice>> choicesFromProcess(ObjectDefinition object, String field) {
        List<FunnelDefinition> funnels = definition.funnels().stream()
                .filter(funnel -> funnel.object().equals(object.key()))
                .toList();
        if (field.equals(object.funnelBy())) {
            return Optional.of(byKey(funnels.stream()
                    .map(funnel -> new Choice(funnel.key(), funnel.label(), null))
                    .toList()));
        }
        if (funnels.stream().anyMatch(funnel -> funnel.field().equals(field))) {
            return Optional.of(byKey(funnels.stream()
                    .flatMap(funnel -> funnel.stages().stream())
                    .map(stage -> new Choice(stage.key(), stage.label(), null))
                    .toList()));
        }
        return definition.gradeScales().stream()
                .filter(scale ->
                        scale.object().equals(object.key()) && scale.field().equals(field))
                .findFirst()
                .map(scale -> byKey(scale.grades().stream()
                        .map(grade -> new Choice(grade.key(), grade.label(), grade.color()))
                        .toList()));
    }

    static Map<String, Choice> byKey(List<Choice> choices) {
        Map<String, Choice> map = new LinkedHashMap<>();
        choices.forEach(choice -> map.putIfAbsent(choice.key(), choice));
        return map;
    }

    private SystemColumns systemColumns(ObjectDefinition object) {
        boolean about = Boolean.TRUE.equals(object.about());
        return new SystemColumns(
                column(object, SystemNames.ID, SQLDataType.UUID),
                column(object, SystemNames.VERSION, SQLDataType.INTEGER),
                column(object, SystemNames.OWNER_ID, SQLDataType.UUID),
                column(object, SystemNames.CREATED_AT, SQLDataType.INSTANT),
                column(object, SystemNames.CREATED_BY, SQLDataType.UUID),
                column(object, SystemNames.UPDATED_AT, SQLDataType.INSTANT),
                column(object, SystemNames.UPDATED_BY, SQLDataType.UUID),
                column(object, SystemNames.DELETED_AT, SQLDataType.INSTANT),
                about ? column(object, SystemNames.SUBJECT_OBJECT, SQLDataType.CLOB) : null,
                about ? column(object, SystemNames.SUBJECT_ID, SQLDataType.UUID) : null);
    }

    private <T> Field<T> column(ObjectDefinition object, String name, org.jooq.DataType<T> type) {
        Name qualified = DSL.name(schema, object.key(), name);
        return DSL.field(qualified, type);
    }
}
