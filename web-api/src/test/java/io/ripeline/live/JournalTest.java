package io.ripeline.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class JournalTest {

    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @Test
    void tellsOnTheNodeItselfWhereThereIsNoRedis() throws InterruptedException {
        LettuceConnectionFactory nowhere =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", 1));
        nowhere.afterPropertiesSet();
        nowhere.start();
        Journal journal = new Journal(nowhere);
        BlockingQueue<UUID> news = new LinkedBlockingQueue<>();
        journal.tellTo(new Journal.Listener() {
            @Override
            public void news(UUID tenant) {
                news.add(tenant);
            }

            @Override
            public void beginAnew() {}
        });
        journal.start();
        try {
            String before = journal.log().end(TENANT);

            journal.note(TENANT, List.of(Happening.version(7)));

            assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo(TENANT);
            assertThat(journal.log().from(TENANT, before).orElseThrow())
                    .flatExtracting(EventLog.Entry::happenings)
                    .containsExactly(Happening.version(7));
            assertThat(journal.log().from(OTHER, journal.log().end(OTHER))).isEqualTo(Optional.of(List.of()));
        } finally {
            journal.stop();
            nowhere.destroy();
        }
    }

    @Test
    void saysThatItForgotWhatIsTooLongAgo() {
        MemoryLog log = new MemoryLog();
        log.append(TENANT, List.of(Happening.version(1)));
        String first = log.end(TENANT);
        for (int number = 0; number <= EventLog.KEPT; number++) {
            log.append(TENANT, List.of(Happening.version(2)));
        }

        assertThat(log.from(TENANT, first)).isEmpty();
        assertThat(log.from(TENANT, log.end(TENANT)).orElseThrow()).hasSize(1);
    }

    @Test
    void letsGoOfAReaderWhoDoesNotRead() throws InterruptedException {
        EventStream stream = new EventStream(UUID.randomUUID(), java.util.Set.of(Topic.RECORD));

        for (int number = 0; number < 101; number++) {
            assertThat(stream.hasEnded()).isFalse();
            stream.send("x");
        }

        assertThat(stream.hasEnded()).isTrue();
        assertThat(stream.next(java.time.Duration.ZERO)).isNull();
    }
}
