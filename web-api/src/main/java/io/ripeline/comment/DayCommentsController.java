package io.ripeline.comment;

import io.ripeline.comment.CommentResponses.CommentRequest;
import io.ripeline.comment.CommentResponses.CommentResponse;
import io.ripeline.comment.CommentResponses.CommentsResponse;
import io.ripeline.database.Ids;
import io.ripeline.identity.IdentityError;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
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

/// Comments on members' days, over HTTP.
@RestController
@RequestMapping("/api/v1/days/{member}/{on}/comments")
class DayCommentsController {

    private final Sessions sessions;
    private final Comments comments;

    DayCommentsController(Sessions sessions, Comments comments) {
        this.sessions = sessions;
        this.comments = comments;
    }

    @GetMapping
    CommentsResponse of(@PathVariable String member, @PathVariable String on) {
        return sessions.read(session -> CommentResponses.all(session, comments.of(session, day(session, member, on))));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommentResponse add(@PathVariable String member, @PathVariable String on, @RequestBody CommentRequest request) {
        return sessions.write(session -> CommentResponses.one(
                session, comments.add(session, day(session, member, on), request.text(), request.named())));
    }

    @DeleteMapping("/{comment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String member, @PathVariable String on, @PathVariable String comment) {
        sessions.write(session -> {
            Place day = day(session, member, on);
            comments.delete(session, day, RecordCommentsController.comment(comment));
            return day;
        });
    }

    private Place day(Session session, String member, String on) {
        UUID id = Ids.parse(member)
                .orElseThrow(
                        () -> IdentityError.MEMBER_NOT_FOUND.because(Text.of("There is no such member.", "没有这位成员。")));
        LocalDate day = JsonValues.date(on)
                .orElseThrow(() -> CommentError.DATE_INVALID.at(
                        "/on", Text.of("A date such as 2026-01-31 is expected.", "应为日期，例如 2026-01-31。")));
        return comments.day(session, id, day);
    }
}
