import java.util.List;

/// One line of the table: what was measured against what was promised.
record Result(String what, String target, String measured, boolean met) {

    private static final String NO_TARGET = "none";

    /// A figure that nothing was promised of.
    static Result told(String what, String measured) {
        return new Result(what, NO_TARGET, measured, true);
    }

    static void printHead() {
        System.out.println("\n| what | target | measured | verdict |\n|---|---|---|---|");
    }

    static void print(List<Result> results) {
        printHead();
        results.forEach(System.out::println);
    }

    @Override
    public String toString() {
        String verdict = target.equals(NO_TARGET) ? "told" : met ? "met" : "missed";
        return "| %s | %s | %s | %s |".formatted(what, target, measured, verdict);
    }
}
