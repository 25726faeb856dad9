import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// Watches the heap of a server, or of the Java process below its launcher: what is used right after a collection asked
/// for now and then, so that rubbish does not count. It asks over one connection: a program started each time would
/// take a part of the processors that are measured.
final class Heap implements AutoCloseable {

    private static final long EVERY_MILLIS = 5_000;

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
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)))) {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            while (!Thread.interrupted()) {
                memory.gc();
                highest.accumulateAndGet(memory.getHeapMemoryUsage().getUsed() >> 20, Math::max);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (AttachNotSupportedException | IOException failure) {
            throw new IllegalStateException("The heap of the server cannot be watched", failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String agent(long pid) throws AttachNotSupportedException, IOException {
        VirtualMachine server = VirtualMachine.attach("" + pid);
        try {
            return server.startLocalManagementAgent();
        } finally {
            server.detach();
        }
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
