import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Each kind of work by one connection, median beside median, and by sixteen at once, rate beside rate: pgbench and the
/// API turn and turn about, so that whatever else the machine does burdens both alike. What asks runs on the same cores
/// as what answers.
final class Load {

    private static final int CONNECTIONS = 16;
    private static final int TURNS = 3;
    private static final int TURNS_ALONE = 10;
    private static final int RECORDS = 200;
    private static final int WARMING_TURNS = 10;
    private static final double NO_FASTER = 1.05;

    private final int port;
    private final String token;
    private final Database database;
    private final String role;
    private final Duration turn;
    private final Processor processor;

    /// @param turn how long each side works in a turn
    Load(int port, String token, Database database, String role, Duration turn, Processor processor) {
        this.port = port;
        this.token = token;
        this.database = database;
        this.role = role;
        this.turn = turn;
        this.processor = processor;
    }

    /// @param results is told each as it comes
    void measure(List<Work> works, Consumer<Result> results) throws Exception {
        List<String> ids = database.query(
                "SELECT id FROM \"%s\".deal ORDER BY md5(id::text) LIMIT %d".formatted(role, RECORDS));
        for (Work work : works) {
            warm(work, ids);
            results.accept(alone(work, ids));
            results.accept(atOnce(work, ids));
        }
    }

    /// Lets the JVM compile what the work needs: until a turn is no faster by a twentieth than the fastest before it.
    private void warm(Work work, List<String> ids) throws InterruptedException, ExecutionException {
        double fastest = together(work, ids, turn.multipliedBy(2));
        for (int time = 0; time < WARMING_TURNS; time++) {
            double rate = together(work, ids, turn);
            if (rate < fastest * NO_FASTER) {
                return;
            }
            fastest = rate;
        }
    }

    private Result alone(Work work, List<String> ids) throws Exception {
        List<Long> statements = new ArrayList<>();
        List<Long> calls = new ArrayList<>();
        for (int time = 0; time < TURNS_ALONE; time++) {
            statements.addAll(database.pgbench(work.statement(), variables(work, ids.get(time)), role, 500));
            try (Http api = new Http(port, token)) {
                for (int call = 0; call < 500; call++) {
                    calls.add(work.call().answer(api, ids.get(call % ids.size())).nanos());
                }
            }
        }
        Timings plain = Timings.of(statements);
        Timings through = Timings.of(calls);
        double ratio = through.median() / plain.median();
        return new Result(
                work.what() + ", one connection",
                "≤ %.0f × SQL".formatted(work.medianRatio()),
                "%.1f ×: API median %.3f ms, p95 %.3f ms; SQL median %.3f ms"
                        .formatted(ratio, through.median(), through.p95(), plain.median()),
                ratio <= work.medianRatio());
    }

    private Result atOnce(Work work, List<String> ids) throws Exception {
        double statements = 0;
        double calls = 0;
        Processor.Taken taken = new Processor.Taken(0, 0);
        for (int time = 0; time < TURNS; time++) {
            statements += database.rate(
                    work.statement(), variables(work, ids.get(time)), role, CONNECTIONS, turn);
            Processor.Taken before = processor.taken();
            calls += together(work, ids, turn);
            taken = taken.plus(processor.taken().since(before));
        }
        double share = calls / statements;
        return new Result(
                work.what() + ", sixteen connections",
                "≥ %.0f %% of SQL".formatted(100 * work.rateShare()),
                "%.1f %%: API %.0f a second, SQL %.0f; %s"
                        .formatted(
                                100 * share,
                                calls / TURNS,
                                statements / TURNS,
                                taken.each(Math.round(calls * turn.toSeconds()))),
                share >= work.rateShare());
    }

    private static Map<String, String> variables(Work work, String id) {
        Map<String, String> variables = new HashMap<>(work.variables());
        variables.put("id", id);
        return variables;
    }

    /// Calls a second of all connections together.
    private double together(Work work, List<String> ids, Duration length)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            int first = connection;
            callers.add(() -> calls(work, ids, first, end));
        }
        long start = System.nanoTime();
        int calls = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                calls += caller.get();
            }
        }
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private int calls(Work work, List<String> ids, int first, long end) throws IOException {
        int calls = 0;
        try (Http api = new Http(port, token)) {
            while (System.nanoTime() < end) {
                work.call().answer(api, ids.get((first + calls * CONNECTIONS) % ids.size()));
                calls++;
            }
        }
        return calls;
    }
}
