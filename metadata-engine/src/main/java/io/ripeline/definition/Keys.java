package io.ripeline.definition;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys in order, each once, and the place of each.
final class Keys {

    /// So few are looked through quicker than computed where to look.
    private static final int FEW = 12;

    private final String[] keys;
    private final int @Nullable [] slots;

    Keys(Collection<String> keys) {
        this.keys = shared(keys);
        this.slots = slots(this.keys);
    }

    /// The keys as the same strings as in other objects and companies, where the same ones come again.
    static String[] shared(Collection<String> keys) {
        return keys.stream().map(String::intern).toArray(String[]::new);
    }

    /// A table of one more than the place of each key, at the slot its hash leads to or one of the next; none for few
    /// keys.
    static int @Nullable [] slots(String[] keys) {
        if (keys.length <= FEW) {
            return null;
        }
        int[] slots = new int[Integer.highestOneBit(keys.length * 3 / 2) * 2];
        for (int place = 0; place < keys.length; place++) {
            int slot = slot(keys[place], slots);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = place + 1;
        }
        return slots;
    }

    private static int slot(Object key, int[] slots) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> Integer.numberOfLeadingZeros(slots.length) + 1;
    }

    /// The place of a key from 0; -1 where it is none of these.
    static int place(String[] keys, int @Nullable [] slots, @Nullable Object key) {
        if (key == null) {
            return -1;
        }
        if (slots == null) {
            return among(keys, key);
        }
        for (int slot = slot(key, slots); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (keys[slots[slot] - 1].equals(key)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    private static int among(String[] keys, Object key) {
        for (int place = 0; place < keys.length; place++) {
            if (keys[place].equals(key)) {
                return place;
            }
        }
        return -1;
    }

    boolean contain(String key) {
        return place(keys, slots, key) >= 0;
    }

    List<String> all() {
        return List.of(keys);
    }
}
