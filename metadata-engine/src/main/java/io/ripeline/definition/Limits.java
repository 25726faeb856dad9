package io.ripeline.definition;

/// How large the parts of a document may be. Far above what companies have, and low enough that compiling and showing
/// the document stays quick.
final class Limits {

    static final int OBJECTS = 300;
    /// What a table takes with all that stands beside a field's own column; the operator's bound is lower.
    static final int FIELDS = 1_000;
    static final int OPTIONS = 1_000;
    static final int FUNNELS = 100;
    static final int STAGES = 50;
    static final int GRADES = 50;
    static final int CRITERIA = 50;
    static final int TASKS = 50;
    static final int CADENCES = 300;
    static final int STEPS = 100;
    static final int CALENDARS = 50;
    static final int HOLIDAYS = 1_000;
    static final int ROLES = 200;
    static final int RULES = 300;
    static final int MEMBERS = 1_000;
    static final int ACTIONS = 20;
    static final int VIEWS = 1_000;
    static final int COLUMNS = 300;
    static final int SECTIONS = 50;
    static final int DASHBOARDS = 100;
    static final int TILES = 50;

    /// Conditions and values of the whole document. Checking one takes about a millisecond.
    static final int EXPRESSIONS = 5_000;

    /// Characters of one text for people.
    static final int LABEL = 4_000;

    /// Ten years.
    static final int DAYS = 3_650;

    /// A week.
    static final int UNDO_MINUTES = 10_080;

    private Limits() {}
}
