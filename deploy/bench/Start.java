import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times `./ripeline run` in a fresh clone, the build included, and then the starts after it. `start.sh` calls it.
public final class Start {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration FIRST = Duration.ofMinutes(3);
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final int TIMES = 3;

    private Start() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open()) {
            Path clone = scratch.resolve("ripeline");
            clone(arguments[0], clone);
            results.add(start("First start of a fresh clone, build included", clone, scratch, FIRST));
            for (int time = 0; time < TIMES; time++) {
                results.add(start("Later start", clone, scratch, LATER));
            }
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }

    private static void clone(String from, Path to) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "clone", "-q", "--no-hardlinks", from, to.toString())
                .inheritIO()
                .start();
        if (git.waitFor() != 0) {
            throw new IllegalStateException("git clone failed");
        }
    }

    // With everything that people get by it: the sample companies too.
    private static Result start(String what, Path clone, Scratch scratch, Duration target)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(scratch.path(), "server", ".log");
        try (Server server = Server.start(clone, scratch.resolve("home"), log, "", LIMIT)) {
            Duration taken = server.untilReady();
            return new Result(
                    what,
                    "< %d s".formatted(target.toSeconds()),
                    "%.1f s".formatted(taken.toMillis() / 1000.0),
                    taken.compareTo(target) < 0);
        }
    }
}
