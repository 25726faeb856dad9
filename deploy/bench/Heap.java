import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Watches the heap of a server, or of the Java process below its launcher: what is used right after a collection asked
/// for now and then, so that rubbish does not count.
final class Heap implements AutoCloseable {

    private static final long EVERY_MILLIS = 2_000;
    // Each generation has a line of its own.
    private static final Pattern USED = Pattern.compile("total [^\n]*?used (\\d+)K");

    private final AtomicLong highest = new AtomicLong();
    private final Thread watch;

    Heap(long pid) {
        long java = java(pid);
        this.watch = Thread.ofPlatform().daemon().start(() -> watch(java));
    }

    private static long java(long pid) {
        ProcessHandle launched = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(launched), launched.descendants())
                .filter(process -> process.info().command().filter(command -> command.endsWith("/java")).isPresent())
                .findFirst()
                .orElse(launched)
                .pid();
    }

    private void watch(long pid) {
        try {
            while (!Thread.interrupted()) {
                run(pid, "GC.run");
                Matcher used = USED.matcher(run(pid, "GC.heap_info"));
                long kilobytes = 0;
                while (used.find()) {
                    kilobytes += Long.parseLong(used.group(1));
                }
                highest.accumulateAndGet(kilobytes >> 10, Math::max);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String run(long pid, String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, "" + pid, command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// The most that was live at once, as far as was looked.
    long megabytes() {
        return highest.get();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
