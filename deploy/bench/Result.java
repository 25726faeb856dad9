import java.util.List;

/// One line of the table: what was measured against what was promised.
record Result(String what, String target, String measured, boolean met) {

    static void printHead() {
        System.out.println("\n| what | target | measured | verdict |\n|---|---|---|---|");
    }

    static void print(List<Result> results) {
        printHead();
        results.forEach(System.out::println);
    }

    @Override
    public String toString() {
        return "| %s | %s | %s | %s |".formatted(what, target, measured, met ? "met" : "missed");
    }
}
