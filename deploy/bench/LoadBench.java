import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Starts Ripeline with data of its own, puts it under load and prints each line of a table as it comes. `load.sh` calls
/// it.
public final class LoadBench {

    private static final String MILLION = "million";

    private LoadBench() {}

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        boolean timed = !rest.isEmpty() && rest.getFirst().matches("[0-9]+");
        Duration turn = Duration.ofSeconds(timed ? Integer.parseInt(rest.getFirst()) : 10);
        Set<String> parts = parts(timed ? rest.subList(1, rest.size()) : rest);
        String operatorToken = Server.operatorToken();
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            System.out.printf("Ripeline runs as process %d on port %d.%n", server.pid(), server.port());
            Database database = new Database(scratch, checkout.resolve("deploy/bench/sql"));
            Ripeline.Company company = new Ripeline(operator).provision("bench");
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = 'bench'")
                    .getFirst();
            database.script("fill.sql", Map.of("schema", schema, "admin", company.adminId()));
            List<String> customers = database.query("SELECT id FROM \"%s\".customer".formatted(schema));
            List<Work> works = Work.all(company.adminId(), customers);
            Processor processor = new Processor(server.pid(), scratch.resolve("home"));
            Consumer<Result> told = result -> {
                results.add(result);
                System.out.println(result);
            };
            Result.printHead();
            new Load(server.port(), company.token(), database, schema, turn, processor)
                    .measure(works.stream().filter(work -> parts.contains(work.part())).toList(), told);
            if (parts.contains(MILLION)) {
                new Million(server.port(), company.token(), database, schema, processor)
                        .measure(company.adminId(), told);
            }
        }
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }

    /// What of it all is to be measured: what is named, else everything.
    private static Set<String> parts(List<String> named) {
        Set<String> all = new TreeSet<>(Work.PARTS);
        all.add(MILLION);
        if (!all.containsAll(named)) {
            throw new IllegalArgumentException("The parts are " + String.join(", ", all));
        }
        return named.isEmpty() ? all : Set.copyOf(named);
    }
}
