package io.ripeline.rest;

import io.ripeline.openapi.Answers;
import io.ripeline.simulation.SimulateDraft;
import io.ripeline.simulation.SimulateDraft.Done;
import io.ripeline.simulation.SimulateDraft.Queued;
import io.ripeline.simulation.SimulationReport;
import io.ripeline.simulation.SimulationRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Trying a rule of the draft on the past.
@RestController
class SimulationController {

    private final SimulateDraft simulateDraft;

    SimulationController(SimulateDraft simulateDraft) {
        this.simulateDraft = simulateDraft;
    }

    /// Answers the report, or 202 with the job whose result it will be.
    @PostMapping("/api/v1/config/draft/simulate")
    @Answers(
            status = {200, 202},
            body = {SimulationReport.class, JobResponse.class})
    ResponseEntity<?> simulate(@RequestBody SimulationRequest request) {
        return switch (simulateDraft.simulate(request)) {
            case Done done -> ResponseEntity.ok(done.report());
            case Queued queued -> JobResponse.accepted(queued.job());
        };
    }
}
