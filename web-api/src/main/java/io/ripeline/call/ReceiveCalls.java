package io.ripeline.call;

import static io.ripeline.call.CallError.CALL_CONFLICT;
import static io.ripeline.call.CallError.CALL_MEMBER_UNKNOWN;

import io.ripeline.call.CallLog.Entry;
import io.ripeline.call.CallLog.Known;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Member;
import io.ripeline.member.Extensions;
import io.ripeline.record.Attempt;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Subject;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransactions;
import io.ripeline.worklist.NoteCall;
import io.ripeline.worklist.NoteCall.Noted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Takes in reported calls. Each is written once: reported again with the same words it is answered as before.
@Component
class ReceiveCalls {

    private final CallLog log;
    private final Matching matching;
    private final NoteCall noteCall;
    private final UnknownCalls unknownCalls;
    private final Extensions extensions;
    private final Records records;
    private final TenantTransactions transactions;

    ReceiveCalls(
            CallLog log,
            Matching matching,
            NoteCall noteCall,
            UnknownCalls unknownCalls,
            Extensions extensions,
            Records records,
            TenantTransactions transactions) {
        this.log = log;
        this.matching = matching;
        this.noteCall = noteCall;
        this.unknownCalls = unknownCalls;
        this.extensions = extensions;
        this.records = records;
        this.transactions = transactions;
    }

    /// What became of one call.
    sealed interface Received {

        /// It was taken in, now or before.
        ///
        /// @param status of HTTP: 201 written, 202 kept aside, 200 known
        record Taken(int status, String answer) implements Received {}

        /// It was refused, and nothing of it stays.
        record Failed(Refused refused) implements Received {}
    }

    /// Takes in some calls; a refused one takes none of the others with it.
    List<Received> receive(Session session, List<CallRequest> requests) {
        session.caller().require(Right.CREATE, session.model().object(StandardObjects.ACTIVITY));
        Map<String, Known> known = log.known(
                session.transaction(),
                requests.stream().map(CallRequest::externalId).toList());
        Received[] received = new Received[requests.size()];
        List<ReadyCall> ready = ready(session, requests, known, received);
        List<Entry> entries = new ArrayList<>();
        // In one order for all who report at once; calls with the same customer in the order of time.
        ready.sort(Comparator.comparing((ReadyCall each) ->
                        each.subject() == null ? new UUID(0, 0) : each.subject().id())
                .thenComparing(each -> each.call().startedAt()));
        Map<String, Known> now = new HashMap<>(known);
        together(session, ready, received, entries);
        for (ReadyCall each : ready) {
            if (received[each.place()] == null) {
                Known before = now.get(each.externalId());
                received[each.place()] = before != null
                        ? again(each.call().request(), before)
                        : attempt(session, ready.size() > 1, () -> take(session, each, entries, now));
            }
        }
        log.add(session.transaction(), entries);
        return Arrays.asList(received);
    }

    private List<ReadyCall> ready(
            Session session, List<CallRequest> requests, Map<String, Known> known, Received[] received) {
        Map<String, Member> people = people(session);
        List<ReadyCall> checked = new ArrayList<>();
        for (int place = 0; place < requests.size(); place++) {
            CallRequest request = requests.get(place);
            Known before = known.get(request.externalId());
            try {
                if (before != null) {
                    received[place] = again(request, before);
                } else {
                    Call call = Call.of(request, session.transaction().now());
                    checked.add(new ReadyCall(place, call, by(session, people, request), null));
                }
            } catch (Refused refused) {
                received[place] = new Received.Failed(refused);
            }
        }
        Matching.Owners owners = matching.owners(
                session,
                checked.stream().flatMap(each -> each.call().number().stream()).toList());
        List<ReadyCall> ready = new ArrayList<>();
        checked.forEach(each -> ready.add(new ReadyCall(
                each.place(),
                each.call(),
                each.by(),
                each.call()
                        .number()
                        .flatMap(number -> owners.of(number, each.by()))
                        .orElse(null))));
        return ready;
    }

    /// Writes those down together that cannot tell of one another: calls that end nothing planned, each with a record
    /// of
    /// its own.
    private void together(Session session, List<ReadyCall> ready, Received[] received, List<Entry> entries) {
        if (ready.size() < 2) {
            return;
        }
        List<Subject> subjects =
                ready.stream().flatMap(each -> each.known().stream()).toList();
        List<ReadyCall> plain = plain(session, ready, subjects);
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        List<Attempt> attempts = noteCall.noteAll(
                session, plain.stream().map(each -> each.made(activity)).toList());
        Map<UUID, String> names = names(session, subjects);
        for (int index = 0; index < plain.size(); index++) {
            ReadyCall each = plain.get(index);
            received[each.place()] = switch (attempts.get(index)) {
                case Attempt.Made(Written written) -> {
                    Noted noted = new Noted(written.record().id(), null, null);
                    Entry entry = each.entry(CallResponse.of(noted, each.known().orElseThrow(), names));
                    entries.add(entry);
                    yield new Received.Taken(201, entry.answer());
                }
                case Attempt.Failed(Refused refused) -> new Received.Failed(asReported(refused));
            };
        }
    }

    /// The calls that end nothing planned, each with another record and reported once.
    private List<ReadyCall> plain(Session session, List<ReadyCall> ready, List<Subject> subjects) {
        Set<UUID> planned = noteCall.planned(session, subjects);
        Set<String> reports = once(ready.stream().map(ReadyCall::externalId));
        Set<Subject> alone = once(subjects.stream());
        return ready.stream()
                .filter(each -> each.known()
                        .filter(alone::contains)
                        .filter(subject -> !each.call().fulfils() || !planned.contains(subject.id()))
                        .isPresent())
                .filter(each -> reports.contains(each.externalId()))
                .toList();
    }

    private static <T> Set<T> once(Stream<T> some) {
        return some.collect(Collectors.groupingBy(each -> each, Collectors.counting())).entrySet().stream()
                .filter(each -> each.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<UUID, String> names(Session session, Collection<Subject> subjects) {
        Map<UUID, String> names = new HashMap<>();
        subjects.stream()
                .collect(Collectors.groupingBy(Subject::object, Collectors.mapping(Subject::id, Collectors.toSet())))
                .forEach((key, ids) ->
                        names.putAll(records.names(session, session.model().object(key), ids)));
        return names;
    }

    private static Received again(CallRequest request, Known before) {
        if (before.digest().equals(request.digest())) {
            return new Received.Taken(200, before.answer());
        }
        return new Received.Failed(CALL_CONFLICT.at(
                "/externalId",
                Text.of(
                        "The call %s was reported before and otherwise; each call needs an id of its own.",
                        "编号为 %s 的通话此前已上报且内容不同，每个通话须使用各自的编号。", request.externalId())));
    }

    private Received attempt(Session session, boolean several, Supplier<Received> work) {
        try {
            return several ? transactions.attempt(session.transaction(), work) : work.get();
        } catch (Refused refused) {
            return new Received.Failed(asReported(refused));
        }
    }

    /// What is wrong with a value of the activity is wrong with the member of the report that it came from.
    private static Refused asReported(Refused refused) {
        List<Violation> violations = refused.violations().stream()
                .map(each -> new Violation(each.pointer().replace("/values/", "/"), each.code(), each.message()))
                .toList();
        return new Refused(refused.code(), refused.detail(), violations);
    }

    private Received take(Session session, ReadyCall ready, List<Entry> entries, Map<String, Known> known) {
        Entry entry;
        if (ready.subject() == null) {
            UUID unknown = unknownCalls.keep(session, ready.call(), ready.by());
            entry = ready.entry(unknown);
        } else {
            entry = ready.entry(note(session, ready.call(), ready.by(), ready.subject()));
        }
        entries.add(entry);
        known.put(entry.externalId(), new Known(entry.digest(), entry.answer()));
        return new Received.Taken(entry.unknown() == null ? 201 : 202, entry.answer());
    }

    /// Writes down a call with somebody who is known.
    CallResponse note(Session session, Call call, UUID by, Subject subject) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Noted noted = noteCall.note(session, subject, by, call.values(activity), call.fulfils());
        return CallResponse.of(noted, subject, names(session, List.of(subject)));
    }

    private Map<String, Member> people(Session session) {
        Map<String, Member> people = new HashMap<>();
        Map<UUID, String> numbers = extensions.all(session.transaction());
        session.caller().directory().all().forEach(member -> {
            people.put(member.id().toString(), member);
            people.put(member.email().key(), member);
            Optional.ofNullable(numbers.get(member.id())).ifPresent(number -> people.put(number, member));
        });
        return people;
    }

    /// Who was on the telephone: the caller, somebody below her, or for an admin anybody.
    private static UUID by(Session session, Map<String, Member> people, CallRequest request) {
        if (request.member() == null || request.member().isBlank()) {
            return session.caller().member().id();
        }
        String wanted = request.member().strip();
        return Optional.ofNullable(people.get(wanted))
                .or(() -> Optional.ofNullable(people.get(wanted.toLowerCase(Locale.ROOT))))
                .map(Member::id)
                .filter(session.caller()::leads)
                .orElseThrow(() -> CALL_MEMBER_UNKNOWN.at(
                        "/member",
                        Text.of(
                                "Nobody you may report calls for has the id, e-mail or extension \"%s\".",
                                "您可代报通话的成员中没有编号、邮箱或分机为“%s”的人。", wanted)));
    }
}
