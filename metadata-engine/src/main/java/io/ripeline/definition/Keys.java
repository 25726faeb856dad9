package io.ripeline.definition;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys in order, each once, and the place of each. Takes a tenth of the room of a linked map: companies have many
/// and each is made once.
final class Keys {

    /// So few are looked through quicker than computed where to look.
    private static final int FEW = 12;

    private final String[] keys;
    /// One more than the place of the key whose hash leads here or before; 0 for none. Absent for few keys.
    private final int @Nullable [] slots;

    Keys(Collection<String> keys) {
        // The same keys come again in other objects and companies.
        this.keys = keys.stream().map(String::intern).toArray(String[]::new);
        this.slots = this.keys.length <= FEW ? null : slots(this.keys);
    }

    private static int[] slots(String[] keys) {
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
    int place(@Nullable Object key) {
        if (key == null) {
            return -1;
        }
        if (slots == null) {
            return Arrays.asList(keys).indexOf(key);
        }
        for (int slot = slot(key, slots); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (keys[slots[slot] - 1].equals(key)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    int size() {
        return keys.length;
    }

    String at(int place) {
        return keys[place];
    }

    List<String> all() {
        return List.of(keys);
    }
}
