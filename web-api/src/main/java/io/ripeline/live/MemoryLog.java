package io.ripeline.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// The log of one node by itself, while there is no Redis.
final class MemoryLog implements EventLog {

    private static final int COMPANIES = 2_000;
    private static final int HEX = 36;

    private final long begun = System.currentTimeMillis();
    private final AtomicLong number = new AtomicLong();
    private final Cache<UUID, Kept> kept =
            Caffeine.newBuilder().maximumSize(COMPANIES).build();

    /// The last entries of a company.
    private static final class Kept {

        private final ArrayDeque<Entry> entries = new ArrayDeque<>();
        private long forgotten;

        synchronized void add(Entry entry) {
            entries.add(entry);
            if (entries.size() > KEPT) {
                forgotten = number(entries.removeFirst());
            }
        }

        synchronized Optional<List<Entry>> from(long from) {
            if (from < forgotten) {
                return Optional.empty();
            }
            List<Entry> found = new ArrayList<>();
            entries.stream().filter(entry -> number(entry) >= from).forEach(found::add);
            return Optional.of(found);
        }
    }

    private static long number(Entry entry) {
        return number(entry.id());
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    @Override
    public String name() {
        return "m" + Long.toString(begun, HEX);
    }

    @Override
    public void append(UUID tenant, List<Happening> happenings) {
        Kept its = kept.get(tenant, key -> new Kept());
        synchronized (its) {
            its.add(new Entry(number.incrementAndGet() + "-0", happenings));
        }
    }

    @Override
    public Optional<List<Entry>> from(UUID tenant, String entry) {
        return kept.get(tenant, key -> new Kept()).from(number(entry));
    }

    @Override
    public String end(UUID tenant) {
        Kept its = kept.get(tenant, key -> new Kept());
        synchronized (its) {
            return its.entries.isEmpty()
                    ? Math.max(its.forgotten, 0) + "-0"
                    : its.entries.getLast().id();
        }
    }
}
