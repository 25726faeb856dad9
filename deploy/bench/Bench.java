import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts Ripeline with data of its own, measures it and prints a table. `run.sh` calls it.
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path checkout = Path.of(arguments[0]).toRealPath();
        String operatorToken = Server.operatorToken();
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            System.out.printf("Ripeline runs as process %d on port %d.%n", server.pid(), server.port());
            Database database = new Database(scratch, checkout.resolve("deploy/bench/sql"));
            Ripeline ripeline = new Ripeline(operator);
            Ripeline.Company company = ripeline.provision("bench");
            results.add(Provisioning.measure(ripeline));
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = 'bench'")
                    .getFirst();
            database.script("fill.sql", Map.of("schema", schema, "admin", company.adminId()));
            try (Http api = new Http(server.port(), company.token());
                    Http nobody = new Http(server.port(), null)) {
                results.addAll(new Reads(api, nobody, database, schema).measure());
                results.add(new Moves(api, database, schema).measure());
            }
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }
}
