package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.MIGRATION_INVALID;
import static io.ripeline.publishing.PublishingError.VALUE_IN_USE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StrayStage;
import io.ripeline.record.Cause;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Finds the stages, grades and options that a draft removes, and moves the records that bear them.
final class RemovedValues {

    /// @param bearing the records that bear it
    private record Removed(ObjectModel object, FieldModel field, String value, Condition bearing, int bearers) {}

    private final Session session;
    private final Model next;
    private final List<ValueMapping> mappings;

    /// @param session sees the model in force
    RemovedValues(Session session, Model next, List<ValueMapping> mappings) {
        this.session = session;
        this.next = next;
        this.mappings = mappings;
    }

    /// Whether anything goes that a record could bear.
    boolean any() {
        return session.model().objects().stream()
                .anyMatch(object -> object.all().stream()
                                .anyMatch(field -> !goneFrom(object, field).isEmpty())
                        || next.find(object.key())
                                .filter(after -> !StrayStage.of(object, after).isEmpty())
                                .isPresent());
    }

    /// Maps every record that bears a removed value; refuses with `value-in-use` where no mapping is given, and
    /// `migration-invalid` where one leads nowhere.
    void map(Records records) {
        List<Removed> removed = removed();
        List<Violation> unmapped = new ArrayList<>();
        for (Removed each : removed) {
            Optional<ValueMapping> mapping = mappingOf(each);
            if (mapping.isEmpty()) {
                unmapped.add(violation(each));
            } else {
                checkTarget(mapping.get());
            }
        }
        if (!unmapped.isEmpty()) {
            throw new Refused(VALUE_IN_USE, unmapped.getFirst().message(), unmapped);
        }
        removed.forEach(each -> move(records, each, mappingOf(each).orElseThrow()));
    }

    private Optional<ValueMapping> mappingOf(Removed removed) {
        return mappings.stream()
                .filter(mapping -> mapping.object().equals(removed.object().key())
                        && mapping.field().equals(removed.field().key())
                        && removed.value().equals(mapping.from()))
                .findFirst();
    }

    private void checkTarget(ValueMapping mapping) {
        boolean known = next.find(mapping.object())
                .flatMap(object -> object.field(mapping.field()))
                .filter(field -> mapping.to() != null && field.choices().containsKey(mapping.to()))
                .isPresent();
        if (!known) {
            throw MIGRATION_INVALID.at(
                    "/migrations",
                    Text.of(
                            "The new version has no value \"%s\" to map to.",
                            "新版本中没有可映射到的值“%s”。", String.valueOf(mapping.to())));
        }
    }

    private static Violation violation(Removed removed) {
        Text label = removed.field().definition().label().text();
        return new Violation(
                "/migrations",
                VALUE_IN_USE.code(),
                new Text(
                        (removed.bearers() == 1
                                        ? "%d record of %s still has %s = \"%s\"; say in migrations which value it shall have."
                                        : "%d records of %s still have %s = \"%s\"; say in migrations which value they shall have.")
                                .formatted(removed.bearers(), removed.object().key(), label.en(), removed.value()),
                        "%s 中仍有 %d 条记录的“%s”为“%s”，请在 migrations 中指明其新值。"
                                .formatted(removed.object().key(), removed.bearers(), label.zh(), removed.value())));
    }

    private List<Removed> removed() {
        List<Removed> removed = new ArrayList<>();
        for (ObjectModel object : session.model().objects()) {
            for (FieldModel field : object.all()) {
                goneFrom(object, field).stream()
                        .map(value -> removed(object, field, value, DSL.trueCondition()))
                        .filter(each -> each.bearers() > 0)
                        .forEach(removed::add);
            }
        }
        for (ObjectModel object : session.model().objects()) {
            next.find(object.key())
                    .ifPresent(after -> StrayStage.of(object, after)
                            .forEach(stray -> Optional.of(removed(object, stray.field(), stray.stage(), stray.among()))
                                    .filter(each -> each.bearers() > 0)
                                    .ifPresent(removed::add)));
        }
        // A record must be in its new funnel before it can be in one of that funnel's stages.
        removed.sort(Comparator.comparing(
                each -> each.object().funnelBy().filter(each.field()::equals).isEmpty()));
        return removed;
    }

    private List<String> goneFrom(ObjectModel object, FieldModel field) {
        return next.find(object.key())
                .flatMap(model -> model.field(field.key()))
                .filter(kept -> field.type().hasChoices() && kept.type() == field.type())
                .map(kept -> field.choices().keySet().stream()
                        .filter(value -> !kept.choices().containsKey(value))
                        .toList())
                .orElse(List.of());
    }

    private Removed removed(ObjectModel object, FieldModel field, String value, Condition among) {
        Condition bearing = bears(object, field, value).and(among);
        int bearers = session.transaction().sql().fetchCount(object.table(), bearing);
        return new Removed(object, field, value, bearing, bearers);
    }

    private static Condition bears(ObjectModel object, FieldModel field, String value) {
        Condition borne = field.type() == FieldType.MULTI_SELECT
                ? DSL.val(value).eq(DSL.any(several(field)))
                : DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB).eq(value);
        return borne.and(object.columns().deletedAt().isNull());
    }

    private void move(Records records, Removed removed, ValueMapping mapping) {
        ObjectModel object = next.object(removed.object().key());
        Session after = new Session(session.transaction(), next, session.caller());
        var bearers = session.transaction()
                .sql()
                .select(object.columns().id(), removed.field().column())
                .from(object.table())
                .where(removed.bearing())
                .orderBy(object.columns().id())
                .fetch();
        bearers.forEach(bearer -> {
            Object value = replaced(bearer.value2(), removed.value(), Objects.requireNonNull(mapping.to()));
            RecordChanges change = RecordChanges.of(Map.of(removed.field().key(), value));
            records.update(after, object, bearer.value1(), change, Precondition.NONE, Cause.MIGRATION);
        });
    }

    private static Object replaced(@Nullable Object borne, String from, String to) {
        return borne instanceof String[] several
                ? Arrays.stream(several)
                        .map(each -> each.equals(from) ? to : each)
                        .distinct()
                        .toList()
                : to;
    }

    private static Field<String[]> several(FieldModel field) {
        return DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB.array());
    }
}
