package io.ripeline.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The past that a company brings along: its files and what must be true once they are in.
///
/// @param teams the people as CSV: sales_agent, manager, regional_office
record Pipeline(String accounts, String products, String deals, String teams, Facts facts) {

    /// What must be true.
    ///
    /// @param deals by stage key
    /// @param wonAmount the sum of all won deals
    record Facts(int accounts, int products, Map<String, Integer> deals, String wonAmount) {}

    /// The public B2B pipeline, where its files stand beside the checkout.
    static Optional<Pipeline> published() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path data = folder.resolve("shared/data/crm_opportunities");
            if (Files.isDirectory(data)) {
                return Optional.of(read(data));
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    private static Pipeline read(Path data) {
        try {
            return new Pipeline(
                    Files.readString(data.resolve("accounts.csv")),
                    Files.readString(data.resolve("products.csv")),
                    Files.readString(data.resolve("sales_pipeline.csv")),
                    Files.readString(data.resolve("sales_teams.csv")),
                    new Facts(
                            85,
                            7,
                            Map.of("won", 4_238, "lost", 2_473, "engaging", 1_589, "prospecting", 500),
                            "10005534"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /// A small pipeline of the same shape and with the same traps, made here.
    static Pipeline generated() {
        StringBuilder deals = new StringBuilder(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        List<String> agents = List.of("Ann Weber", "Bo Lindqvist", "Chen Jing");
        for (int number = 0; number < 40; number++) {
            String agent = agents.get(number % agents.size());
            String product = number % 2 == 0 ? "Pump Mk2" : "Pump Mk 2";
            String account = number % 4 == 3 ? "" : "Farm " + number % 5;
            deals.append(
                    switch (number % 4) {
                        case 0 ->
                            "D%02d,%s,%s,%s,Won,2024-01-%02d,2024-03-01,100\n"
                                    .formatted(number, agent, product, account, number % 28 + 1);
                        case 1 ->
                            "D%02d,%s,%s,%s,Lost,2024-01-05,2024-02-01,0\n".formatted(number, agent, product, account);
                        case 2 -> "D%02d,%s,%s,%s,Engaging,2024-01-07,,\n".formatted(number, agent, product, account);
                        default ->
                            "D%02d,%s,%s,%s,%s,%s,,\n"
                                    .formatted(
                                            number,
                                            agent,
                                            product,
                                            account,
                                            number % 8 == 3 ? "Engaging" : "Prospecting",
                                            number % 8 == 3 ? "2024-01-09" : "");
                    });
        }
        String accounts = """
                account,sector,year_established,revenue,employees,office_location,subsidiary_of
                Farm 0,fruit,1990,10.5,12,Kenya,
                Farm 1,fruit,1991,11.5,13,Kenya,
                Farm 2,fruit,1992,12.5,14,"Berlin, Mitte",
                Farm 3,fruit,1993,13.5,15,中国,Farm 0
                Farm 4,fruit,1994,14.5,16,Peru,
                """;
        String products = """
                product,series,sales_price
                Pump Mk 2,pumps,550
                """;
        String teams = """
                sales_agent,manager,regional_office
                Ann Weber,Dora Kim,East
                Bo Lindqvist,Dora Kim,West
                Chen Jing,Dora Kim,East
                """;
        return new Pipeline(
                accounts,
                products,
                deals.toString(),
                teams,
                new Facts(5, 1, Map.of("won", 10, "lost", 10, "engaging", 15, "prospecting", 5), "1000"));
    }
}
