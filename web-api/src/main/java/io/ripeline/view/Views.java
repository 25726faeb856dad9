package io.ripeline.view;

import static io.ripeline.view.ViewError.VIEW_INVALID;
import static io.ripeline.view.ViewError.VIEW_NOT_FOUND;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.SystemNames;
import io.ripeline.json.StorableText;
import io.ripeline.record.Caller;
import io.ripeline.record.FieldView;
import io.ripeline.record.RecordError;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.view.SavedView.Choice;
import io.ripeline.view.SavedView.Query;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The views that members keep: each has her own, and those that others share with everybody or with her role. What a
/// view shows is asked for in the rights of whoever opens it.
@Component
class Views {

    private static final int MOST = 200;
    private static final int LONGEST_LABEL = 100;

    private final Records records;

    Views(Records records) {
        this.records = records;
    }

    /// What is wanted of a view.
    record Wanted(String label, Query query, boolean shared, List<String> roles) {}

    /// A view with what the member makes of it.
    record Kept(SavedView view, Choice choice) {}

    /// The member's views of an object by their names.
    List<Kept> of(Session session, ObjectModel object) {
        session.caller().require(Right.READ, object);
        Map<String, Choice> choices = choices(session, object.key());
        return new ViewRows(session.transaction())
                .of(object.key(), me(session)).stream()
                        .filter(view -> has(session.caller(), view))
                        .map(view ->
                                new Kept(view, choices.getOrDefault(view.id().toString(), Choice.NONE)))
                        .toList();
    }

    /// The id or key of the view that she begins with; nothing where she begins with everything.
    @Nullable
    String first(Session session, ObjectModel object) {
        return choices(session, object.key()).entrySet().stream()
                .filter(each -> each.getValue().first())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Choice> choices(Session session, String object) {
        return new ViewRows(session.transaction()).choices(object, me(session));
    }

    private static UUID me(Session session) {
        return session.caller().member().id();
    }

    private static boolean has(Caller caller, SavedView view) {
        return view.owner().equals(caller.member().id())
                || view.shared()
                        && (caller.role().admin()
                                || view.roles().isEmpty()
                                || view.roles().contains(caller.member().role()));
    }

    /// The view with this id; refuses with `view-not-found` one she has not.
    Kept get(Session session, UUID id) {
        SavedView view = new ViewRows(session.transaction())
                .find(id)
                .filter(found -> has(session.caller(), found))
                .filter(found -> session.model().find(found.object()).isPresent())
                .orElseThrow(Views::notFound);
        return new Kept(view, choices(session, view.object()).getOrDefault(id.toString(), Choice.NONE));
    }

    static Refused notFound() {
        return VIEW_NOT_FOUND.because(Text.of("There is no such view.", "没有该视图。"));
    }

    /// Keeps a new view; refuses with `view-invalid` and what its list would be refused with.
    Kept add(Session session, ObjectModel object, Wanted wanted, Choice choice) {
        session.caller().require(Right.READ, object);
        check(session, object, wanted);
        ViewRows rows = new ViewRows(session.transaction());
        if (rows.countOf(object.key(), me(session)) >= MOST) {
            throw VIEW_INVALID.because(
                    Text.of("You have %d views of this already; delete one.", "您已有 %d 个视图，请先删除一个。", MOST));
        }
        SavedView view = new SavedView(
                Ids.next(),
                object.key(),
                me(session),
                wanted.label(),
                wanted.query(),
                wanted.shared(),
                wanted.roles(),
                session.transaction().now(),
                session.transaction().now());
        rows.add(view);
        return choose(session, view, choice);
    }

    /// Changes a view; refuses with `right-missing` one that is somebody else's, unless an admin asks.
    Kept change(Session session, Kept kept, Wanted wanted) {
        requireHers(session, kept.view());
        check(session, session.model().object(kept.view().object()), wanted);
        SavedView changed = kept.view()
                .with(
                        wanted.label(),
                        wanted.query(),
                        wanted.shared(),
                        wanted.roles(),
                        session.transaction().now());
        new ViewRows(session.transaction()).change(changed);
        return new Kept(changed, kept.choice());
    }

    /// Keeps at hand, or begins with, a view that she has.
    Kept choose(Session session, SavedView view, Choice choice) {
        new ViewRows(session.transaction())
                .choose(view.object(), me(session), view.id().toString(), choice);
        return new Kept(view, choice);
    }

    /// Begins with a view of her own, of others or of the definition, or with everything; refuses with
    /// `view-not-found`.
    void beginWith(Session session, ObjectModel object, @Nullable String view) {
        session.caller().require(Right.READ, object);
        ViewRows rows = new ViewRows(session.transaction());
        if (view == null) {
            rows.beginWithNone(object.key(), me(session));
            return;
        }
        boolean defined = session.model().definition().views().stream()
                .anyMatch(
                        each -> each.object().equals(object.key()) && each.key().equals(view));
        if (!defined) {
            Kept kept = get(session, Ids.parse(view).orElseThrow(Views::notFound));
            if (!kept.view().object().equals(object.key())) {
                throw notFound();
            }
        }
        Choice before = choices(session, object.key()).getOrDefault(view, Choice.NONE);
        rows.choose(object.key(), me(session), view, new Choice(before.pinned(), true));
    }

    void remove(Session session, UUID id) {
        SavedView view = get(session, id).view();
        requireHers(session, view);
        new ViewRows(session.transaction()).remove(id);
    }

    static boolean isHers(Session session, SavedView view) {
        return session.caller().role().admin() || view.owner().equals(me(session));
    }

    private static void requireHers(Session session, SavedView view) {
        if (!isHers(session, view)) {
            throw RecordError.RIGHT_MISSING.because(Text.of(
                    "Only who made this view and admins change it; save one of your own.",
                    "只有创建者和管理员可以修改此视图，您可以另存为自己的视图。"));
        }
    }

    private void check(Session session, ObjectModel object, Wanted wanted) {
        String label = wanted.label();
        if (label.isBlank() || label.codePointCount(0, label.length()) > LONGEST_LABEL || !StorableText.test(label)) {
            throw VIEW_INVALID.at(
                    "/label",
                    Text.of("A view needs a name of at most %d plain characters.", "请输入不超过 %d 个字符的名称。", LONGEST_LABEL));
        }
        FieldView view = FieldView.of(session, object);
        List<String> columns = wanted.query().columns();
        for (int index = 0; index < columns.size(); index++) {
            String column = columns.get(index);
            if (!SystemNames.isSystem(column)
                    && object.field(column).filter(view::knows).isEmpty()) {
                throw VIEW_INVALID.at("/columns/" + index, Text.of("There is no field \"%s\".", "没有字段“%s”。", column));
            }
        }
        for (int index = 0; index < wanted.roles().size(); index++) {
            if (session.model().role(wanted.roles().get(index)).isEmpty()) {
                throw VIEW_INVALID.at("/roles/" + index, Text.of("There is no such role.", "没有这个角色。"));
            }
        }
        Query query = wanted.query();
        records.list(session, object, new RecordQuery(query.filter(), query.sort(), query.search(), 1, null, false));
    }
}
