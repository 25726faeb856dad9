package io.ripeline.duplicate;

import io.ripeline.definition.DuplicateRule;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.definition.Role.Right;
import io.ripeline.expression.Expression;
import io.ripeline.record.DuplicateMatch;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Tells the acting member what was found: whose the record is and in which pool it lies. Of one that she does not see
/// she learns no id and no more than the beginning of its name.
final class Telling {

    private static final int SHOWN_OF_NAME = 3;
    private static final double HUNDREDTHS = 100;

    private final Session session;
    private final ObjectModel object;
    private final FieldView view;
    private final Locale locale;
    private final Set<UUID> visible;

    /// @param own records that the member is writing herself
    Telling(Session session, ObjectModel object, Collection<Found> found, Set<UUID> own) {
        this.session = session;
        this.object = object;
        this.view = FieldView.of(session, object);
        this.locale = TenantScope.current().locale();
        this.visible = visible(found, own);
    }

    private Set<UUID> visible(Collection<Found> found, Set<UUID> own) {
        Set<UUID> visible = new HashSet<>(own);
        if (!found.isEmpty() && reads()) {
            UUID[] ids =
                    found.stream().map(each -> each.other().id()).distinct().toArray(UUID[]::new);
            visible.addAll(session.transaction()
                    .sql()
                    .select(object.columns().id())
                    .from(object.table())
                    .where(object.columns().id().eq(DSL.any(ids)))
                    .and(session.caller().visible(object))
                    .fetch(object.columns().id()));
        }
        return visible;
    }

    private boolean reads() {
        return session.caller().role().may(Right.READ, object.key());
    }

    DuplicateMatch tell(Found found) {
        DuplicateRule rule = found.rule();
        List<String> fields =
                rule.fields().stream().filter(view::knows).map(FieldModel::key).toList();
        return new DuplicateMatch(
                rule.key(),
                label(rule).in(locale),
                message(rule).in(locale),
                rule.blocks() ? "block" : "warn",
                Math.round(found.score() * HUNDREDTHS) / HUNDREDTHS,
                object.key(),
                reads() ? twin(found.other()) : null,
                fields);
    }

    private Text label(DuplicateRule rule) {
        Label label = rule.definition().label();
        return label == null ? Text.verbatim(rule.key()) : label.text();
    }

    private Text message(DuplicateRule rule) {
        Label message = rule.definition().message();
        Text plural = object.definition().label().text();
        return message != null
                ? message.text()
                : new Text(
                        "There is such a record of %s already; use it instead of making another one."
                                .formatted(plural.en()),
                        "已有相同的“%s”记录，请直接使用，不要重复新建。".formatted(plural.zh()));
    }

    private DuplicateMatch.Twin twin(StoredRecord other) {
        boolean sees = visible.contains(other.id());
        UUID owner = other.ownerId();
        return new DuplicateMatch.Twin(
                sees ? other.id() : null,
                name(other, sees),
                owner == null
                        ? null
                        : new DuplicateMatch.Owner(
                                owner, session.caller().directory().nameOf(owner)),
                owner == null ? pool(other).orElse(null) : null);
    }

    private String name(StoredRecord other, boolean sees) {
        FieldModel field = object.nameField();
        String name = field == null
                ? ""
                : other.value(field.key()).map(Object::toString).orElse("");
        if (sees || field == null || !view.reads(field)) {
            return view.name(name);
        }
        int length = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, Math.min(SHOWN_OF_NAME, length / 2))) + "***";
    }

    private Optional<DuplicateMatch.InPool> pool(StoredRecord other) {
        return session.model().pools(object.key()).stream()
                .filter(pool -> holds(pool.when(), other))
                .findFirst()
                .map(pool -> new DuplicateMatch.InPool(pool.key(), label(pool)));
    }

    private String label(Pool pool) {
        return pool.definition().label().in(locale);
    }

    private boolean holds(@Nullable Expression when, StoredRecord record) {
        return when == null || when.holds(session.facts(object, record, when.needs()));
    }
}
