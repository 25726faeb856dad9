package io.ripeline.openapi;

import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.stereotype.Component;

/// What each kind of job results in, as the handlers' own types say it.
@Component
class JobResults {

    private final Map<String, Class<?>> types = new TreeMap<>();

    JobResults(List<JobHandler> handlers) {
        handlers.forEach(handler -> types.put(handler.kind(), answered(AopUtils.getTargetClass(handler))));
    }

    /// The types, by the words of the kinds.
    Map<String, Class<?>> types() {
        return types;
    }

    private static Class<?> answered(Class<?> handler) {
        return Arrays.stream(handler.getDeclaredMethods())
                .filter(method -> method.getName().equals("run") && !method.isBridge())
                .filter(method ->
                        Arrays.equals(method.getParameterTypes(), new Class<?>[] {Job.class, JobProgress.class}))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(handler + " does not do its jobs itself"))
                .getReturnType();
    }
}
