package io.ripeline.definition;

import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.FunnelDefinition.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles what there is to do in a stage.
final class TaskCompiler {

    private final Map<String, ObjectModel> objects;
    private final Problems problems;

    TaskCompiler(Map<String, ObjectModel> objects, Problems problems) {
        this.objects = objects;
        this.problems = problems;
    }

    List<Task> compile(List<TaskDefinition> definitions, String pointer) {
        problems.atMost(pointer, definitions.size(), Limits.TASKS);
        Set<String> keys = problems.newKeys();
        List<Task> tasks = new ArrayList<>();
        for (int index = 0; index < definitions.size(); index++) {
            tasks.add(task(definitions.get(index), keys, pointer + "/" + index));
        }
        return tasks;
    }

    private Task task(TaskDefinition task, Set<String> keys, String pointer) {
        problems.key(pointer, task.key(), keys);
        problems.label(pointer + "/label", task.label());
        problems.label(pointer + "/helps", task.helps());
        if (task.channel() != null) {
            RhythmCompiler.channel(problems, task.channel(), objects, pointer + "/channel");
        }
        RhythmCompiler.after(problems, task.due(), pointer + "/due", 0);
        ObjectModel activity = objects.get(StandardObjects.ACTIVITY);
        // Without activities, which is an error of its own, there is nothing to ask.
        return new Task(
                task,
                activity == null ? null : Conditions.optional(task.when(), activity, pointer + "/when", problems));
    }
}
