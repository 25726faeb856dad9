package io.ripeline.team;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A member's day: what was done, and the gaps between contacts. A gap reaches from the end of a contact, its start and
/// its duration, to the start of the next; where an earlier one goes on for longer, from the end of that. The lunch
/// break does not count.
///
/// @param activities in the order of their begin
/// @param gaps of at least a minute
/// @param lunch the break that was cut out, where the calendar has one
/// @param firstAt when the first contact began
/// @param lastAt when the last contact began
/// @param talkSeconds how long was spoken in calls
/// @param contacts how many there were
/// @param longestGapMinutes of all gaps; absent where there were not two contacts
/// @param medianGapMinutes of all gaps, those of no length too; absent where there were not two contacts
/// @param longGaps how many gaps were longer than half an hour
public record DayStrip(
        List<Touch> activities,
        List<Gap> gaps,
        @Nullable Span lunch,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long talkSeconds,
        int contacts,
        @Nullable Long longestGapMinutes,
        @Nullable Long medianGapMinutes,
        int longGaps) {

    /// From which length on a gap is a long one.
    static final Duration LONG = Duration.ofMinutes(30);

    public DayStrip {
        activities = List.copyOf(activities);
        gaps = List.copyOf(gaps);
    }

    /// Some time without a contact.
    ///
    /// @param minutes without the lunch break
    public record Gap(Instant from, Instant to, long minutes) {}

    private record Pause(Span span, Duration length) {}

    /// The day in which these were done.
    static DayStrip of(List<Touch> activities, @Nullable Span lunch) {
        List<Touch> contacts = activities.stream().filter(Touch::contact).toList();
        List<Pause> pauses = pauses(contacts, lunch);
        List<Duration> lengths = pauses.stream().map(Pause::length).sorted().toList();
        return new DayStrip(
                activities,
                pauses.stream()
                        .filter(pause -> pause.length().toMinutes() > 0)
                        .map(pause -> new Gap(
                                pause.span().from(),
                                pause.span().to(),
                                pause.length().toMinutes()))
                        .toList(),
                lunch,
                contacts.isEmpty() ? null : contacts.getFirst().startedAt(),
                contacts.isEmpty() ? null : contacts.getLast().startedAt(),
                activities.stream()
                        .mapToLong(touch -> Objects.requireNonNullElse(touch.talkSeconds(), 0L))
                        .sum(),
                contacts.size(),
                lengths.isEmpty() ? null : lengths.getLast().toMinutes(),
                lengths.isEmpty() ? null : median(lengths).toMinutes(),
                (int) lengths.stream()
                        .filter(length -> length.compareTo(LONG) > 0)
                        .count());
    }

    private static List<Pause> pauses(List<Touch> contacts, @Nullable Span lunch) {
        List<Pause> pauses = new ArrayList<>();
        Instant free = null;
        for (Touch contact : contacts) {
            if (free != null) {
                Instant until = contact.startedAt().isAfter(free) ? contact.startedAt() : free;
                Span span = new Span(free, until);
                pauses.add(new Pause(span, span.length().minus(lunch == null ? Duration.ZERO : span.within(lunch))));
            }
            free = free == null || contact.end().isAfter(free) ? contact.end() : free;
        }
        return pauses;
    }

    private static Duration median(List<Duration> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : sorted.get(half - 1).plus(sorted.get(half)).dividedBy(2);
    }
}
