import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts Ripeline with data of its own, puts it under load and prints a table. `load.sh` calls it.
public final class LoadBench {

    private LoadBench() {}

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        Duration turn = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
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
            results.addAll(new Load(server.port(), company.token(), database, schema, turn).measure(works));
            results.addAll(new Million(server.port(), company.token(), database, schema)
                    .measure(company.adminId(), works.get(1)));
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }
}
