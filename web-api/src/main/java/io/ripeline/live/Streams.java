package io.ripeline.live;

import io.ripeline.definition.Models;
import io.ripeline.identity.Members;
import io.ripeline.live.EventLog.Entry;
import io.ripeline.record.Onlookers;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import io.ripeline.tenancy.Tenants;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The open streams of this node: the third door at which a {@link TenantScope} is bound. What happened in a company is
/// read once for all its streams, in one transaction; an idle stream costs a virtual thread and no connection.
@Component
class Streams implements SmartLifecycle, Journal.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int PER_MEMBER = 20;
    private static final Duration GATHER = Duration.ofMillis(50);

    private final Journal journal;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Models models;
    private final Members members;
    private final Onlookers onlookers;
    private final Duration beat;
    private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final Set<UUID> woken = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ExecutorService workers;

    Streams(
            Journal journal,
            Tenants tenants,
            TenantTransactions transactions,
            Models models,
            Members members,
            Onlookers onlookers,
            @Value("${ripeline.live.beat:15s}") Duration beat) {
        this.journal = journal;
        this.tenants = tenants;
        this.transactions = transactions;
        this.models = models;
        this.members = members;
        this.onlookers = onlookers;
        this.beat = beat;
        journal.tellTo(this);
    }

    /// Opens a stream for the acting member; refuses with `too-many-streams`.
    ///
    /// @param last the id of the last event she got, where she got one
    EventStream open(Set<Topic> topics, @Nullable String last) {
        TenantScope scope = TenantScope.current();
        EventStream stream = new EventStream(scope.memberId(), topics);
        Room room = rooms.computeIfAbsent(scope.tenant().id(), key -> new Room());
        synchronized (room) {
            long hers = room.streams().stream()
                    .filter(each -> each.member().equals(stream.member()))
                    .count();
            if (hers >= PER_MEMBER) {
                throw LiveError.TOO_MANY_STREAMS.because(
                        Text.of("You have %d streams open already; close one.", "您已打开 %d 个事件流，请先关闭一个。", PER_MEMBER));
            }
            catchUp(room, scope.tenant());
            Place here = here(room, scope.tenant());
            if (last == null || last.isBlank()) {
                stream.send("id: %s\nretry: 3000\n\n".formatted(here));
            } else {
                resume(scope.tenant(), stream, last, here);
            }
            room.streams().add(stream);
        }
        return stream;
    }

    private Place here(Room room, Tenant tenant) {
        return room.place()
                .filter(place -> place.log().equals(journal.log().name()))
                .orElseGet(() -> {
                    Place end = end(tenant);
                    room.moveTo(end);
                    return end;
                });
    }

    private Place end(Tenant tenant) {
        try {
            EventLog log = journal.log();
            return Place.behind(log.name(), log.end(tenant.id()));
        } catch (DataAccessException away) {
            journal.away(away);
            EventLog log = journal.log();
            return Place.behind(log.name(), log.end(tenant.id()));
        }
    }

    private void resume(Tenant tenant, EventStream stream, String last, Place here) {
        Optional<Place> from = Place.parse(last).filter(place -> place.log().equals(here.log()));
        Optional<List<Entry>> missed = from.flatMap(place -> read(tenant, place));
        if (missed.isEmpty()) {
            stream.send(Room.reset(here));
        } else {
            sighted(tenant, sight -> Room.tell(sight, from.get(), missed.get(), List.of(stream)));
        }
    }

    private Optional<List<Entry>> read(Tenant tenant, Place from) {
        try {
            return journal.log().from(tenant.id(), from.entry());
        } catch (DataAccessException away) {
            journal.away(away);
            return Optional.empty();
        }
    }

    /// Takes a stream off that is sent to no more.
    void close(EventStream stream) {
        UUID tenant = TenantScope.current().tenant().id();
        rooms.computeIfPresent(tenant, (key, room) -> {
            room.streams().remove(stream);
            return room.streams().isEmpty() ? null : room;
        });
    }

    @Override
    public void news(UUID tenant) {
        ExecutorService executor = workers;
        if (executor != null && rooms.containsKey(tenant) && woken.add(tenant)) {
            executor.execute(() -> {
                pause(GATHER);
                woken.remove(tenant);
                tenants.known(tenant).ifPresent(this::bring);
            });
        }
    }

    private void bring(Tenant tenant) {
        Room room = rooms.get(tenant.id());
        if (room == null) {
            return;
        }
        synchronized (room) {
            try {
                catchUp(room, tenant);
            } catch (RuntimeException failure) {
                LOG.warn("Cannot tell what happened in {} now; trying again", tenant.slug(), failure);
            }
        }
    }

    /// Tells everybody in a room what happened since the last time.
    private void catchUp(Room room, Tenant tenant) {
        Optional<Place> before = room.place();
        if (room.streams().isEmpty() || before.isEmpty()) {
            room.moveTo(null);
            return;
        }
        Place behind = before.get();
        Optional<List<Entry>> entries =
                behind.log().equals(journal.log().name()) ? read(tenant, behind) : Optional.empty();
        if (entries.isEmpty()) {
            room.moveTo(null);
            Place here = here(room, tenant);
            room.streams().forEach(stream -> stream.send(Room.reset(here)));
        } else if (!entries.get().isEmpty()) {
            sighted(tenant, sight -> {
                room.checkMembers(sight.directory());
                Room.tell(sight, behind, entries.get(), room.streams());
            });
            room.moveTo(Place.behind(behind.log(), entries.get().getLast().id()));
        }
    }

    private void sighted(Tenant tenant, Consumer<Room.Sight> work) {
        new TenantScope(tenant, NOBODY, tenant.locale(), "live")
                .run(() -> transactions.read(transaction -> {
                    work.accept(new Room.Sight(
                            transaction, models.of(transaction), members.directory(transaction), onlookers));
                    return tenant;
                }));
    }

    @Override
    public void beginAnew() {
        rooms.keySet().forEach(this::news);
    }

    @Override
    public void start() {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        workers = executor;
        executor.execute(() -> {
            while (workers != null && pause(beat)) {
                lookAround();
            }
        });
    }

    /// Lets those go who have left, and catches up with what nobody told of.
    private void lookAround() {
        for (UUID id : Set.copyOf(rooms.keySet())) {
            try {
                Optional<Tenant> tenant = tenants.byId(id);
                if (tenant.filter(each -> each.state().readable()).isEmpty()) {
                    end(Optional.ofNullable(rooms.get(id)).map(Room::streams).orElse(Set.of()));
                } else {
                    sighted(
                            tenant.get(),
                            sight -> Optional.ofNullable(rooms.get(id))
                                    .ifPresent(room -> room.checkMembers(sight.directory())));
                    news(id);
                }
            } catch (RuntimeException failure) {
                LOG.warn("Cannot look after the streams of {} now; trying again", id, failure);
            }
        }
    }

    private static void end(Collection<EventStream> streams) {
        streams.forEach(EventStream::end);
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Before the web server waits for requests that are under way: these would never end.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void stop() {
        ExecutorService executor = workers;
        workers = null;
        if (executor != null) {
            executor.shutdownNow();
        }
        rooms.values().forEach(room -> end(room.streams()));
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }
}
