import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Processor time that the server and its PostgreSQL have taken: unlike the clock it does not count what waits for
/// others on a busy machine.
final class Processor {

    private final List<ProcessHandle> roots;

    /// @param server the JVM
    /// @param home with the embedded PostgreSQL
    Processor(long server, Path home) throws IOException {
        String postmaster = Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip();
        this.roots = List.of(
                ProcessHandle.of(server).orElseThrow(),
                ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow());
    }

    /// What the JVM and PostgreSQL took until now.
    Taken taken() {
        ProcessHandle server = roots.getFirst();
        ProcessHandle postgres = roots.getLast();
        return new Taken(
                own(server), Stream.concat(Stream.of(postgres), postgres.descendants()).mapToLong(Processor::own).sum());
    }

    private static long own(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /// In nanoseconds.
    record Taken(long server, long postgres) {

        Taken since(Taken before) {
            return new Taken(server - before.server, postgres - before.postgres);
        }

        Taken plus(Taken more) {
            return new Taken(server + more.server, postgres + more.postgres);
        }

        /// A call's part, in words.
        String each(long calls) {
            return "processor %.3f ms JVM + %.3f ms PostgreSQL a call"
                    .formatted(server / 1e6 / calls, postgres / 1e6 / calls);
        }
    }
}
