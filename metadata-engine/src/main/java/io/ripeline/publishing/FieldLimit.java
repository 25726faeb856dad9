package io.ripeline.publishing;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Problem;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How many fields an object may have on this platform. Asked when a version is checked and published, not when one is
/// read: what is in force goes on although the platform's operator lowers the limit.
@Component
class FieldLimit {

    private final int most;

    /// @param most the operator's bound, `ripeline.limits.fields-per-object`; the tables themselves take up to 1,000
    FieldLimit(@Value("${ripeline.limits.fields-per-object:300}") int most) {
        this.most = most;
    }

    /// The objects that have more.
    List<Problem> problems(Model next) {
        List<Problem> problems = new ArrayList<>();
        int index = 0;
        for (ObjectModel object : next.objects()) {
            if (object.fields().size() > most) {
                problems.add(new Problem(
                        "/objects/%d/fields".formatted(index),
                        "too-many-fields",
                        Problem.Severity.ERROR,
                        Text.of(
                                "%s has %d fields; this platform allows %d.",
                                "对象 %s 有 %d 个字段，平台最多允许 %d 个。",
                                object.key(),
                                object.fields().size(),
                                most),
                        Text.of(
                                "Move some to an object of their own, or ask the platform's operator to raise the limit.",
                                "请把部分字段移到单独的对象，或请平台管理员提高上限。")));
            }
            index++;
        }
        return problems;
    }
}
