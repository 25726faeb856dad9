package io.ripeline.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why a record is written; kept in its history.
///
/// @param key `api`, `move`, `automation`, `import`, `rhythm`, `worklist`, `migration`, `delete`, `merge`,
/// `repoint`, `sample`, `claim`, `release`, `reclaim`, `transfer`, `transfer-undo`, `revert`, `call`, `mail`, `undo`,
/// `grade` or `task`
/// @param reason what a person gave as her reason
/// @param rights whether the acting member's rights are asked: the platform's own steps run on behalf of everyone
/// @param gate whether stage criteria are asked; only an override by a permitted person leaves them out
/// @param duplicates which of the rules against duplicates are asked
public record Cause(String key, @Nullable String reason, boolean rights, boolean gate, Duplicates duplicates) {

    /// Which of the rules against duplicates are asked.
    public enum Duplicates {
        ALL,
        /// Those that warn have been heard.
        BLOCKING,
        /// They have been asked before, for many records at once.
        NONE
    }

    public Cause(String key, @Nullable String reason, boolean rights, boolean gate) {
        this(key, reason, rights, gate, Duplicates.ALL);
    }

    private static final Set<String> MANY =
            Set.of("import", "migration", "sample", "delete", "merge", "repoint", "revert");

    private static final String AUTOMATION = "automation";

    /// A member writes through the API.
    public static final Cause API = new Cause("api", null, true, true);

    /// A member moves a card.
    public static final Cause MOVE = new Cause("move", null, true, true);

    /// A row of a file.
    public static final Cause IMPORT = new Cause("import", null, true, true);

    /// The platform plans by a cadence.
    public static final Cause RHYTHM = new Cause("rhythm", null, false, true);

    /// A member finishes an item of the day's list.
    public static final Cause WORKLIST = new Cause("worklist", null, false, true);

    /// A telephone system tells of a call that was made.
    public static final Cause CALL = new Cause("call", null, false, true);

    /// A mail is written, or it is known what became of it.
    public static final Cause MAIL = new Cause("mail", null, false, true);

    /// A published definition maps values that it removes.
    public static final Cause MIGRATION = new Cause("migration", null, false, false);

    /// A record is deleted, and others lose their link to it.
    public static final Cause DELETE = new Cause("delete", null, false, false);

    /// A member merges records.
    public static final Cause MERGE = new Cause("merge", null, true, true);

    /// What a record pointed to was merged into another one.
    public static final Cause REPOINT = new Cause("repoint", null, false, false);

    /// The sample of a template.
    public static final Cause SAMPLE = new Cause("sample", null, false, false);

    /// What a file brought in is taken back. The record was there like that before, so nothing is asked of it.
    public static final Cause REVERT = new Cause("revert", null, true, false);

    /// What a job changed in many records is taken back. Whoever asked for the job may do that, whosever the records
    /// are
    /// by now.
    public static final Cause BULK_UNDO = new Cause("revert", null, false, false);

    /// A member takes back a move that was a mistake. The record was there like that before, so nothing is asked of it.
    public static final Cause UNDO = new Cause("undo", null, false, false);

    /// A record entered a stage in which there is something to do; the reason says what.
    public static final Cause TASK = new Cause("task", null, false, true);

    /// The grade that a record's criteria speak for is taken by itself.
    public static final Cause GRADE = new Cause("grade", null, false, true);

    /// A member claims a record from a pool; the reason is the pool's key.
    public static final Cause CLAIM = new Cause("claim", null, false, true);

    /// A record goes back to its pool, and why.
    public static final Cause RELEASE = new Cause("release", null, false, false);

    /// A record nobody was in touch about for too long falls back to its pool; the reason is the pool's key.
    public static final Cause RECLAIM = new Cause("reclaim", null, false, false);

    /// A record is given to another member with all that is planned and known about it.
    public static final Cause TRANSFER = new Cause("transfer", null, false, false);

    /// A transfer is taken back.
    public static final Cause TRANSFER_UNDO = new Cause("transfer-undo", null, false, false);

    private static final Set<String> HANDS = Set.of("claim", "release", "reclaim", "transfer", "transfer-undo");
    private static final Set<String> TRANSFERS = Set.of("transfer", "transfer-undo");

    /// Whether the record is given on as it stands, so that no plan, rhythm or rule changes for it.
    public boolean isTransfer() {
        return TRANSFERS.contains(key);
    }

    /// An automation of the company acts on a change.
    public static Cause automation(String automation) {
        return new Cause(AUTOMATION, automation, false, true);
    }

    /// Whether the company's own rules act on what is written: those of a sample have acted already, and a migration is
    /// no change of the company's doing.
    public boolean isOfCompany() {
        return !key.equals(SAMPLE.key)
                && !key.equals(MIGRATION.key)
                && !key.equals(REPOINT.key)
                && !key.equals(REVERT.key)
                && !key.equals(UNDO.key)
                && !isTransfer();
    }

    /// Whether a permitted person leaves criteria out, which is kept with what they were.
    boolean overrides() {
        return !gate && (key.equals(MOVE.key) || key.equals(IMPORT.key));
    }

    /// Whether a person says what is written, so that a grade among it is her choice.
    boolean isByHand() {
        return key.equals(API.key) || key.equals(MOVE.key) || key.equals(MERGE.key);
    }

    /// Whether many records are written together, so that what follows from them is computed once for all.
    public boolean inBulk() {
        return MANY.contains(key);
    }

    /// Whether what must have a value is asked for: a removed value and a deleted record go although something needs
    /// them.
    boolean complete() {
        return !key.equals(MIGRATION.key)
                && !key.equals(DELETE.key)
                && !key.equals(REVERT.key)
                && !key.equals(REPOINT.key)
                && !key.equals(UNDO.key)
                && !key.equals(GRADE.key)
                && !key.equals(TASK.key)
                && !HANDS.contains(key);
    }

    /// Whether the rules of the object are asked: what people and files write keeps them, the platform's own steps must
    /// not fail for them.
    boolean ruled() {
        return complete() && !key.equals(RHYTHM.key) && !key.equals(SAMPLE.key);
    }

    /// The same for a reason that is kept.
    public Cause because(@Nullable String why) {
        return new Cause(key, why, rights, gate, duplicates);
    }

    /// The same without asking the criteria, for a reason that is kept.
    public Cause overriding(String why) {
        return new Cause(key, why, rights, false, duplicates);
    }

    /// The same asking only some of the rules against duplicates.
    public Cause asking(Duplicates some) {
        return new Cause(key, reason, rights, gate, some);
    }

    /// Whether any rule against duplicates is asked: two records that are merged are the same, and know it.
    public boolean asksForDuplicates() {
        return ruled() && duplicates != Duplicates.NONE && !key.equals("merge");
    }
}
