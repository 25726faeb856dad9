package io.ripeline.pool;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Callers;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Forgets that a record was about to fall back to a pool when somebody is in touch about it, or when it gets another
/// owner or grade, within the write that did it.
@Component
class ClearWarnings {

    private final Warnings warnings;
    private final Callers callers;

    ClearWarnings(Warnings warnings, Callers callers) {
        this.warnings = warnings;
        this.callers = callers;
    }

    @EventListener
    void on(RecordsWritten written) {
        ObjectModel object = written.object();
        boolean contacts = object.key().equals(StandardObjects.ACTIVITY);
        Stream<ObjectModel> concerned = contacts
                ? written.model().objects().stream()
                : Stream.of(object).filter(each -> !each.about());
        List<Pool> pools = concerned
                .flatMap(each -> written.model().pools(each.key()).stream())
                .filter(ClearWarnings::warns)
                .toList();
        if (pools.isEmpty()) {
            return;
        }
        Session session = callers.following(written.transaction(), written.model());
        for (Pool pool : pools) {
            Set<UUID> records = contacts ? subjects(written, pool.object()) : changed(written);
            if (!records.isEmpty()) {
                Warnings.warned(session, pool).ifPresent(reclaiming -> warnings.clear(session, reclaiming, records));
            }
        }
    }

    private static boolean warns(Pool pool) {
        Integer days = pool.definition().warnDays();
        return days != null && days > 0 && pool.definition().reclaimAfterDays() != null;
    }

    private static Set<UUID> subjects(RecordsWritten activities, String object) {
        return activities.all().stream()
                .flatMap(each -> Stream.ofNullable(each.after().subject()))
                .filter(subject -> subject.object().equals(object))
                .map(subject -> subject.id())
                .collect(Collectors.toSet());
    }

    private static Set<UUID> changed(RecordsWritten written) {
        return written.all().stream()
                .filter(each -> each.before() != null)
                .map(each -> each.after().id())
                .collect(Collectors.toSet());
    }
}
