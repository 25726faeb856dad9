package io.ripeline.definition;

import static io.ripeline.definition.DefinitionError.UNKNOWN_OBJECT;

import io.ripeline.expression.Expression;
import io.ripeline.refusal.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One version of a company's definition as it runs: names resolved, expressions checked. Immutable and shared.
public final class Model {

    private final int version;
    private final Written written;
    private final Map<String, ObjectModel> objects;
    private final Map<String, Cadence> cadences;
    private final Map<String, Role> roles;
    private final Map<String, WorkingCalendar> calendars;
    private final Workday workday;
    private final Rules rules;
    private final Outreach outreach;

    Model(int version, Written written, Parts parts) {
        this.version = version;
        this.written = written;
        this.objects = InOrder.of(parts.objects());
        this.cadences = InOrder.of(parts.cadences());
        this.roles = InOrder.of(parts.roles());
        this.calendars = InOrder.of(parts.calendars());
        this.workday = parts.workday();
        this.rules = parts.rules();
        this.outreach = parts.outreach();
    }

    record Parts(
            Map<String, ObjectModel> objects,
            Map<String, Cadence> cadences,
            Map<String, Role> roles,
            Map<String, WorkingCalendar> calendars,
            Workday workday,
            Rules rules,
            Outreach outreach) {}

    record Outreach(@Nullable Expression effective, Map<String, MailTemplate> templates) {

        Outreach {
            templates = InOrder.of(templates);
        }
    }

    record Rules(
            Map<String, Pool> pools,
            List<Assignment> assignments,
            List<Automation> automations,
            Map<String, Dashboard> dashboards) {

        Rules {
            pools = InOrder.of(pools);
            assignments = List.copyOf(assignments);
            automations = List.copyOf(automations);
            dashboards = InOrder.of(dashboards);
        }
    }

    /// The number of the version; 0 while it is a draft.
    public int version() {
        return version;
    }

    /// The document it was made from. Unpacked when it was not asked for lately, which takes some milliseconds.
    public Definition definition() {
        return written.definition();
    }

    /// The same, for being kept: the document packed, and what was made for compiling alone let go of.
    public Model settled() {
        written.pack();
        objects.values().forEach(ObjectModel::settle);
        return this;
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

    /// Every rhythm, in the order of the document.
    public Collection<Cadence> cadences() {
        return cadences.values();
    }

    /// The company's own working days: the default calendar, else the first, else Monday to Friday.
    public WorkingCalendar calendar() {
        return calendars.values().stream().findFirst().orElseGet(WorkingCalendar::weekdays);
    }

    /// How members work off what is planned.
    public Workday workday() {
        return workday;
    }

    /// The calendar with this key.
    public Optional<WorkingCalendar> calendar(String key) {
        return Optional.ofNullable(calendars.get(key));
    }

    /// The pools of an object, in the order of the document.
    public List<Pool> pools(String object) {
        return rules.pools().values().stream()
                .filter(pool -> pool.object().equals(object))
                .toList();
    }

    /// The pool with this key.
    public Optional<Pool> pool(String key) {
        return Optional.ofNullable(rules.pools().get(key));
    }

    /// Who gets new records of an object: the first that applies.
    public List<Assignment> assignments(String object) {
        return rules.assignments().stream()
                .filter(assignment -> assignment.object().equals(object))
                .toList();
    }

    /// Every assignment, in the order of the document.
    public List<Assignment> assignments() {
        return rules.assignments();
    }

    /// What the platform does by itself with records of an object, in the order of the document.
    public List<Automation> automations(String object) {
        return rules.automations().stream()
                .filter(automation -> automation.object().equals(object))
                .toList();
    }

    /// Every automation, in the order of the document.
    public List<Automation> automations() {
        return rules.automations();
    }

    /// Which activities count as contacts, where the company says.
    public Optional<Expression> effectiveContact() {
        return Optional.ofNullable(outreach.effective());
    }

    /// The mails that may be written about records of an object, in the order of the document.
    public List<MailTemplate> mailTemplates(String object) {
        return outreach.templates().values().stream()
                .filter(template -> template.definition().object().equals(object))
                .toList();
    }

    /// Every dashboard, in the order of the document.
    public Collection<Dashboard> dashboards() {
        return rules.dashboards().values();
    }
}
