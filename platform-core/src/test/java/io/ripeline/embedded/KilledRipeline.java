package io.ripeline.embedded;

import java.nio.file.Path;
import java.util.EnumSet;

/// A program that starts the servers of a home and then waits to be killed.
final class KilledRipeline {

    static final String READY = "ready";

    private KilledRipeline() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedServers.start(Path.of(args[0]), EnumSet.allOf(EmbeddedServer.class));
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
