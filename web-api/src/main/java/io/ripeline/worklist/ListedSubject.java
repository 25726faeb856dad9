package io.ripeline.worklist;

import io.ripeline.definition.Choice;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.process.OpenRecords;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.worklist.WorklistItem.GradeView;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What a list shows of the records its items are about. Names are shown to whoever has the item; grade and phone only
/// to those who see the record.
///
/// @param object absent where the definition has it no more
/// @param view what of its values the reader sees; absent together with the object
/// @param phoneField the first field that holds a number to call; absent where it has none
record ListedSubject(
        String key,
        @Nullable ObjectModel object,
        @Nullable FieldView view,
        @Nullable FieldModel phoneField,
        Condition seen) {

    static List<ListedSubject> of(Session session, String... keys) {
        return Arrays.stream(keys).map(key -> of(session, key)).toList();
    }

    private static ListedSubject of(Session session, String key) {
        // A follow-up about a follow-up would join the table with itself; it is shown without what it is about.
        ObjectModel object = session.model()
                .find(key)
                .filter(found -> !found.key().equals(StandardObjects.FOLLOW_UP))
                .orElse(null);
        return new ListedSubject(
                key,
                object,
                object == null ? null : FieldView.of(session, object),
                object == null ? null : phoneField(object),
                object == null ? DSL.falseCondition() : session.caller().visible(object));
    }

    private static @Nullable FieldModel phoneField(ObjectModel object) {
        return object.all().stream()
                .filter(field -> field.type() == FieldType.PHONE)
                .findFirst()
                .orElse(null);
    }

    /// The follow-ups' table with the subject's beside it.
    Table<?> beside(ObjectModel followUp) {
        return object == null || followUp.columns().subjectId() == null
                ? followUp.table()
                : followUp.table()
                        .leftJoin(object.table())
                        .on(object.columns().id().eq(followUp.columns().subjectId()));
    }

    Field<String> name() {
        FieldModel name = object == null ? null : object.nameField();
        return name == null
                ? DSL.inline("", SQLDataType.CLOB)
                : DSL.coalesce(name.column().coerce(String.class), "");
    }

    Field<String> phone() {
        return phoneField == null ? nothing() : shown(phoneField);
    }

    /// The number as the reader sees it.
    @Nullable
    String phone(@Nullable String stored) {
        return stored == null || view == null || phoneField == null
                ? null
                : view.value(phoneField, stored).map(String.class::cast).orElse(null);
    }

    /// What it is called, as the reader sees it.
    String name(String stored) {
        return view == null ? stored : view.name(stored);
    }

    Field<String> grade() {
        return scale().flatMap(scale -> Optional.ofNullable(object).flatMap(found -> found.field(scale.field())))
                .filter(field -> view != null && view.reads(field))
                .map(this::shown)
                .orElseGet(ListedSubject::nothing);
    }

    /// How much is at stake with it, where it has an amount that the reader sees and that is not zero.
    Field<BigDecimal> stake() {
        return amountField()
                .<Field<BigDecimal>>map(field ->
                        DSL.when(seen, DSL.nullif(field.column().coerce(BigDecimal.class), BigDecimal.ZERO)))
                .orElseGet(() -> DSL.castNull(SQLDataType.NUMERIC));
    }

    /// The currency of what is at stake.
    Field<String> currency() {
        return amountField()
                .map(field -> Objects.requireNonNull(field.currencyColumn()).coerce(String.class))
                .orElseGet(ListedSubject::nothing);
    }

    /// The field called `amount`, else the one called `open_amount`, else the first that holds one.
    private Optional<FieldModel> amountField() {
        return Optional.ofNullable(object)
                .flatMap(found -> found.all().stream()
                        .filter(field -> field.type() == FieldType.CURRENCY && field.currencyColumn() != null)
                        .filter(field -> view != null && view.reads(field))
                        .min(Comparator.comparing(
                                        (FieldModel field) -> !field.key().equals("amount"))
                                .thenComparing(field -> !field.key().equals("open_amount"))));
    }

    /// Whether it is neither won nor lost.
    Condition open() {
        return object == null ? DSL.trueCondition() : OpenRecords.condition(object);
    }

    private Field<String> shown(FieldModel field) {
        return DSL.when(seen, field.column().coerce(String.class));
    }

    private static Field<String> nothing() {
        return DSL.castNull(SQLDataType.CLOB);
    }

    /// How ripe it is, to sort by; -1 where nobody has said.
    Field<Integer> ripeness() {
        Map<Field<String>, Field<Integer>> ripeness = new LinkedHashMap<>();
        scale().ifPresent(scale -> scale.grades().forEach((key, grade) -> {
            if (grade.ripeness() != null) {
                ripeness.put(DSL.val(key), DSL.inline(grade.ripeness()));
            }
        }));
        return ripeness.isEmpty()
                ? DSL.inline(-1)
                : DSL.case_(grade()).mapFields(ripeness).otherwise(DSL.inline(-1));
    }

    private Optional<GradeScale> scale() {
        return Optional.ofNullable(object).map(ObjectModel::gradeScale);
    }

    /// The grade as it is answered.
    @Nullable
    GradeView view(@Nullable String grade, Locale locale) {
        if (grade == null) {
            return null;
        }
        Optional<Grade> definition = scale().map(scale -> scale.grades().get(grade));
        Optional<Choice> choice = scale().flatMap(
                        scale -> Optional.ofNullable(object).flatMap(found -> found.field(scale.field())))
                .map(field -> field.choices().get(grade));
        return new GradeView(
                grade,
                choice.map(found -> found.label().in(locale)).orElse(grade),
                choice.map(Choice::color).orElse(null),
                definition.map(Grade::ripeness).orElse(null));
    }
}
