package io.ripeline.call;

import io.ripeline.call.CallLog.Entry;
import io.ripeline.call.CallResponse.Reference;
import io.ripeline.call.CallResponse.UnknownResponse;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Subject;
import io.ripeline.worklist.NoteCall;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call that makes sense and was not reported before.
///
/// @param place among those reported together
/// @param by the member who made it
/// @param subject whose number it is; absent where nobody has it
record ReadyCall(int place, Call call, UUID by, @Nullable Subject subject) {

    String externalId() {
        return call.request().externalId();
    }

    Optional<Subject> known() {
        return Optional.ofNullable(subject);
    }

    NoteCall.Made made(ObjectModel activity) {
        return new NoteCall.Made(known().orElseThrow(), by, call.values(activity));
    }

    Entry entry(CallResponse response) {
        return new Entry(
                externalId(), call.request().digest(), response.activity().id(), null, json(response));
    }

    Entry entry(UUID unknown) {
        String answer = json(new UnknownResponse(new Reference(unknown)));
        return new Entry(externalId(), call.request().digest(), null, unknown, answer);
    }

    private static String json(Object answer) {
        return StrictJson.MAPPER.writeValueAsString(answer);
    }
}
