package io.ripeline.embedded;

/// One of the servers that Ripeline can run by itself.
public enum EmbeddedServer {
    POSTGRES,
    REDIS
}
