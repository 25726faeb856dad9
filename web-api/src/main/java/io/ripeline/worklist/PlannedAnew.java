package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.record.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What planning one record anew comes to after a publish, the rhythms of each year apart. Decided here for the job
/// that does it and for the preview that counts it, so that both say the same.
///
/// @param ended the items that will not be done
/// @param shift the item that goes to another day, where one does
/// @param begun the touch that is planned besides, where one is
record PlannedAnew(List<Item> ended, Optional<Shift> shift, Optional<Plan> begun) {

    PlannedAnew {
        ended = List.copyOf(ended);
    }

    /// An open item of a rhythm that goes from contact to contact.
    ///
    /// @param unmoved whether its date was set by nobody since it was planned
    record Item(UUID id, @Nullable UUID owner, String rule, int step, LocalDate dueOn, boolean unmoved) {

        static Item of(FollowUp item) {
            return new Item(
                    item.id(), item.owner(), item.rule().orElseThrow(), item.step(), item.dueOn(), item.unmoved());
        }
    }

    /// An item that goes to another day.
    ///
    /// @param ahead whether it was still waiting for its day: then it stands as if it had never had another one
    record Shift(Item item, LocalDate to, boolean ahead) {}

    /// A record.
    ///
    /// @param cadence the rhythm it is in now
    /// @param contact the day of the last contact, for its owner
    /// @param open its open items, in the order they were made
    /// @param planned whether that rhythm ever planned anything for it
    record Case(@Nullable UUID owner, Optional<Cadence> cadence, LocalDate contact, List<Item> open, boolean planned) {

        Case {
            open = List.copyOf(open);
        }
    }

    /// Plans a record anew.
    ///
    /// @param changed keys of the rhythms that count otherwise than before
    static PlannedAnew of(Session session, Case record, Set<String> changed) {
        Optional<Cadence> cadence = record.cadence();
        Optional<Item> kept = record.open().stream()
                .filter(item ->
                        cadence.filter(each -> item.rule().equals(each.key())).isPresent())
                .findFirst();
        List<Item> ended = new ArrayList<>(record.open());
        kept.ifPresent(ended::remove);
        Optional<Plan> begun = cadence.filter(wanted -> kept.isEmpty())
                .filter(wanted -> !record.open().isEmpty() || begins(wanted, record.planned()))
                .flatMap(wanted -> Rhythm.step(session, wanted, 0, record.contact()))
                .map(plan -> plan.notBefore(session.days().today(record.owner())));
        Optional<Shift> shift = kept.filter(item -> item.unmoved() && changed.contains(item.rule()))
                .flatMap(item -> shift(session, item, cadence.orElseThrow(), record.contact()));
        return new PlannedAnew(ended, shift, begun);
    }

    /// A rhythm that has run to its end, or was ended, begins again only when the record comes to it anew.
    private static boolean begins(Cadence cadence, boolean planned) {
        return isEndless(cadence) || !planned;
    }

    /// Whether a rhythm goes on for as long as it applies.
    static boolean isEndless(Cadence cadence) {
        return Boolean.TRUE.equals(cadence.definition().repeat()) && cadence.until() == null;
    }

    /// An item that is due already is never moved nearer.
    private static Optional<Shift> shift(Session session, Item item, Cadence cadence, LocalDate contact) {
        LocalDate today = session.days().today(item.owner());
        boolean ahead = item.dueOn().isAfter(today);
        return Rhythm.step(session, cadence, item.step(), contact)
                .map(plan -> plan.notBefore(today).dueOn())
                .filter(day -> !day.equals(item.dueOn()) && (ahead || day.isAfter(today)))
                .map(day -> new Shift(item, day, ahead));
    }
}
