package io.ripeline.rest;

import static io.ripeline.rest.RestError.OPERATION_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Unmet;
import io.ripeline.record.Written;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// One write of a batch, made as its own call would make it.
@Component
public class RecordOperations {

    private final Records records;

    RecordOperations(Records records) {
        this.records = records;
    }

    /// A write that is asked for.
    ///
    /// @param op `create`, `update`, `delete`, `restore` or `move`
    /// @param id the record; not for `create`
    /// @param version the version last seen: an update is merged with what was changed since, as by PATCH; a delete
    /// or a move wants the record to be at it, as by `If-Match`
    /// @param stage where a move goes
    /// @param from the stage a move starts from, as its own call takes it
    /// @param subject what a new record is about
    public record Operation(
            String op,
            @Nullable String id,

            @RecordValues(RecordValues.Use.CHANGED) @Nullable
            Map<String, JsonNode> values,

            @Nullable Integer version,

            @Stands(UUID.class) @Nullable JsonNode ownerId,

            @Nullable String stage,
            @Nullable String from,
            RecordsController.@Nullable SubjectRequest subject) {}

    /// What came of a write.
    ///
    /// @param problem why it was refused, as its own call would say it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            int status,
            @Nullable UUID id,
            @Nullable Integer version,
            @Nullable List<Unmet.Described> warnings,
            @Stands(ProblemDetail.class) @Nullable Object problem) {

        private static Result of(HttpStatus status, Written written) {
            List<Unmet.Described> warnings =
                    written.warnings(TenantScope.current().locale());
            return new Result(
                    status.value(),
                    written.record().id(),
                    written.record().version(),
                    warnings.isEmpty() ? null : warnings,
                    null);
        }

        static Result refused(int status, Map<String, Object> problem) {
            return new Result(status, null, null, null, problem);
        }

        /// One that was not at fault where another one was.
        static Result undone() {
            return new Result(HttpStatus.FAILED_DEPENDENCY.value(), null, null, null, null);
        }
    }

    /// Refuses values that can be put into no record of the object.
    public static void check(
            Session session, ObjectModel object, @Nullable Map<String, JsonNode> values, @Nullable JsonNode ownerId) {
        RecordBodies.changes(session, object, values, ownerId);
    }

    /// Makes the write; refuses with `operation-invalid` besides what its own call refuses with.
    ///
    /// @param cause of what is no move; a move has its reason and asks the rules against duplicates alike
    public Result run(Session session, ObjectModel object, Operation operation, Cause cause) {
        return switch (operation.op()) {
            case "create" -> create(session, object, operation, cause);
            case "update" -> Result.of(HttpStatus.OK, update(session, object, operation, cause));
            case "delete" -> {
                records.delete(session, object, id(operation), exactly(operation), cause);
                yield new Result(HttpStatus.NO_CONTENT.value(), id(operation), null, null, null);
            }
            case "restore" -> {
                StoredRecord restored = records.restore(session, object, id(operation), cause);
                yield Result.of(HttpStatus.OK, new Written(restored, List.of()));
            }
            case "move" -> Result.of(HttpStatus.OK, move(session, object, operation, cause));
            default ->
                throw OPERATION_INVALID.at(
                        "/op",
                        Text.of(
                                "op is one of create, update, delete, restore, move.",
                                "op 应为 create、update、delete、restore、move 之一。"));
        };
    }

    private Result create(Session session, ObjectModel object, Operation operation, Cause cause) {
        if (operation.id() != null) {
            throw OPERATION_INVALID.at("/id", Text.of("A new record has no id yet.", "新记录还没有 id。"));
        }
        RecordChanges changes = changes(session, object, operation);
        RecordsController.SubjectRequest subject = operation.subject();
        RecordChanges about = subject == null ? changes : changes.about(new Subject(subject.object(), subject.id()));
        return Result.of(HttpStatus.CREATED, records.create(session, object, about, cause, Past.NONE));
    }

    private Written update(Session session, ObjectModel object, Operation operation, Cause cause) {
        Precondition expected = new Precondition(null, operation.version());
        return records.update(session, object, id(operation), changes(session, object, operation), expected, cause);
    }

    private Written move(Session session, ObjectModel object, Operation operation, Cause cause) {
        if (operation.stage() == null) {
            throw OPERATION_INVALID.at("/stage", Text.of("Say which stage to move to.", "请指明要进入的阶段。"));
        }
        return records.move(
                session,
                object,
                id(operation),
                operation.stage(),
                changes(session, object, operation),
                exactly(operation).from(operation.from()),
                Cause.MOVE.because(cause.reason()).asking(cause.duplicates()));
    }

    private static RecordChanges changes(Session session, ObjectModel object, Operation operation) {
        return RecordBodies.changes(session, object, operation.values(), operation.ownerId());
    }

    private static UUID id(Operation operation) {
        if (operation.id() == null) {
            throw OPERATION_INVALID.at("/id", Text.of("Say which record is meant.", "请指明记录的 id。"));
        }
        return RecordBodies.id(operation.id());
    }

    private static Precondition exactly(Operation operation) {
        return new Precondition(operation.version(), null);
    }
}
