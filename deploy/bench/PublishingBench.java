import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts Ripeline with a table of many rows, publishes under load and prints a table. `publishing.sh` calls it.
public final class PublishingBench {

    private static final int ACTIVITIES = 1_000_000;

    private PublishingBench() {}

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        int activities = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ACTIVITIES;
        String operatorToken = Server.operatorToken();
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            System.out.printf("Ripeline runs as process %d on port %d.%n", server.pid(), server.port());
            Database database = new Database(scratch, Path.of(arguments[0]).resolve("deploy/bench/sql"));
            Ripeline.Company company = new Ripeline(operator).provision("bench");
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = 'bench'")
                    .getFirst();
            results.addAll(new Publishers(server.port(), company.token()).measure());
            database.script(
                    "fill-activities.sql",
                    Map.of("schema", schema, "admin", company.adminId(), "rows", "" + activities));
            results.addAll(new PublishingUnderLoad(server.port(), company.token(), activities).measure());
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }
}
