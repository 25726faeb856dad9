import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The embedded PostgreSQL of a home, spoken to by psql and pgbench.
final class Database {

    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Path scripts;
    private final Scratch scratch;
    private final Map<String, String> environment;

    /// @param scratch has Ripeline's data in `home`
    /// @param scripts where the SQL files are
    Database(Scratch scratch, Path scripts) throws IOException {
        Properties servers = new Properties();
        try (InputStream in = Files.newInputStream(scratch.resolve("home/servers.properties"))) {
            servers.load(in);
        }
        this.scripts = scripts;
        this.scratch = scratch;
        this.environment = Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", servers.getProperty("postgres.port"),
                "PGUSER", "postgres",
                "PGPASSWORD", servers.getProperty("password"),
                "PGDATABASE", "ripeline");
    }

    /// The rows a query answers, the columns of each parted by `|`.
    List<String> query(String sql) throws IOException, InterruptedException {
        return run(List.of("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql), "")
                .lines()
                .toList();
    }

    /// Runs a script of ours with its variables.
    void script(String name, Map<String, String> variables) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-f", scripts.resolve(name).toString()));
        variables.forEach((variable, value) -> command.addAll(List.of("-v", variable + "=" + value)));
        run(command, "");
    }

    /// Times a prepared statement over one connection in the role of a company, which its schema is called like, in
    /// nanoseconds a run.
    List<Long> pgbench(String name, Map<String, String> variables, String role, int times)
            throws IOException, InterruptedException {
        String sql = Files.readString(scripts.resolve(name)).replace("SCHEMA", role);
        Path script = Files.writeString(scratch.resolve("statement.sql"), sql);
        List<String> command = new ArrayList<>(List.of(
                "pgbench", "-n", "-M", "prepared", "-c", "1", "-j", "1", "-t", "" + times, "-l", "--log-prefix=bench"));
        command.addAll(List.of("-f", script.toString()));
        variables.forEach((variable, value) -> command.addAll(List.of("-D", variable + "=" + value)));
        run(command, "-c role=" + role);
        List<Long> nanos = new ArrayList<>();
        try (Stream<Path> logs = Files.list(scratch.path())) {
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("bench."))
                    .toList()) {
                for (String line : Files.readAllLines(log)) {
                    nanos.add(Long.parseLong(line.split(" ", 4)[2]) * 1000);
                }
                Files.delete(log);
            }
        }
        return nanos;
    }

    /// Runs a prepared statement over several connections in the role of a company; how often a second.
    double rate(String name, Map<String, String> variables, String role, int connections, Duration length)
            throws IOException, InterruptedException {
        String sql = Files.readString(scripts.resolve(name)).replace("SCHEMA", role);
        Path script = Files.writeString(scratch.resolve("statement.sql"), sql);
        List<String> command = new ArrayList<>(List.of(
                "pgbench", "-n", "-M", "prepared", "-c", "" + connections, "-j", "2", "-T", "" + length.toSeconds()));
        command.addAll(List.of("-f", script.toString()));
        variables.forEach((variable, value) -> command.addAll(List.of("-D", variable + "=" + value)));
        String said = run(command, "-c role=" + role);
        Matcher rate = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench tells no rate: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String run(List<String> command, String options) throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch.path(), "out", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PGOPTIONS", options);
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command.getFirst() + " took too long");
        }
        String said = Files.readString(out);
        Files.delete(out);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
