package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.PATCH_INVALID;
import static io.ripeline.publishing.PublishingError.VERSION_CONFLICT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Definition;
import io.ripeline.definition.DefinitionError;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The draft of the current company: one at a time, begun from the version in force by the first edit. Every edit
/// names the draft it saw; a whole document that saw an older one is refused with `version-conflict`, a patch is
/// brought together with what came in between.
@Component
public class Drafts {

    private static final int LARGEST = 5_000_000;
    private static final Table<Record> DRAFT = table(name("_config_draft"));
    private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
    private static final Field<Integer> BASE_VERSION = field(name("base_version"), SQLDataType.INTEGER);
    private static final Field<Integer> REVISION = field(name("revision"), SQLDataType.INTEGER);
    private static final Field<String> DOCUMENT = field(name("document"), SQLDataType.CLOB);
    private static final Field<UUID> AUTHOR = field(name("author"), SQLDataType.UUID);
    private static final Field<Instant> UPDATED_AT = field(name("updated_at"), SQLDataType.INSTANT);

    private static final Set<String> FROM_SOMEWHERE = Set.of("move", "copy");

    private record Operation(
            String op,
            String path,
            @Nullable String from,
            @Nullable JsonNode value) {}

    private final ConfigVersions versions;
    private final DraftRevisions revisions;

    Drafts(ConfigVersions versions, DraftRevisions revisions) {
        this.versions = versions;
        this.revisions = revisions;
    }

    /// The draft, or the version in force where nobody edits.
    public Draft current(Session session) {
        session.caller().requireAdmin();
        return session.transaction()
                .sql()
                .select(BASE_VERSION, REVISION, DOCUMENT)
                .from(DRAFT)
                .fetchOptional(row -> new Draft(row.value1(), row.value2(), row.value3()))
                .orElseGet(() -> untouched(session));
    }

    private Draft untouched(Session session) {
        int number = session.transaction().configVersion();
        return new Draft(number, 0, versions.document(session.transaction(), number));
    }

    /// Puts another document in place of the draft; refuses what is not of the document's form, and `version-conflict`.
    public Draft replace(Session session, String tag, String document) {
        checkForm(Definition.class, document);
        Draft seen = locked(session);
        if (!seen.tag().equals(tag)) {
            throw stale();
        }
        return store(session, seen.baseVersion(), document);
    }

    /// Applies a JSON Patch (RFC 6902) to the draft that the tag names. Where others have edited it since, both are
    /// brought together; refuses with `draft-conflict` where they touched the same part, with `version-conflict`
    /// where the draft that was seen is no longer known, and with `patch-invalid`.
    public Draft patch(Session session, String tag, String patch) {
        checkForm(patch);
        Draft current = locked(session);
        if (current.tag().equals(tag)) {
            return edited(session, current.baseVersion(), patched(current.document(), patch));
        }
        Draft.Tag seen = Draft.Tag.parse(tag).orElseThrow(Drafts::stale);
        String base = revisions.document(session, seen).orElseThrow(Drafts::stale);
        String mine = patched(base, patch);
        Merge.Outcome merged = Merge.of(
                StrictJson.MAPPER.readTree(base),
                StrictJson.MAPPER.readTree(mine),
                StrictJson.MAPPER.readTree(current.document()),
                Merge.Preference.NEITHER);
        if (!merged.conflicts().isEmpty()) {
            var steps = DraftConflict.steps(base, revisions.since(session, seen));
            throw new DraftConflict(session, steps).at(merged.conflicts());
        }
        return edited(session, current.baseVersion(), merged.document().toString());
    }

    private Draft edited(Session session, int baseVersion, String document) {
        checkForm(Definition.class, document);
        return store(session, baseVersion, document);
    }

    private static void checkForm(Class<?> form, String document) {
        if (document.length() > LARGEST) {
            throw DefinitionError.DOCUMENT_TOO_LARGE.because(Text.of("A definition has at most 5 MB.", "定义文档最大 5 MB。"));
        }
        var _ = StrictJson.read(document, form);
    }

    // The library that applies patches fails on members that are missing and on nesting that is deep.
    private static void checkForm(String patch) {
        List<@Nullable Operation> operations = Arrays.asList(StrictJson.read(patch, Operation[].class));
        boolean whole = StrictJson.complete(operations).stream()
                .allMatch(each -> each != null && (each.from() != null || !FROM_SOMEWHERE.contains(each.op())));
        if (!whole) {
            throw PATCH_INVALID.because(
                    Text.of("The JSON Patch has an operation that lacks its members.", "JSON Patch 中有操作缺少属性。"));
        }
    }

    private static String patched(String document, String patch) {
        try (JsonReader target = Json.createReader(new StringReader(document));
                JsonReader operations = Json.createReader(new StringReader(patch))) {
            JsonStructure structure = target.readObject();
            return Json.createPatch(operations.readArray()).apply(structure).toString();
        } catch (JsonException | IllegalStateException | ClassCastException | IllegalArgumentException fault) {
            throw PATCH_INVALID.because(Text.of(
                    "The JSON Patch cannot be applied: %s", "JSON Patch 无法应用：%s", String.valueOf(fault.getMessage())));
        }
    }

    /// Forgets the draft; what is in force stays.
    public void discard(Session session) {
        session.caller().requireAdmin();
        session.transaction().sql().deleteFrom(DRAFT).execute();
    }

    /// The draft, kept from being edited or published by anybody else until the transaction ends.
    Draft locked(Session session) {
        versions.lockHead(session.transaction());
        return current(session);
    }

    private static Refused stale() {
        return VERSION_CONFLICT.because(
                Text.of("The draft was edited meanwhile; load it again and repeat your change.", "草稿已被修改，请重新载入后再操作。"));
    }

    /// Stores the next state of the draft.
    Draft store(Session session, int baseVersion, String document) {
        Draft draft = new Draft(baseVersion, revisions.next(session, baseVersion), document);
        session.transaction()
                .sql()
                .insertInto(DRAFT, ID, BASE_VERSION, REVISION, DOCUMENT, AUTHOR, UPDATED_AT)
                .values(
                        1,
                        draft.baseVersion(),
                        draft.revision(),
                        draft.document(),
                        session.caller().member().id(),
                        session.transaction().now())
                .onConflict(ID)
                .doUpdate()
                .set(BASE_VERSION, draft.baseVersion())
                .set(REVISION, draft.revision())
                .set(DOCUMENT, draft.document())
                .set(AUTHOR, session.caller().member().id())
                .set(UPDATED_AT, session.transaction().now())
                .execute();
        revisions.keep(session, draft);
        return draft;
    }
}
