package io.ripeline.comment;

import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.Session;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is sent and answered about comments.
final class CommentResponses {

    private CommentResponses() {}

    /// @param mentions members to be told
    record CommentRequest(String text, @Nullable List<UUID> mentions) {

        List<UUID> named() {
            return mentions == null ? List.of() : mentions;
        }
    }

    record MemberPart(UUID id, String name) {}

    /// @param own whether the reader said it and may delete it
    record CommentResponse(UUID id, String text, List<MemberPart> mentions, MemberPart by, Instant at, boolean own) {}

    record CommentsResponse(List<CommentResponse> items) {}

    static CommentsResponse all(Session session, List<Comment> comments) {
        return new CommentsResponse(
                comments.stream().map(comment -> one(session, comment)).toList());
    }

    static CommentResponse one(Session session, Comment comment) {
        MemberDirectory directory = session.caller().directory();
        return new CommentResponse(
                comment.id(),
                comment.text(),
                comment.mentions().stream()
                        .map(member -> new MemberPart(member, directory.nameOf(member)))
                        .toList(),
                new MemberPart(comment.by(), directory.nameOf(comment.by())),
                comment.at(),
                comment.by().equals(session.caller().member().id()));
    }
}
