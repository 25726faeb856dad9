package io.ripeline.definition;

import io.ripeline.expression.Vocabulary;
import io.ripeline.refusal.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks how objects call the lists of the records that point to them: a key, and none that stands for something else
/// there.
final class ReverseNames {

    private final List<ObjectDefinition> objects;
    private final Problems problems;
    private final Map<String, Set<String>> taken = new HashMap<>();

    ReverseNames(Definition definition, Problems problems) {
        this.objects = definition.objects();
        this.problems = problems;
    }

    void check() {
        for (ObjectDefinition object : objects) {
            Set<String> names = new HashSet<>(SystemNames.ALL);
            object.fields().forEach(field -> names.add(field.key()));
            taken.put(object.key(), names);
        }
        for (int index = 0; index < objects.size(); index++) {
            about(objects.get(index), "/objects/" + index + "/reverse");
        }
        for (int index = 0; index < objects.size(); index++) {
            ObjectDefinition object = objects.get(index);
            for (int at = 0; at < object.fields().size(); at++) {
                ObjectDefinition.FieldDefinition field = object.fields().get(at);
                Set<String> names = taken.get(String.valueOf(field.target()));
                if (field.reverse() != null && names != null) {
                    take(field.reverse(), names, "/objects/%d/fields/%d/reverse".formatted(index, at));
                }
            }
        }
    }

    private void about(ObjectDefinition object, String pointer) {
        boolean about = Boolean.TRUE.equals(object.about());
        @Nullable String reverse = object.reverse();
        if (!about && reverse != null) {
            problems.error(
                    pointer,
                    "reverse-unfit",
                    Text.of("Records of \"%s\" are about no others.", "对象“%s”的记录不属于其他记录。", object.key()),
                    Text.of(
                            "Write the reverse name at the lookup that points to the other object.",
                            "请在指向另一对象的关联字段上填写反向名称。"));
        } else if (about && reverse != null) {
            everywhere(reverse, pointer);
        } else if (about) {
            Vocabularies.standardList(object.key())
                    .ifPresent(standard -> taken.values().forEach(names -> names.add(standard)));
        }
    }

    /// The same name is wanted at each object its records may be about; the first place where it is not free is told.
    private void everywhere(String reverse, String pointer) {
        for (ObjectDefinition other : objects) {
            Set<String> names = Boolean.TRUE.equals(other.about()) ? null : taken.get(other.key());
            if (names != null && !take(reverse, names, pointer)) {
                return;
            }
        }
    }

    private boolean take(String reverse, Set<String> names, String pointer) {
        if (reverse.length() > Problems.LONGEST_KEY
                || !Problems.KEY.matcher(reverse).matches()
                || Vocabulary.reserves(reverse)) {
            problems.error(
                    pointer,
                    "key-malformed",
                    Text.of("\"%s\" is not a key.", "“%s” 不能作为键。", reverse),
                    Text.of(
                            "Keys are lower-case letters, digits and single underscores, begin with a letter and have at most %d characters.",
                            "键由小写字母、数字和单个下划线组成，以字母开头，最多 %d 个字符。", Problems.LONGEST_KEY));
            return false;
        }
        boolean free = names.add(reverse);
        if (!free) {
            problems.error(
                    pointer,
                    "reverse-taken",
                    Text.of("\"%s\" stands for something else there already.", "“%s”在那里已有其他含义。", reverse),
                    Text.of(
                            "Choose a name that is neither a field nor another list of that object.",
                            "请选择该对象未用作字段或其他列表的名称。"));
        }
        return free;
    }
}
