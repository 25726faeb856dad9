package io.ripeline.definition;

import static io.ripeline.definition.DefinitionError.VERSION_NOT_FOUND;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.expression.CheckedTrees;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The published definitions of a company, each stored once and never changed.
@Component
public class ConfigVersions {

    private static final Table<Record> VERSIONS = table(name("_config_version"));
    private static final Field<Integer> NUMBER = field(name("number"), SQLDataType.INTEGER);
    private static final Field<String> DOCUMENT = field(name("document"), SQLDataType.CLOB);
    private static final Field<String> COLUMNS = field(name("columns"), SQLDataType.CLOB);
    private static final Field<byte[]> TREES = field(name("trees"), SQLDataType.BLOB);
    private static final Field<UUID> AUTHOR = field(name("author"), SQLDataType.UUID);
    private static final Field<String> NOTE = field(name("note"), SQLDataType.CLOB);
    private static final Field<Instant> PUBLISHED_AT = field(name("published_at"), SQLDataType.INSTANT);
    private static final Field<Integer> HEAD = field(name("config_version"), SQLDataType.INTEGER);

    /// What a version is loaded from.
    ///
    /// @param trees the checked trees of its expressions, to be closed once it is loaded
    record Stored(String document, Columns columns, CheckedTrees trees) {}

    /// Who published a version, when and why.
    public record Entry(int number, UUID author, String note, Instant publishedAt) {}

    /// The document of a version as it was written; refuses with `version-not-found`.
    public String document(TenantTransaction transaction, int number) {
        return find(transaction, number).orElseThrow(() -> notFound(number));
    }

    /// The document of a version, where there is such a version.
    public Optional<String> find(TenantTransaction transaction, int number) {
        return transaction
                .sql()
                .select(DOCUMENT)
                .from(VERSIONS)
                .where(NUMBER.eq(number))
                .fetchOptional(DOCUMENT);
    }

    /// A version as it was stored; refuses with `version-not-found`.
    Stored stored(TenantTransaction transaction, int number) {
        return transaction
                .sql()
                .select(DOCUMENT, COLUMNS, TREES)
                .from(VERSIONS)
                .where(NUMBER.eq(number))
                .fetchOptional(row -> new Stored(row.value1(), Columns.parse(row.value2()), trees(row.value3())))
                .orElseThrow(() -> notFound(number));
    }

    private static CheckedTrees trees(byte @Nullable [] written) {
        return written == null ? new CheckedTrees() : CheckedTrees.read(written);
    }

    private static Refused notFound(int number) {
        return VERSION_NOT_FOUND.because(Text.of("There is no version %d.", "没有版本 %d。", number));
    }

    /// In which columns the fields of a version stand; refuses with `version-not-found`.
    public Columns columns(TenantTransaction transaction, int number) {
        return transaction
                .sql()
                .select(COLUMNS)
                .from(VERSIONS)
                .where(NUMBER.eq(number))
                .fetchOptional(COLUMNS)
                .map(Columns::parse)
                .orElseThrow(() -> notFound(number));
    }

    /// All versions, the newest first.
    public List<Entry> history(TenantTransaction transaction) {
        return transaction
                .sql()
                .select(NUMBER, AUTHOR, NOTE, PUBLISHED_AT)
                .from(VERSIONS)
                .orderBy(NUMBER.desc())
                .fetch(row -> new Entry(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /// Stores a version with the trees of its expressions, which it closes, and makes it the one in force.
    public void publish(
            TenantTransaction transaction, Entry entry, String document, Columns columns, CheckedTrees trees) {
        transaction
                .sql()
                .insertInto(VERSIONS, NUMBER, DOCUMENT, COLUMNS, TREES, AUTHOR, NOTE, PUBLISHED_AT)
                .values(
                        entry.number(),
                        document,
                        columns.toString(),
                        trees.write(),
                        entry.author(),
                        entry.note(),
                        entry.publishedAt())
                .execute();
        transaction.sql().update(table(name("_head"))).set(HEAD, entry.number()).execute();
        trees.close();
    }

    /// The number in force by now, which may be later than the one the transaction began with.
    public int head(TenantTransaction transaction) {
        return transaction
                .sql()
                .select(HEAD)
                .from(table(name("_head")))
                .fetchSingle()
                .value1();
    }

    /// Keeps the draft and the version in force from changing until the transaction ends, and answers the number in
    /// force then.
    public int lockHead(TenantTransaction transaction) {
        return transaction
                .sql()
                .select(HEAD)
                .from(table(name("_head")))
                .forUpdate()
                .fetchSingle()
                .value1();
    }
}
