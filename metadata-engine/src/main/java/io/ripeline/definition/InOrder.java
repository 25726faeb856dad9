package io.ripeline.definition;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A map by key in order that nobody changes. It takes a tenth of the room of a linked one: companies have many, most
/// of
/// them small.
///
/// @param <V> what is called by the keys
final class InOrder<V> extends AbstractMap<String, V> {

    private final String[] keys;
    private final int @Nullable [] slots;
    private final Object[] values;

    private InOrder(Map<String, V> map) {
        this.keys = Keys.shared(map.keySet());
        this.slots = Keys.slots(keys);
        this.values = map.values().toArray();
    }

    /// The same map, in the same order.
    static <V> Map<String, V> of(Map<String, V> map) {
        if (map instanceof InOrder<V>) {
            return map;
        }
        return map.isEmpty() ? Map.of() : new InOrder<>(map);
    }

    @SuppressWarnings("unchecked")
    private V at(int place) {
        return (V) values[place];
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int place = Keys.place(keys, slots, key);
        return place < 0 ? null : at(place);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return Keys.place(keys, slots, key) >= 0;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public List<V> values() {
        return new AbstractList<>() {
            @Override
            public V get(int place) {
                return at(place);
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, V>> iterator() {
                return Arrays.asList(entries()).iterator();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Entry<String, V>[] entries() {
        Entry<String, V>[] entries = new Entry[values.length];
        for (int place = 0; place < values.length; place++) {
            entries[place] = Map.entry(keys[place], at(place));
        }
        return entries;
    }
}
