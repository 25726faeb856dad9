package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in our words what CEL's parser and checker found.
record Issues(String source) {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*)' \\(in container '.*'\\)");
    private static final Pattern MISAPPLIED = Pattern.compile(
            "found no matching overload for '(.*)' applied to '\\(?(.*?)\\)?'(?: \\(candidates.*)?", Pattern.DOTALL);
    private static final Pattern NULL = Pattern.compile("\\bnull(_type)?\\b");
    private static final Pattern LIMIT = Pattern.compile("(?i).*(limit|exceed).*", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("^_?(.+?)_?$");
    private static final String NUMBER = "For input string";

    List<Problem> ofSyntax(List<CelIssue> issues) {
        List<Problem> limits = issues.stream()
                .flatMap(issue -> limit(issue).stream())
                .distinct()
                .toList();
        if (!limits.isEmpty()) {
            return limits;
        }
        List<Problem> slips = Slips.in(source);
        // The parser goes on after what it could not read, and then finds faults where there are none.
        return slips.isEmpty() ? List.of(Wording.unreadable(source, offset(issues.getFirst()))) : slips;
    }

    List<Problem> ofMeaning(CelAbstractSyntaxTree parsed, List<CelIssue> issues) {
        Set<Long> calls = CelNavigableAst.fromAst(parsed)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(node -> node.expr().id())
                .collect(Collectors.toSet());
        return issues.stream()
                .map(issue -> meaning(issue, calls.contains(issue.getExprId())))
                .toList();
    }

    private Optional<Problem> limit(CelIssue issue) {
        String message = issue.getMessage();
        if (message.startsWith(NUMBER)) {
            return Optional.of(Wording.numberOutOfRange(Problem.Code.SYNTAX, offset(issue)));
        }
        return LIMIT.matcher(message).matches() ? Optional.of(Wording.tooComplex(offset(issue))) : Optional.empty();
    }

    private Problem meaning(CelIssue issue, boolean isCall) {
        String message = issue.getMessage();
        int offset = offset(issue);
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return undeclared(undeclared.group(1), isCall, offset);
        }
        Matcher misapplied = MISAPPLIED.matcher(message);
        if (misapplied.matches()) {
            return misapplied(misapplied.group(1), misapplied.group(2), offset);
        }
        return Wording.mistyped(Suggestions.quote(message), offset);
    }

    /// A name outside the language in a call; elsewhere a part of CEL that is not offered, for names are known here.
    private Problem undeclared(String name, boolean isCall, int offset) {
        if (!isCall) {
            return Wording.unsupported(offset);
        }
        Set<String> known = new TreeSet<>(Language.callable());
        return Wording.unknownFunction(
                Suggestions.quote(name),
                Nearest.to(name, known),
                Suggestions.listed(known),
                Math.max(0, source.lastIndexOf(name, offset)));
    }

    private static Problem misapplied(String function, String operands, int offset) {
        List<String> types = Arrays.asList(operands.replace(".(", ", ").split(", *", -1));
        if (NULL.matcher(operands).find()) {
            return Wording.comparedWithNull(offset);
        }
        Matcher operator = PLACEHOLDER.matcher(function.replace("@", "").replace("_?_:_", "?:"));
        List<Text> labels = new ArrayList<>();
        types.forEach(type -> labels.add(Type.labelOf(type)));
        Text all = new Text(
                labels.stream().map(Text::en).collect(Collectors.joining(" and ")),
                labels.stream().map(Text::zh).collect(Collectors.joining("和")));
        return Wording.misapplied(operator.matches() ? operator.group(1) : function, all, offset);
    }

    private int offset(CelIssue issue) {
        int line = issue.getSourceLocation().getLine();
        return line < 1
                ? 0
                : new Offsets(source).of(line, issue.getSourceLocation().getColumn());
    }
}
