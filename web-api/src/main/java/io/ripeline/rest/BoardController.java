package io.ripeline.rest;

import static io.ripeline.record.RecordError.TOO_MANY_RECORDS;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.process.Cards;
import io.ripeline.record.MoveVerdict;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Unmet;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a board of records asks for many cards at once.
@RestController
@RequestMapping("/api/v1/records/{object}")
class BoardController {

    private static final int MOST = 50;

    private final Sessions sessions;
    private final Records records;
    private final Cards cards;

    BoardController(Sessions sessions, Records records, Cards cards) {
        this.sessions = sessions;
        this.records = records;
        this.cards = cards;
    }

    /// @param stages the stages to try; all but the one each record is in where absent
    record TryRequest(List<UUID> ids, @Nullable List<String> stages) {}

    /// @param code why not
    /// @param unmet the criteria that keep it from entering
    /// @param warnings those that only warn
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TriedStage(
            String stage,
            boolean allowed,

            @JsonInclude @Nullable String code,

            @Nullable String detail,
            List<Unmet.Described> unmet,
            List<Unmet.Described> warnings) {

        static TriedStage of(MoveVerdict verdict, Locale locale) {
            Refused refusal = verdict.refusal();
            return new TriedStage(
                    verdict.stage(),
                    verdict.allowed(),
                    refusal == null ? null : refusal.code().code(),
                    refusal == null ? null : refusal.detail().in(locale),
                    described(verdict, true, locale),
                    described(verdict, false, locale));
        }

        private static List<Unmet.Described> described(MoveVerdict verdict, boolean blocking, Locale locale) {
            return Unmet.in(
                    locale,
                    verdict.unmet().stream()
                            .filter(each -> each.criterion().blocks() == blocking)
                            .toList());
        }
    }

    record TriedRecord(UUID id, List<TriedStage> stages) {}

    record TriedResponse(List<TriedRecord> items) {}

    /// Which stages these records may enter; those that the member does not see are left out.
    @PostMapping("/moves/dry-run")
    TriedResponse tryMoves(@PathVariable String object, @RequestBody TryRequest request) {
        if (request.ids().size() > MOST) {
            throw TOO_MANY_RECORDS.at("/ids", Text.of("At most %d at once.", "一次最多 %d 条。", MOST));
        }
        List<String> stages = request.stages() == null ? List.of() : request.stages();
        return sessions.read(session -> tried(session, session.model().object(object), request.ids(), stages));
    }

    private TriedResponse tried(Session session, ObjectModel object, List<UUID> ids, List<String> stages) {
        Locale locale = TenantScope.current().locale();
        List<TriedRecord> items = new ArrayList<>();
        records.tryMoves(session, object, ids, stages)
                .forEach((id, verdicts) -> items.add(new TriedRecord(
                        id,
                        verdicts.stream()
                                .map(verdict -> TriedStage.of(verdict, locale))
                                .toList())));
        return new TriedResponse(items);
    }

    record CardsRequest(List<UUID> ids) {}

    record CardsResponse(List<Cards.Card> items) {}

    /// What the cards of these records say; those that the member does not see are left out.
    @PostMapping("/cards")
    CardsResponse cards(@PathVariable String object, @RequestBody CardsRequest request) {
        return sessions.read(
                session -> new CardsResponse(cards.of(session, session.model().object(object), request.ids())));
    }
}
