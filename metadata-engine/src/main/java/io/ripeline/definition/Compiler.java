package io.ripeline.definition;

import static io.ripeline.definition.DefinitionError.CONFIG_INVALID;

import io.ripeline.expression.CheckedTrees;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a {@link Model} of a {@link Definition}: resolves names, checks expressions against fields, and finds
/// every problem at once.
public final class Compiler {

    private final Written written;
    private final Definition definition;
    private final String schema;
    private final Columns columns;
    private final CheckedTrees trees;
    private final Problems problems = new Problems();

    private Compiler(Definition definition, String schema, Columns columns, CheckedTrees trees) {
        this.written = new Written(definition);
        this.definition = definition;
        this.schema = schema;
        this.columns = columns;
        this.trees = trees;
    }

    /// Compiles a document for a company whose tables stand in `schema`, and tells what its author may not have meant.
    ///
    /// @param version the number the model will bear; 0 for a draft
    public static Compiled compile(Definition definition, int version, String schema) {
        return compile(definition, version, schema, Columns.BY_NAME);
    }

    /// The same for a company some of whose fields stand in columns of other names.
    public static Compiled compile(Definition definition, int version, String schema, Columns columns) {
        return compile(definition, version, schema, columns, nothingKept());
    }

    /// The same with the checked trees of expressions: those that are there spare the check, and all that were used
    /// are there afterwards, to be stored with the version. Whoever brings them closes them.
    public static Compiled compile(
            Definition definition, int version, String schema, Columns columns, CheckedTrees trees) {
        Compiler compiler = new Compiler(definition, schema, columns, trees);
        Optional<Model> model = compiler.run(version);
        model.ifPresent(sound -> Linter.check(sound, compiler.problems));
        return new Compiled(model, compiler.problems.found());
    }

    /// Compiles a document that must be free of errors; refuses with `config-invalid`, every error at its pointer.
    public static Model model(Definition definition, int version, String schema) {
        return model(definition, version, schema, Columns.BY_NAME, nothingKept());
    }

    /// The same for a company some of whose fields stand in columns of other names.
    public static Model model(Definition definition, int version, String schema, Columns columns) {
        return model(definition, version, schema, columns, nothingKept());
    }

    /// The same with the checked trees that were stored with the version.
    public static Model model(Definition definition, int version, String schema, Columns columns, CheckedTrees trees) {
        Compiler compiler = new Compiler(definition, schema, columns, trees);
        return compiler.run(version).orElseThrow(() -> refusal(compiler.problems.found()));
    }

    /// The refusal of a document with these problems.
    public static Refused refusal(List<Problem> problems) {
        var errors = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::toViolation)
                .toList();
        return new Refused(
                CONFIG_INVALID,
                Text.counted(
                        errors.size(),
                        "The definition has %d error; nothing was published.",
                        "The definition has %d errors; nothing was published.",
                        "定义中有 %d 处错误，未发布。",
                        errors.size()),
                errors);
    }

    private static CheckedTrees nothingKept() {
        CheckedTrees none = new CheckedTrees();
        none.close();
        return none;
    }

    private Optional<Model> run(int version) {
        Map<String, ObjectModel> objects = new ObjectCompiler(written, schema, columns, problems).compile(trees);
        StandardObjects.check(objects, problems);
        Map<String, WorkingCalendar> calendars = new CalendarCompiler(definition, problems).compile();
        Map<String, Cadence> cadences = new RhythmCompiler(definition, objects, calendars, problems).compile();
        Workday workday = new WorkdayCompiler(problems).compile(definition.workday());
        Map<String, Role> roles = new AccessCompiler(definition, objects, problems).compile();
        new ScreenCompiler(definition, objects, roles.keySet(), problems).check();
        Model.Rules rules = rules(objects, roles.keySet());
        Model.Outreach outreach = new OutreachCompiler(definition, objects, problems).compile();
        if (definition.branding() != null) {
            problems.color("/branding/color", definition.branding().color());
        }
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Model(
                version, written, new Model.Parts(objects, cadences, roles, calendars, workday, rules, outreach)));
    }

    private Model.Rules rules(Map<String, ObjectModel> objects, Set<String> roles) {
        RuleCompiler compiler = new RuleCompiler(definition, objects, roles, problems);
        return new Model.Rules(
                compiler.pools(),
                compiler.assignments(),
                new AutomationCompiler(definition, objects, problems).compile(),
                new DashboardCompiler(definition, objects, roles, problems).compile());
    }
}
