package io.ripeline.publishing;

import io.ripeline.definition.ConfigVersions;
import io.ripeline.json.StrictJson;
import io.ripeline.publishing.Merge.Preference;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Brings a draft that began from an older version onto the one in force: what the versions since changed and what the
/// draft changed, together.
@Component
public class RebaseDraft {

    /// Whose value stands where both changed the same part.
    public enum Keep {
        MINE,
        THEIRS
    }

    private final Drafts drafts;
    private final ConfigVersions versions;

    RebaseDraft(Drafts drafts, ConfigVersions versions) {
        this.drafts = drafts;
        this.versions = versions;
    }

    /// Rebases; a draft that stands on the version in force stays as it is.
    ///
    /// @param keep decides where both changed the same part; without it such a part refuses with `draft-conflict`
    public Draft rebase(Session session, @Nullable Keep keep) {
        Draft draft = drafts.locked(session);
        TenantTransaction transaction = session.transaction();
        int inForce = transaction.configVersion();
        if (draft.baseVersion() == inForce) {
            return draft;
        }
        Merge.Outcome merged = Merge.of(
                document(transaction, draft.baseVersion()),
                StrictJson.MAPPER.readTree(draft.document()),
                document(transaction, inForce),
                preference(keep));
        if (!merged.conflicts().isEmpty() && keep == null) {
            throw new DraftConflict(session, steps(transaction, draft.baseVersion())).at(merged.conflicts());
        }
        return drafts.store(session, inForce, merged.document().toString());
    }

    private static Preference preference(@Nullable Keep keep) {
        if (keep == null) {
            return Preference.NEITHER;
        }
        return keep == Keep.MINE ? Preference.MINE : Preference.THEIRS;
    }

    private JsonNode document(TenantTransaction transaction, int number) {
        return StrictJson.MAPPER.readTree(versions.document(transaction, number));
    }

    private List<DraftConflict.Step> steps(TenantTransaction transaction, int base) {
        List<DraftConflict.Step> steps = new ArrayList<>();
        JsonNode before = document(transaction, base);
        for (ConfigVersions.Entry entry : versions.history(transaction).reversed()) {
            if (entry.number() > base) {
                JsonNode after = document(transaction, entry.number());
                steps.add(new DraftConflict.Step(before, after, entry.author()));
                before = after;
            }
        }
        return steps;
    }
}
