package io.ripeline.comment;

import io.ripeline.comment.CommentResponses.CommentRequest;
import io.ripeline.comment.CommentResponses.CommentResponse;
import io.ripeline.comment.CommentResponses.CommentsResponse;
import io.ripeline.database.Ids;
import io.ripeline.record.RecordError;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Comments on records, over HTTP.
@RestController
@RequestMapping("/api/v1/records/{object}/{id}/comments")
class RecordCommentsController {

    private final Sessions sessions;
    private final Comments comments;

    RecordCommentsController(Sessions sessions, Comments comments) {
        this.sessions = sessions;
        this.comments = comments;
    }

    @GetMapping
    CommentsResponse of(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session ->
                CommentResponses.all(session, comments.of(session, comments.record(session, object, record(id)))));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommentResponse add(@PathVariable String object, @PathVariable String id, @RequestBody CommentRequest request) {
        return sessions.write(session -> {
            Place place = comments.record(session, object, record(id));
            return CommentResponses.one(session, comments.add(session, place, request.text(), request.named()));
        });
    }

    @DeleteMapping("/{comment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String object, @PathVariable String id, @PathVariable String comment) {
        sessions.write(session -> {
            Place place = comments.record(session, object, record(id));
            comments.delete(session, place, comment(comment));
            return place;
        });
    }

    private static UUID record(String id) {
        return Ids.parse(id)
                .orElseThrow(() -> RecordError.RECORD_NOT_FOUND.because(
                        Text.of("There is no such record, or you may not see it.", "没有这条记录，或您无权查看。")));
    }

    static UUID comment(String id) {
        return Ids.parse(id)
                .orElseThrow(() ->
                        CommentError.COMMENT_NOT_FOUND.because(Text.of("There is no such comment here.", "此处没有这条评论。")));
    }
}
