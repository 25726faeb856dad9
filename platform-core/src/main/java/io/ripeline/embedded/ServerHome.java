package io.ripeline.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/// The directory that holds all the servers keep, locked for one process: ports and password are remembered here.
final class ServerHome implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final FileChannel lock;
    private final Properties remembered = new Properties();

    private ServerHome(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static ServerHome open(Path directory) {
        try {
            Path real = makePrivate(directory.toAbsolutePath()).toRealPath();
            ServerHome home = new ServerHome(real, lock(real));
            home.load();
            return home;
        } catch (FileSystemException e) {
            throw new FailureAnalyzedException(
                    "Ripeline cannot write to its home directory " + directory + ": " + e.getMessage(),
                    "Give yourself the right to write there, or choose another directory with --home.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Existing directories keep their rights: they are their owner's choice.
    private static Path makePrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Files.createDirectories(directory.getParent());
        return Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("ripeline.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new HomeInUse(directory);
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void load() throws IOException {
        Path file = settings();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(file)) {
                remembered.load(in);
            }
        }
        if (!remembered.containsKey("password")) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            remember("password", HexFormat.of().formatHex(random));
        }
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    /// Makes a directory of this home that nobody else can read.
    Path directory(String name) throws IOException {
        return makePrivate(resolve(name));
    }

    String password() {
        return remembered.getProperty("password");
    }

    /// The server's port of last time if it is still free, else a free one, which is remembered. A random port lets
    /// many homes live on one machine.
    synchronized int port(String server) throws IOException {
        String key = server + ".port";
        int last = Integer.parseInt(remembered.getProperty(key, "0"));
        int port = last > 0 && isFree(last) ? last : anyFree();
        if (port != last) {
            remember(key, Integer.toString(port));
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = bind(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void remember(String key, String value) throws IOException {
        remembered.setProperty(key, value);
        Path file = settings();
        if (!Files.exists(file)) {
            Files.createFile(file, ownerMayReadAndWrite());
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            remembered.store(out, "Kept by Ripeline for the servers of this directory; the password is theirs.");
        }
    }

    private Path settings() {
        return resolve("servers.properties");
    }

    /// Writes a file that only its owner can read.
    Path write(String name, String content) throws IOException {
        Path file = resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, ownerMayReadAndWrite());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        }
        return file;
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerMayReadAndWrite() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
