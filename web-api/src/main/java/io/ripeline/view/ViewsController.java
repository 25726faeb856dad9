package io.ripeline.view;

import static io.ripeline.view.ViewError.VIEW_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.database.Ids;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.view.SavedView.Choice;
import io.ripeline.view.SavedView.Kind;
import io.ripeline.view.SavedView.Query;
import io.ripeline.view.Views.Kept;
import io.ripeline.view.Views.Wanted;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The lists and boards that a member keeps under a name.
@RestController
@RequestMapping("/api/v1/views")
class ViewsController {

    private final Sessions sessions;
    private final Views views;

    ViewsController(Sessions sessions, Views views) {
        this.sessions = sessions;
        this.views = views;
    }

    /// @param object not to be changed
    /// @param kind `list` or `board`
    /// @param roles whom it is shared with; everybody where it is shared and none is named
    /// @param pinned whether the caller keeps it at hand
    /// @param defaultView whether the caller begins with it
    record ViewRequest(
            @Nullable String object,
            @Nullable String label,
            @Nullable String kind,
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String q,
            @Nullable List<String> columns,
            @Nullable Boolean shared,
            @Nullable List<String> roles,
            @Nullable Boolean pinned,

            @JsonProperty("default") @Nullable Boolean defaultView) {

        private boolean changesView() {
            return label != null
                    || kind != null
                    || filter != null
                    || sort != null
                    || q != null
                    || columns != null
                    || shared != null
                    || roles != null;
        }

        /// What is said, over what stands: an empty text or list takes away what there was.
        private Wanted over(@Nullable SavedView before) {
            Query was = before == null ? new Query(Kind.LIST, null, null, null, List.of()) : before.query();
            Query query = new Query(
                    kind == null ? was.kind() : kind(kind),
                    said(filter, was.filter()),
                    said(sort, was.sort()),
                    said(q, was.search()),
                    columns == null ? was.columns() : columns);
            List<String> whom = roles == null ? before == null ? List.of() : before.roles() : roles;
            boolean open = shared == null ? before != null && before.shared() || !whom.isEmpty() : shared;
            return new Wanted(
                    Objects.requireNonNullElse(label, before == null ? "" : before.label())
                            .strip(),
                    query,
                    open,
                    open ? whom : List.of());
        }

        private static @Nullable String said(@Nullable String now, @Nullable String before) {
            return now == null ? before : now.isBlank() ? null : now;
        }

        private static Kind kind(String key) {
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst()
                    .orElseThrow(
                            () -> VIEW_INVALID.at("/kind", Text.of("kind is list or board.", "kind 应为 list 或 board。")));
        }

        private Choice over(Choice before) {
            return new Choice(
                    pinned == null ? before.pinned() : pinned, defaultView == null ? before.first() : defaultView);
        }
    }

    /// Who made a view.
    record OwnerResponse(UUID id, String name) {}

    @JsonInclude
    record ViewResponse(
            UUID id,
            String object,
            String label,
            String kind,
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String q,
            List<String> columns,
            boolean shared,
            List<String> roles,
            boolean pinned,

            @JsonProperty("default") boolean defaultView,

            OwnerResponse owner,
            boolean mayEdit,
            Instant createdAt,
            Instant updatedAt) {

        static ViewResponse of(Session session, Kept kept) {
            SavedView view = kept.view();
            MemberDirectory directory = session.caller().directory();
            return new ViewResponse(
                    view.id(),
                    view.object(),
                    view.label(),
                    view.query().kind().key(),
                    view.query().filter(),
                    view.query().sort(),
                    view.query().search(),
                    view.query().columns(),
                    view.shared(),
                    view.roles(),
                    kept.choice().pinned(),
                    kept.choice().first(),
                    new OwnerResponse(view.owner(), directory.nameOf(view.owner())),
                    Views.isHers(session, view),
                    view.createdAt(),
                    view.updatedAt());
        }
    }

    /// @param first id or key of the view that the caller begins with, of the definition's too
    @JsonInclude
    record ViewsResponse(
            List<ViewResponse> items,

            @JsonProperty("default") @Nullable String first) {}

    /// @param view id, or key of one of the definition's; absent for none
    record DefaultRequest(String object, @Nullable String view) {}

    @GetMapping
    ViewsResponse of(@RequestParam String object) {
        return sessions.read(session -> of(session, object));
    }

    private ViewsResponse of(Session session, String object) {
        var model = session.model().object(object);
        return new ViewsResponse(
                views.of(session, model).stream()
                        .map(kept -> ViewResponse.of(session, kept))
                        .toList(),
                views.first(session, model));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ViewResponse add(@RequestBody ViewRequest request) {
        return sessions.write(session -> {
            if (request.object() == null) {
                throw VIEW_INVALID.at("/object", Text.of("Say of which object it is a view.", "请指明视图所属的对象。"));
            }
            var object = session.model().object(request.object());
            return ViewResponse.of(
                    session, views.add(session, object, request.over((SavedView) null), request.over(Choice.NONE)));
        });
    }

    @PatchMapping("/{id}")
    ViewResponse change(@PathVariable String id, @RequestBody ViewRequest request) {
        return sessions.write(session -> {
            Kept kept = views.get(session, id(id));
            if (request.object() != null && !request.object().equals(kept.view().object())) {
                throw VIEW_INVALID.at("/object", Text.of("A view stays with its object.", "视图所属的对象不能更改。"));
            }
            Kept changed = request.changesView() ? views.change(session, kept, request.over(kept.view())) : kept;
            Choice choice = request.over(kept.choice());
            return ViewResponse.of(
                    session, choice.equals(kept.choice()) ? changed : views.choose(session, changed.view(), choice));
        });
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        sessions.write(session -> {
            views.remove(session, id(id));
            return id;
        });
    }

    @PutMapping("/default")
    ViewsResponse beginWith(@RequestBody DefaultRequest request) {
        return sessions.write(session -> {
            views.beginWith(session, session.model().object(request.object()), request.view());
            return of(session, request.object());
        });
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(Views::notFound);
    }
}
