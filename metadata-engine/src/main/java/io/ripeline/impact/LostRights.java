package io.ripeline.impact;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.identity.Member;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What members may do or see no longer.
final class LostRights {

    private final Weighing weighing;
    private final List<Effect> effects = new ArrayList<>();

    LostRights(Weighing weighing) {
        this.weighing = weighing;
    }

    /// Only what hits a member.
    List<Effect> effects() {
        Map<String, Long> bearers = weighing.session().caller().directory().all().stream()
                .filter(Member::active)
                .collect(Collectors.groupingBy(Member::role, Collectors.counting()));
        long members = bearers.values().stream().mapToLong(count -> count).sum();
        for (Role role : weighing.session().model().roles()) {
            Count count =
                    new Count(members, bearers.getOrDefault(role.definition().key(), 0L));
            if (count.failing() > 0) {
                weighing.draft()
                        .role(role.definition().key())
                        .ifPresentOrElse(next -> compare(role, next, count), () -> add(role, null, "role", count));
            }
        }
        return effects;
    }

    private void compare(Role role, Role next, Count count) {
        if (role.admin() && !next.admin()) {
            add(role, null, "admin", count);
        }
        if (next.scope().compareTo(role.scope()) < 0) {
            add(role, null, "scope", count);
        }
        for (Weighing.Pair object : weighing.objects()) {
            String lost = Arrays.stream(Right.values())
                    .filter(right -> role.may(right, object.standing().key())
                            && !next.may(right, object.next().key()))
                    .map(right -> right.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(","));
            if (!lost.isEmpty()) {
                add(role, object.next(), lost, count);
            }
            fields(role, next, object, count);
        }
    }

    private void fields(Role role, Role next, Weighing.Pair object, Count count) {
        for (FieldModel field : object.next().all()) {
            object.standing().field(field.key()).ifPresent(old -> {
                FieldAccess was = role.access(object.standing().key(), old);
                FieldAccess is = next.access(object.next().key(), field);
                if (is.compareTo(was) < 0) {
                    effects.add(narrowed(role, object.next(), field, was, is, count));
                }
            });
        }
    }

    private static Effect narrowed(
            Role role, ObjectModel object, FieldModel field, FieldAccess was, FieldAccess is, Count count) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("role", role.definition().key());
        names.put("field", field.key());
        names.put("from", was.name().toLowerCase(Locale.ROOT));
        names.put("to", is.name().toLowerCase(Locale.ROOT));
        Text name = role.definition().label().text();
        Text label = field.definition().label().text();
        Text lost = new Text(
                "%s: %s, %s → %s".formatted(name.en(), label.en(), names.get("from"), names.get("to")),
                "%s：%s，%s → %s".formatted(name.zh(), label.zh(), names.get("from"), names.get("to")));
        return new Effect(Kind.RIGHTS, object.key(), names, lost, count, null);
    }

    private void add(Role role, @Nullable ObjectModel object, String lost, Count count) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("role", role.definition().key());
        names.put("right", lost);
        effects.add(new Effect(
                Kind.RIGHTS, object == null ? null : object.key(), names, label(role, object, lost), count, null));
    }

    private static Text label(Role role, @Nullable ObjectModel object, String lost) {
        Text name = role.definition().label().text();
        Text where = object == null
                ? Text.verbatim("")
                : new Text(
                        " " + object.definition().label().text().en(),
                        object.definition().label().text().zh());
        return new Text(
                "%s: %s%s".formatted(name.en(), lost, where.en()), "%s：%s %s".formatted(name.zh(), where.zh(), lost));
    }
}
