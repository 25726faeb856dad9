package io.ripeline.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.MapSession;

class KeptSessionsIT extends EdgeTest {

    private static final Duration LIFE = Duration.ofMinutes(30);

    @Autowired
    private RedisConnectionFactory redis;

    private static MapSession session(KeptSessions sessions, UUID member) {
        MapSession session = sessions.createSession();
        session.setAttribute("ripeline.memberId", member);
        sessions.save(session);
        return session;
    }

    @Test
    void outliveARestart() {
        UUID member = UUID.randomUUID();
        MapSession session = session(new KeptSessions(redis, LIFE), member);

        MapSession found = Objects.requireNonNull(new KeptSessions(redis, LIFE).findById(session.getId()));

        assertThat(found.<UUID>getAttribute("ripeline.memberId")).isEqualTo(member);
    }

    @Test
    void endOnEveryNodeSoonAfterTheyEndOnOne() throws InterruptedException {
        KeptSessions one = new KeptSessions(redis, LIFE);
        KeptSessions another = new KeptSessions(redis, LIFE);
        MapSession session = session(one, UUID.randomUUID());
        assertThat(another.findById(session.getId())).isNotNull();

        one.deleteById(session.getId());
        Thread.sleep(2_100);

        assertThat(one.findById(session.getId())).isNull();
        assertThat(another.findById(session.getId())).isNull();
    }

    @Test
    void changeTheirIdWithoutLeavingTheOldOne() {
        KeptSessions sessions = new KeptSessions(redis, LIFE);
        MapSession session = session(sessions, UUID.randomUUID());
        String old = session.getId();

        session.changeSessionId();
        sessions.save(session);

        assertThat(sessions.findById(old)).isNull();
        assertThat(new KeptSessions(redis, LIFE).findById(old)).isNull();
        assertThat(new KeptSessions(redis, LIFE).findById(session.getId())).isNotNull();
    }

    @Test
    void standOnTheNodeWhereThereIsNoRedis() {
        LettuceConnectionFactory nowhere =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", 1));
        nowhere.afterPropertiesSet();
        nowhere.start();
        try {
            KeptSessions sessions = new KeptSessions(nowhere, LIFE);
            MapSession session = session(sessions, UUID.randomUUID());

            assertThat(sessions.findById(session.getId())).isNotNull();
            sessions.deleteById(session.getId());
            assertThat(sessions.findById(session.getId())).isNull();
        } finally {
            nowhere.destroy();
        }
    }
}
