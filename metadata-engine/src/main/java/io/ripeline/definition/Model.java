package io.ripeline.definition;

import static io.ripeline.definition.DefinitionError.UNKNOWN_OBJECT;

import io.ripeline.refusal.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One version of a company's definition as it runs: names resolved, expressions checked. Immutable and shared.
public final class Model {

    private final int version;
    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Map<String, Cadence> cadences;
    private final Map<String, Role> roles;
    private final WorkingCalendar calendar;

    Model(int version, Definition definition, Parts parts) {
        this.version = version;
        this.definition = definition;
        this.objects = Collections.unmodifiableMap(new LinkedHashMap<>(parts.objects()));
        this.cadences = Map.copyOf(parts.cadences());
        this.roles = Collections.unmodifiableMap(new LinkedHashMap<>(parts.roles()));
        this.calendar = parts.calendar();
    }

    record Parts(
            Map<String, ObjectModel> objects,
            Map<String, Cadence> cadences,
            Map<String, Role> roles,
            WorkingCalendar calendar) {}

    /// The number of the version; 0 while it is a draft.
    public int version() {
        return version;
    }

    /// The document it was made from.
    public Definition definition() {
        return definition;
    }

    /// Every object, in the order of the document.
    public Collection<ObjectModel> objects() {
        return objects.values();
    }

    /// The object with this key; refuses with `unknown-object`.
    public ObjectModel object(String key) {
        return find(key)
                .orElseThrow(() -> UNKNOWN_OBJECT.because(
                        Text.of("There is no object \"%s\" in this company.", "本公司没有对象“%s”。", key)));
    }

    /// The object with this key.
    public Optional<ObjectModel> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /// The rhythm with this key.
    public Optional<Cadence> cadence(String key) {
        return Optional.ofNullable(cadences.get(key));
    }

    /// The role with this key.
    public Optional<Role> role(String key) {
        return Optional.ofNullable(roles.get(key));
    }

    /// Every role, in the order of the document.
    public Collection<Role> roles() {
        return roles.values();
    }

    /// The company's working days.
    public WorkingCalendar calendar() {
        return calendar;
    }
}
