package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Label;
import io.ripeline.definition.LayoutDefinition;
import io.ripeline.definition.LayoutDefinition.SectionDefinition;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.ViewDefinition;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantScope;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the screen shows of an object to a reader: layout and views, with the fields she knows of.
final class Screen {

    private static final int ON_A_CARD = 3;
    private static final int IN_A_LIST = 6;

    private final Session session;
    private final ObjectModel object;

    Screen(Session session, ObjectModel object) {
        this.session = session;
        this.object = object;
    }

    record SectionPart(String key, String label, List<String> fields) {}

    record LayoutPart(List<String> card, List<String> list, List<String> form, List<SectionPart> sections) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ViewPart(
            String key,
            String label,
            String kind,
            List<String> columns,
            @Nullable String filter,
            @Nullable String sort) {}

    record RelatedPart(String object, String label, String field, String fieldLabel) {}

    /// The lists of records that point to one of this object, by which field: those that the reader may see.
    List<RelatedPart> related() {
        return session.model().objects().stream()
                .filter(other -> session.caller().role().may(Right.READ, other.key()))
                .flatMap(other -> {
                    FieldView view = FieldView.of(session, other);
                    return other.all().stream()
                            .filter(field ->
                                    object.key().equals(field.definition().target()) && view.knows(field))
                            .map(field -> related(other, field));
                })
                .toList();
    }

    private static RelatedPart related(ObjectModel other, FieldModel field) {
        Label plural = Objects.requireNonNullElse(
                other.definition().plural(), other.definition().label());
        return new RelatedPart(
                other.key(), text(plural), field.key(), text(field.definition().label()));
    }

    /// The company's layout, completed where it says nothing.
    LayoutPart layout() {
        List<String> fields = known(object.fields().keySet());
        return session.model().definition().layouts().stream()
                .filter(layout -> layout.object().equals(object.key()))
                .findFirst()
                .map(layout -> layout(layout, fields))
                .orElseGet(() -> new LayoutPart(first(fields, ON_A_CARD), first(fields, IN_A_LIST), fields, List.of()));
    }

    private LayoutPart layout(LayoutDefinition layout, List<String> fields) {
        return new LayoutPart(
                shown(layout.card(), first(fields, ON_A_CARD)),
                shown(layout.list(), first(fields, IN_A_LIST)),
                shown(layout.form(), fields),
                layout.sections().stream().map(this::section).toList());
    }

    private SectionPart section(SectionDefinition section) {
        return new SectionPart(section.key(), text(section.label()), known(section.fields()));
    }

    private List<String> shown(List<String> chosen, List<String> otherwise) {
        return chosen.isEmpty() ? otherwise : known(chosen);
    }

    private static List<String> first(List<String> fields, int count) {
        return fields.subList(0, Math.min(count, fields.size()));
    }

    /// Of some fields and system values, those that the reader knows of.
    private List<String> known(Collection<String> names) {
        FieldView view = FieldView.of(session, object);
        return names.stream()
                .filter(name ->
                        object.field(name).filter(field -> !view.knows(field)).isEmpty())
                .toList();
    }

    /// The views that the reader's role is offered.
    List<ViewPart> views() {
        return session.model().definition().views().stream()
                .filter(view -> view.object().equals(object.key())
                        && view.isFor(session.caller().role()))
                .map(this::view)
                .toList();
    }

    private ViewPart view(ViewDefinition view) {
        return new ViewPart(
                view.key(),
                text(view.label()),
                Objects.requireNonNullElse(view.kind(), "list"),
                known(view.columns()),
                view.filter(),
                view.sort());
    }

    private static String text(Label label) {
        return label.in(TenantScope.current().locale());
    }
}
