package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.expression.Vocabulary;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compiles objects with their fields, then the funnel and grade scale on each.
final class ObjectCompiler {

    private static final Set<String> VISIBILITIES = Set.of("private", "team", "public");
    private static final Set<FieldType> NAMING =
            Set.of(FieldType.TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.AUTO_NUMBER);

    private final Written written;
    private final Definition definition;
    private final String schema;
    private final Columns columns;
    private final Problems problems;

    ObjectCompiler(Written written, String schema, Columns columns, Problems problems) {
        this.written = written;
        this.definition = written.definition();
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
            compiled.put(object.key(), object(object, index));
        }
        new ReverseNames(definition, problems).check();
        Vocabularies vocabularies = new Vocabularies(trees);
        Map<String, ObjectModel> named = vocabularies.attach(compiled);
        Map<String, ObjectModel> inProcess = new ProcessCompiler(definition, problems).attach(named);
        Map<String, ObjectModel> ruled = new FieldRuleCompiler(problems).attach(definition, inProcess);
        return vocabularies.whole(new DerivedCompiler(definition, problems).attach(ruled));
    }

    private ObjectModel object(ObjectDefinition object, int place) {
        String pointer = "/objects/" + place;
        ObjectTable table = new ObjectTable(written, place, schema);
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
            field(table, index, at).ifPresent(model -> fields.put(model.key(), model));
        }
        return new ObjectModel(table, fields, nameField(object, fields, pointer));
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

    private Optional<FieldModel> field(ObjectTable table, int place, String pointer) {
        FieldDefinition field = table.definition().fields().get(place);
        Optional<Map<String, Choice>> choices = Choices.fromProcess(definition, table.definition(), field.key());
        return new FieldCompiler(new DerivedTypes(definition), problems, pointer, field)
                .compile(table, place, columns, choices, objectKeys());
    }

    private Set<String> objectKeys() {
        return definition.objects().stream()
                .map(ObjectDefinition::key)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
