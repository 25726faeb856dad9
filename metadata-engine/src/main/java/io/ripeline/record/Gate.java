package io.ripeline.record;

import static io.ripeline.record.RecordError.NO_FUNNEL;
import static io.ripeline.record.RecordError.STAGE_CRITERIA_UNMET;
import static io.ripeline.record.RecordError.UNKNOWN_STAGE;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks what a move asks over a record as it would be after the write (ADR 0001). Whatever path a write comes by, it
/// passes here.
final class Gate {

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;

    Gate(Session session, ObjectModel object, Cause cause) {
        this.session = session;
        this.object = object;
        this.cause = cause;
    }

    /// Lets a record go on from the stage it is in to the one it would be in; refuses with `stage-not-next` or
    /// `stage-criteria-unmet`. Answers the criteria that only warn. What goes over to another funnel comes from no
    /// stage of that one.
    ///
    /// @param waived takes what an override lets pass
    List<Unmet> advance(StoredRecord before, StoredRecord after, List<Unmet> waived) {
        Optional<Funnel> found = object.funnelOf(after.values());
        if (found.isEmpty()) {
            return List.of();
        }
        Funnel funnel = found.get();
        boolean changesFunnel = changesFunnel(before, after);
        if (!changesFunnel && Objects.equals(before.value(funnel.field()), after.value(funnel.field()))) {
            return List.of();
        }
        Stage left = changesFunnel
                ? null
                : before.text(funnel.field()).map(funnel.stages()::get).orElse(null);
        return pass(funnel, left, after, waived);
    }

    /// Whether the record would go through another funnel.
    boolean changesFunnel(StoredRecord before, StoredRecord after) {
        return !object.funnelOf(before.values())
                .map(Funnel::key)
                .equals(object.funnelOf(after.values()).map(Funnel::key));
    }

    /// Lets a new record into the stage it would be in; refuses with `stage-criteria-unmet`, all criteria at once.
    /// Answers those that only warn.
    ///
    /// @param waived takes what an override lets pass
    List<Unmet> enter(StoredRecord record, List<Unmet> waived) {
        Funnel funnel = object.funnelOf(record.values()).orElse(null);
        return funnel == null ? List.of() : pass(funnel, null, record, waived);
    }

    private List<Unmet> pass(Funnel funnel, @Nullable Stage left, StoredRecord after, List<Unmet> waived) {
        Optional<String> target = after.text(funnel.field());
        if (!cause.gate() && !cause.overrides()) {
            return List.of();
        }
        Passage passage = new Passage(session, object, funnel);
        if (cause.overrides()) {
            target.map(funnel.stages()::get).ifPresent(entered -> waived.addAll(passage.waived(left, entered, after)));
            return List.of();
        }
        if (left != null && !left.leadsTo(target.orElse(""))) {
            throw Passage.notNext(left);
        }
        if (target.isEmpty()) {
            return List.of();
        }
        List<Unmet> unmet = passage.unmet(left, stage(funnel, target.get()), after);
        if (unmet.stream().anyMatch(each -> each.criterion().blocks())) {
            throw refusal(unmet);
        }
        return unmet;
    }

    /// The refusal that names what is not met.
    static Refused refusal(List<Unmet> unmet) {
        return STAGE_CRITERIA_UNMET
                .because(new Text(
                        "Not met yet: " + labels(unmet, Locale.ENGLISH, "; ") + ".",
                        "尚未满足：" + labels(unmet, Locale.SIMPLIFIED_CHINESE, "；") + "。"))
                .with("unmet", Unmet.in(TenantScope.current().locale(), unmet));
    }

    private static String labels(List<Unmet> unmet, Locale locale, String separator) {
        return unmet.stream()
                .map(Unmet::criterion)
                .filter(Criterion::blocks)
                .map(criterion -> criterion.label().in(locale))
                .collect(Collectors.joining(separator));
    }

    /// The funnel a record with these values goes through; refuses with `no-funnel`.
    static Funnel funnelOf(ObjectModel object, Map<String, ? extends @Nullable Object> values) {
        return object.funnelOf(values)
                .orElseThrow(() -> NO_FUNNEL.because(
                        Text.of("Records of %s do not move through a funnel.", "对象 %s 没有销售漏斗。", object.key())));
    }

    /// Refuses with `unknown-stage` a record that would be in a stage of a funnel it does not go through.
    void belongs(StoredRecord record) {
        object.funnelOf(record.values())
                .ifPresent(funnel -> record.text(funnel.field())
                        .filter(stage -> isStage(stage) && !funnel.stages().containsKey(stage))
                        .ifPresent(stage -> stage(funnel, stage)));
    }

    private boolean isStage(String key) {
        return object.funnels().stream().anyMatch(funnel -> funnel.stages().containsKey(key));
    }

    /// The stage with this key; refuses with `unknown-stage`.
    static Stage stage(Funnel funnel, String key) {
        Stage stage = funnel.stages().get(key);
        if (stage == null) {
            throw unknown(funnel, key, "/stage");
        }
        return stage;
    }

    /// Refuses with `unknown-stage` a key that is a stage of none of the object's funnels.
    static void known(ObjectModel object, String key, String pointer) {
        Funnel funnel = funnelOf(object, Map.of());
        if (object.funnels().stream().noneMatch(each -> each.stages().containsKey(key))) {
            throw unknown(funnel, key, pointer);
        }
    }

    private static Refused unknown(Funnel funnel, String key, String pointer) {
        return UNKNOWN_STAGE.at(
                pointer,
                Text.of(
                        "There is no stage \"%s\"; known: %s.",
                        "没有阶段“%s”，可用：%s。",
                        key,
                        String.join(", ", funnel.stages().keySet())));
    }
}
