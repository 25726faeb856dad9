package io.ripeline.rest;

import static io.ripeline.rest.RestError.BATCH_REFUSED;
import static io.ripeline.rest.RestError.BATCH_TOO_LARGE;

import io.ripeline.http.ProblemDocuments;
import io.ripeline.record.Cause;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Many writes in one call. Each is made in the order given and as its own call would make it; one that is refused
/// undoes only itself, or everything where all or nothing is wanted (ADR 0030).
@RestController
class BatchController {

    private static final int MOST = 200;

    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final RecordOperations operations;
    private final ProblemDocuments problems;

    BatchController(
            Sessions sessions,
            TenantTransactions transactions,
            RecordOperations operations,
            ProblemDocuments problems) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.operations = operations;
        this.problems = problems;
    }

    /// @param atomic whether nothing is to be written where one operation is refused
    record BatchRequest(
            List<RecordOperations.Operation> operations,
            @Nullable Boolean atomic) {}

    record BatchResponse(List<RecordOperations.Result> results) {}

    @PostMapping("/api/v1/records/{object}/batch")
    BatchResponse batch(
            @PathVariable String object,
            @RequestParam(defaultValue = "false") boolean allowDuplicates,
            @RequestBody BatchRequest request) {
        if (request.operations().size() > MOST) {
            throw BATCH_TOO_LARGE.at(
                    "/operations", Text.of("A batch has %d operations at most.", "一次最多 %d 个操作。", MOST));
        }
        boolean atomic = Boolean.TRUE.equals(request.atomic());
        return sessions.write(session -> {
            List<Optional<Refused>> refusals = new ArrayList<>();
            List<RecordOperations.Result> results = new ArrayList<>();
            for (RecordOperations.Operation operation : request.operations()) {
                attempt(session, object, operation, RecordsController.cause(allowDuplicates), results, refusals);
            }
            if (atomic && refusals.stream().anyMatch(Optional::isPresent)) {
                throw refusal(results, refusals);
            }
            return new BatchResponse(results);
        });
    }

    private void attempt(
            Session session,
            String object,
            RecordOperations.Operation operation,
            Cause cause,
            List<RecordOperations.Result> results,
            List<Optional<Refused>> refusals) {
        try {
            results.add(transactions.attempt(
                    session.transaction(),
                    () -> operations.run(session, session.model().object(object), operation, cause)));
            refusals.add(Optional.empty());
        } catch (Refused refused) {
            results.add(RecordOperations.Result.refused(
                    refused.code().kind().status(),
                    problems.of(refused, TenantScope.current().locale())));
            refusals.add(Optional.of(refused));
        }
    }

    private static Refused refusal(List<RecordOperations.Result> results, List<Optional<Refused>> refusals) {
        List<Violation> violations = new ArrayList<>();
        List<RecordOperations.Result> told = new ArrayList<>();
        for (int index = 0; index < results.size(); index++) {
            Optional<Refused> refused = refusals.get(index);
            told.add(refused.isPresent() ? results.get(index) : RecordOperations.Result.undone());
            String operation = "/operations/" + index;
            refused.ifPresent(each -> {
                violations.add(new Violation(operation, each.code().code(), each.detail()));
                violations.addAll(each.below(operation).violations());
            });
        }
        long refusedOnes = refusals.stream().filter(Optional::isPresent).count();
        return new Refused(
                        BATCH_REFUSED,
                        Text.counted(
                                refusedOnes,
                                "Nothing was written: %d of %d operations was refused.",
                                "Nothing was written: %d of %d operations were refused.",
                                "未写入任何内容：%d/%d 个操作被拒绝。",
                                refusedOnes,
                                results.size()),
                        violations)
                .with("results", told);
    }
}
