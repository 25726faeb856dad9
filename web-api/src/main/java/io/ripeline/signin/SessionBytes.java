package io.ripeline.signin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.MapSession;

/// Sessions as bytes. What is read may be made of the classes of Java, Spring Security and Ripeline only; what
/// cannot be read, since another release wrote it, is no session.
final class SessionBytes {

    private static final Logger LOG = LoggerFactory.getLogger(SessionBytes.class);
    private static final ObjectInputFilter FAMILIAR = ObjectInputFilter.Config.createFilter(
            "maxdepth=50;maxbytes=1000000;java.lang.*;java.util.**;java.time.**;java.net.*;java.math.*;"
                    + "org.springframework.security.**;io.ripeline.**;!*");

    private SessionBytes() {}

    /// What of a session is kept; attributes that cannot be written stay on the node.
    private record Kept(Instant createdAt, Instant usedAt, Duration life, HashMap<String, Object> attributes)
            implements Serializable {}

    static byte[] write(MapSession session) {
        HashMap<String, Object> attributes = new HashMap<>();
        for (String name : session.getAttributeNames()) {
            Object value = session.getAttribute(name);
            if (value instanceof Serializable) {
                attributes.put(name, value);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Kept(
                    session.getCreationTime(),
                    session.getLastAccessedTime(),
                    session.getMaxInactiveInterval(),
                    attributes));
        } catch (IOException impossible) {
            throw new IllegalStateException("A session holds something that cannot be kept", impossible);
        }
        return bytes.toByteArray();
    }

    static @Nullable MapSession read(String id, byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(FAMILIAR);
            Kept kept = (Kept) in.readObject();
            MapSession session = new MapSession(id);
            session.setCreationTime(kept.createdAt());
            session.setLastAccessedTime(kept.usedAt());
            session.setMaxInactiveInterval(kept.life());
            kept.attributes().forEach(session::setAttribute);
            return session;
        } catch (IOException | ClassNotFoundException | ClassCastException unreadable) {
            LOG.debug("A session that cannot be read is none", unreadable);
            return null;
        }
    }
}
