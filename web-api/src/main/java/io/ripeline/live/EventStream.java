package io.ripeline.live;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One open stream: what is still to be sent to its reader. Who reads too slowly is let go and comes back by herself.
final class EventStream {

    private static final int BEHIND_AT_MOST = 100;
    private static final String END = "";

    private final UUID member;
    private final Set<Topic> topics;
    private final BlockingQueue<String> unsent = new ArrayBlockingQueue<>(BEHIND_AT_MOST);
    private volatile boolean ended;

    EventStream(UUID member, Set<Topic> topics) {
        this.member = member;
        this.topics = Set.copyOf(topics);
    }

    UUID member() {
        return member;
    }

    boolean isAbout(Topic topic) {
        return topics.contains(topic);
    }

    /// Queues text to be sent; lets go of a reader who has too much before her.
    void send(String text) {
        if (!unsent.offer(text)) {
            end();
        }
    }

    void end() {
        ended = true;
        unsent.clear();
        unsent.add(END);
    }

    boolean hasEnded() {
        return ended;
    }

    /// The next text; nothing where there was none for that long.
    @Nullable
    String next(Duration patience) throws InterruptedException {
        String text = unsent.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return ended ? null : text;
    }
}
