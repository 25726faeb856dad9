package io.ripeline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A server that is no child of this process: it is known by its pid file, and outlives a killed parent.
///
/// Detached on purpose: Ctrl-C in a terminal reaches every child, and the database must outlive the pool.
///
/// @param pidFile written by the server itself; the first line is its process id
/// @param program a part of the path of its program
/// @param place the file or directory on its command line that makes it ours
record DetachedProcess(Path pidFile, String program, Path place) {

    /// The process, if the one with the remembered id really is this server: ids are used again after a restart.
    Optional<ProcessHandle> running() {
        return remembered()
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(program) && line.contains(place.toString()))
                        .isPresent());
    }

    private Optional<Long> remembered() {
        try {
            return Files.readString(pidFile)
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[1-9][0-9]{0,9}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends the signal, and waits until the server has gone.
    ///
    /// @return whether it has gone
    boolean stop(String signal, Duration patience) {
        Optional<ProcessHandle> process = running();
        if (process.isEmpty()) {
            return true;
        }
        send(signal, process.get().pid());
        return Waiting.until(() -> running().isEmpty(), patience);
    }

    private static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
