package io.ripeline.call;

import static io.ripeline.call.CallError.CALL_CONFLICT;
import static io.ripeline.call.CallError.CALL_MEMBER_UNKNOWN;

import io.ripeline.call.CallLog.Entry;
import io.ripeline.call.CallLog.Known;
import io.ripeline.call.CallResponse.About;
import io.ripeline.call.CallResponse.Reference;
import io.ripeline.call.CallResponse.UnknownResponse;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Member;
import io.ripeline.json.StrictJson;
import io.ripeline.member.Extensions;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransactions;
import io.ripeline.worklist.NoteCall;
import io.ripeline.worklist.NoteCall.Noted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    private record Ready(
            int place, Call call, UUID by, @Nullable Subject subject) {}

    /// Takes in some calls; a refused one takes none of the others with it.
    List<Received> receive(Session session, List<CallRequest> requests) {
        session.caller().require(Right.CREATE, session.model().object(StandardObjects.ACTIVITY));
        Map<String, Known> known = log.known(
                session.transaction(),
                requests.stream().map(CallRequest::externalId).toList());
        Received[] received = new Received[requests.size()];
        List<Ready> ready = ready(session, requests, known, received);
        List<Entry> entries = new ArrayList<>();
        // In one order for all who report at once; calls with the same customer in the order of time.
        ready.sort(Comparator.comparing((Ready each) ->
                        each.subject() == null ? new UUID(0, 0) : each.subject().id())
                .thenComparing(each -> each.call().startedAt()));
        Map<String, Known> now = new HashMap<>(known);
        for (Ready each : ready) {
            Known before = now.get(each.call().request().externalId());
            received[each.place()] = before != null
                    ? again(each.call().request(), before)
                    : attempt(session, ready.size() > 1, () -> take(session, each, entries, now));
        }
        log.add(session.transaction(), entries);
        return Arrays.asList(received);
    }

    private List<Ready> ready(
            Session session, List<CallRequest> requests, Map<String, Known> known, Received[] received) {
        Map<String, Member> people = people(session);
        List<Ready> checked = new ArrayList<>();
        for (int place = 0; place < requests.size(); place++) {
            CallRequest request = requests.get(place);
            Known before = known.get(request.externalId());
            try {
                if (before != null) {
                    received[place] = again(request, before);
                } else {
                    Call call = Call.of(request, session.transaction().now());
                    checked.add(new Ready(place, call, by(session, people, request), null));
                }
            } catch (Refused refused) {
                received[place] = new Received.Failed(refused);
            }
        }
        Matching.Owners owners = matching.owners(
                session,
                checked.stream().flatMap(each -> each.call().number().stream()).toList());
        List<Ready> ready = new ArrayList<>();
        checked.forEach(each -> ready.add(new Ready(
                each.place(),
                each.call(),
                each.by(),
                each.call()
                        .number()
                        .flatMap(number -> owners.of(number, each.by()))
                        .orElse(null))));
        return ready;
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

    private Received take(Session session, Ready ready, List<Entry> entries, Map<String, Known> known) {
        CallRequest request = ready.call().request();
        Entry entry;
        int status;
        if (ready.subject() == null) {
            UUID unknown = unknownCalls.keep(session, ready.call(), ready.by());
            String answer = json(new UnknownResponse(new Reference(unknown)));
            entry = new Entry(request.externalId(), request.digest(), null, unknown, answer);
            status = 202;
        } else {
            CallResponse response = note(session, ready.call(), ready.by(), ready.subject());
            entry = new Entry(
                    request.externalId(), request.digest(), response.activity().id(), null, json(response));
            status = 201;
        }
        entries.add(entry);
        known.put(request.externalId(), new Known(entry.digest(), entry.answer()));
        return new Received.Taken(status, entry.answer());
    }

    /// Writes down a call with somebody who is known.
    CallResponse note(Session session, Call call, UUID by, Subject subject) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Noted noted = noteCall.note(session, subject, by, call.values(activity), call.fulfils());
        ObjectModel object = session.model().object(subject.object());
        String name = records.names(session, object, List.of(subject.id())).getOrDefault(subject.id(), "");
        return new CallResponse(
                new Reference(noted.activity()),
                new About(subject.object(), subject.id(), name),
                noted.completed() == null ? null : new Reference(noted.completed()),
                noted.next());
    }

    private static String json(Object answer) {
        return StrictJson.MAPPER.writeValueAsString(answer);
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
