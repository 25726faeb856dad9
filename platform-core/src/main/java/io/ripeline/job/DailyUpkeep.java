package io.ripeline.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Does all the chores of one company's day.
@Component
class DailyUpkeep implements JobHandler {

    static final String KIND = "upkeep";

    private final List<Chore> chores;

    DailyUpkeep(List<Chore> chores) {
        this.chores = chores;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What was done.
    ///
    /// @param steps how many, by chore
    record Done(@JsonValue Map<String, Long> steps) {

        Done {
            steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        }
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        Map<String, Long> done = new LinkedHashMap<>();
        chores.forEach(chore -> done.put(chore.key(), chore.run(progress)));
        return new Done(done);
    }
}
