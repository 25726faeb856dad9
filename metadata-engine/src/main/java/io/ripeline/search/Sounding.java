package io.ripeline.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How a text sounds, one sound after the other.
///
/// @param sounds each in the ways in which it may be read; in none where something that does not sound parts the others
record Sounding(List<Set<String>> sounds) {

    private static final Set<String> SILENT = Set.of();

    // Almost every company ends with it, 有限公司, so nobody is told from others by it.
    private static final List<String> FORM = List.of("you", "xian", "gong", "si");

    Sounding {
        sounds = List.copyOf(sounds);
    }

    /// The syllables of the Chinese characters of a text, but for its legal form.
    static Sounding of(String text) {
        List<Set<String>> sounds = new ArrayList<>();
        for (int character : text.codePoints().toArray()) {
            if (Character.isIdeographic(character)) {
                sounds.add(Readings.of(character));
            } else if (Character.isLetterOrDigit(character)) {
                sounds.add(SILENT);
            }
        }
        return new Sounding(sounds).withoutForm(FORM.size());
    }

    /// The first letters of the Chinese characters and Latin words of a text.
    static Sounding initials(String text) {
        List<Set<String>> sounds = new ArrayList<>();
        boolean within = false;
        for (int character : text.codePoints().toArray()) {
            boolean letter = character >= 'a' && character <= 'z';
            if (Character.isIdeographic(character)) {
                sounds.add(Readings.of(character).stream()
                        .map(reading -> reading.substring(0, 1))
                        .collect(Collectors.toUnmodifiableSet()));
            } else if (letter && !within) {
                sounds.add(Set.of(Character.toString(character)));
            }
            within = letter;
        }
        return new Sounding(sounds);
    }

    /// Letters, each a sound of its own.
    static Sounding letters(String letters) {
        return new Sounding(letters.chars()
                .mapToObj(letter -> Set.of(Character.toString(letter)))
                .toList());
    }

    /// This without the legal form, or as much of its beginning at the end of what somebody types.
    ///
    /// @param least how many sounds of the form have to be there
    Sounding withoutForm(int least) {
        List<Set<String>> rest = new ArrayList<>();
        int at = 0;
        while (at < sounds.size()) {
            int form = formAt(at);
            boolean left = form >= least && (form == FORM.size() || rest.size() > 1);
            rest.add(left ? SILENT : sounds.get(at));
            at += left ? form : 1;
        }
        while (!rest.isEmpty() && rest.getLast().isEmpty()) {
            rest.removeLast();
        }
        while (!rest.isEmpty() && rest.getFirst().isEmpty()) {
            rest.removeFirst();
        }
        return new Sounding(rest);
    }

    /// How many sounds from there on are the form, or its beginning where they end before it does.
    private int formAt(int at) {
        int most = Math.min(FORM.size(), sounds.size() - at);
        for (int index = 0; index < most; index++) {
            if (!sounds.get(at + index).contains(FORM.get(index))) {
                return 0;
            }
        }
        return most;
    }

    int size() {
        return sounds.size();
    }

    /// Each two sounds beside each other, in the ways in which they may be read.
    List<Set<String>> pairs() {
        List<Set<String>> pairs = new ArrayList<>();
        for (int index = 0; index + 1 < sounds.size(); index++) {
            Set<String> pair = new TreeSet<>();
            for (String one : sounds.get(index)) {
                sounds.get(index + 1).forEach(next -> pair.add(one + " " + next));
            }
            if (!pair.isEmpty()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /// The pairs, or the only sound.
    List<Set<String>> pairsOrOnly() {
        return size() == 1 ? sounds : pairs();
    }

    /// From which sound on this sounds like the other; -1 where it does nowhere.
    int indexOf(Sounding other) {
        for (int from = 0; !other.sounds.isEmpty() && from + other.size() <= size(); from++) {
            if (soundsFrom(from, other)) {
                return from;
            }
        }
        return -1;
    }

    private boolean soundsFrom(int from, Sounding other) {
        for (int index = 0; index < other.size(); index++) {
            Set<String> own = sounds.get(from + index);
            Set<String> sought = other.sounds.get(index);
            if (Collections.disjoint(own, sought) && !(own.isEmpty() && sought.isEmpty())) {
                return false;
            }
        }
        return true;
    }
}
