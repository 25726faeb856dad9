package io.ripeline.expression;

import static io.ripeline.expression.Type.BOOLEAN;
import static io.ripeline.expression.Type.DECIMAL;
import static io.ripeline.expression.Type.INTEGER;
import static io.ripeline.expression.Type.RECORDS;
import static io.ripeline.expression.Type.SPAN;
import static io.ripeline.expression.Type.TEXT;
import static io.ripeline.expression.Type.TEXTS;
import static io.ripeline.expression.Type.TIME;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The operators and functions of the language: what CEL checks against.
///
/// None of CEL's own overloads are declared, so that each operator means what [Values] and [SqlWriter] do and no more.
final class Language {
    static final String HOLDS = "holds";
    static final String DATE = "date";
    static final String TIMESTAMP = "timestamp";
    static final String DURATION = "duration";
    /// `activity_count("call", duration("168h"))`: the activities of a kind begun within this time before now.
    static final String ACTIVITY_COUNT = "activity_count";

    private static final List<List<Type>> NUMBERS = List.of(
            List.of(INTEGER, INTEGER), List.of(INTEGER, DECIMAL), List.of(DECIMAL, INTEGER), List.of(DECIMAL, DECIMAL));
    private static final List<Function> FUNCTIONS = functions();

    private Language() {}

    private record Function(String name, List<CelOverloadDecl> overloads) {}

    static List<CelFunctionDecl> declarations() {
        return FUNCTIONS.stream()
                .map(function -> CelFunctionDecl.newFunctionDeclaration(function.name(), function.overloads()))
                .toList();
    }

    /// The functions a person can call by name.
    static Set<String> callable() {
        Stream<String> named =
                FUNCTIONS.stream().map(Function::name).filter(name -> Character.isLetter(name.charAt(0)));
        return Stream.concat(
                        named,
                        Stream.concat(
                                Stream.of(Presence.FUNCTION),
                                Arrays.stream(Quantifier.values()).map(Quantifier::function)))
                .collect(Collectors.toSet());
    }

    private static List<Function> functions() {
        List<Function> all = new ArrayList<>(logic());
        all.addAll(relations());
        all.addAll(arithmetic());
        all.addAll(texts());
        all.addAll(lists());
        Arrays.stream(DomainFunction.values())
                .map(function -> function(function.key(), function.signatures()))
                .forEach(all::add);
        all.add(function(ACTIVITY_COUNT, List.of(Signature.of(INTEGER, TEXT, SPAN))));
        all.add(function(DATE, List.of(Signature.of(TIME, TEXT))));
        all.add(function(TIMESTAMP, List.of(Signature.of(TIME, TEXT))));
        all.add(function(DURATION, List.of(Signature.of(SPAN, TEXT))));
        return List.copyOf(all);
    }

    private static List<Function> logic() {
        TypeParamType any = TypeParamType.create("A");
        return List.of(
                declared(Operator.LOGICAL_AND, SimpleType.BOOL, SimpleType.BOOL, SimpleType.BOOL),
                declared(Operator.LOGICAL_OR, SimpleType.BOOL, SimpleType.BOOL, SimpleType.BOOL),
                declared(Operator.CONDITIONAL, any, SimpleType.BOOL, any, any),
                function(Operator.LOGICAL_NOT, List.of(Signature.of(BOOLEAN, BOOLEAN))),
                function(HOLDS, List.of(Signature.of(BOOLEAN, BOOLEAN))));
    }

    private static List<Function> relations() {
        List<List<Type>> ordered = new ArrayList<>(NUMBERS);
        ordered.addAll(List.of(List.of(TEXT, TEXT), List.of(TIME, TIME), List.of(SPAN, SPAN)));
        List<List<Type>> comparable = new ArrayList<>(ordered);
        comparable.add(List.of(BOOLEAN, BOOLEAN));
        return List.of(
                function(Operator.EQUALS, yieldingBoolean(comparable)),
                function(Operator.NOT_EQUALS, yieldingBoolean(comparable)),
                function(Operator.LESS, yieldingBoolean(ordered)),
                function(Operator.LESS_EQUALS, yieldingBoolean(ordered)),
                function(Operator.GREATER, yieldingBoolean(ordered)),
                function(Operator.GREATER_EQUALS, yieldingBoolean(ordered)),
                function(Operator.IN, memberships(comparable)));
    }

    private static List<Signature> memberships(List<List<Type>> comparable) {
        return comparable.stream()
                .map(pair ->
                        new Signature(false, BOOLEAN, List.of(pair.getFirst().cel(), Type.listOf(pair.getLast()))))
                .toList();
    }

    private static List<Function> arithmetic() {
        List<Signature> plus = numeric();
        plus.addAll(List.of(Signature.of(TEXT, TEXT, TEXT), Signature.of(TIME, TIME, SPAN)));
        plus.addAll(List.of(Signature.of(TIME, SPAN, TIME), Signature.of(SPAN, SPAN, SPAN)));
        List<Signature> minus = numeric();
        minus.addAll(List.of(
                Signature.of(TIME, TIME, SPAN), Signature.of(SPAN, TIME, TIME), Signature.of(SPAN, SPAN, SPAN)));
        List<Signature> negation =
                List.of(Signature.of(INTEGER, INTEGER), Signature.of(DECIMAL, DECIMAL), Signature.of(SPAN, SPAN));
        return List.of(
                function(Operator.ADD, plus),
                function(Operator.SUBTRACT, minus),
                function(Operator.MULTIPLY, numeric()),
                function(Operator.DIVIDE, numeric()),
                function(Operator.MODULO, List.of(Signature.of(INTEGER, INTEGER, INTEGER))),
                function(Operator.NEGATE, negation));
    }

    private static List<Function> texts() {
        List<Signature> test = List.of(new Signature(true, BOOLEAN, List.of(TEXT.cel(), TEXT.cel())));
        List<Signature> size = Stream.of(TEXT, TEXTS, RECORDS)
                .flatMap(type ->
                        Stream.of(Signature.of(INTEGER, type), new Signature(true, INTEGER, List.of(type.cel()))))
                .toList();
        return List.of(
                function("startsWith", test),
                function("endsWith", test),
                function("contains", test),
                function("size", size));
    }

    private static List<Function> lists() {
        return Arrays.stream(Quantifier.values())
                .map(quantifier -> function(
                        quantifier.variant(),
                        List.of(Signature.of(quantifier == Quantifier.FILTER ? RECORDS : BOOLEAN, RECORDS, BOOLEAN))))
                .toList();
    }

    private static List<Signature> numeric() {
        return new ArrayList<>(NUMBERS.stream()
                .map(pair -> Signature.of(pair.contains(DECIMAL) ? DECIMAL : INTEGER, pair.toArray(Type[]::new)))
                .toList());
    }

    private static List<Signature> yieldingBoolean(List<List<Type>> parameters) {
        return parameters.stream()
                .map(pair -> Signature.of(BOOLEAN, pair.toArray(Type[]::new)))
                .toList();
    }

    private static Function declared(Operator operator, CelType result, CelType... parameters) {
        String id = "of " + operator.getFunction();
        return new Function(operator.getFunction(), List.of(CelOverloadDecl.newGlobalOverload(id, result, parameters)));
    }

    private static Function function(Operator operator, List<Signature> signatures) {
        return function(operator.getFunction(), signatures);
    }

    private static Function function(String name, List<Signature> signatures) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        for (Signature signature : signatures) {
            overloads.add(signature.declaration(name + " " + overloads.size()));
        }
        return new Function(name, overloads);
    }
}
