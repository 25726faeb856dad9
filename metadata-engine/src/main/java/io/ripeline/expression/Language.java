package io.ripeline.expression;

import static io.ripeline.expression.Type.BOOLEAN;
import static io.ripeline.expression.Type.DECIMAL;
import static io.ripeline.expression.Type.INTEGER;
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
        return Stream.concat(named, Stream.of(Presence.MACRO)).collect(Collectors.toSet());
    }

    private static List<Function> functions() {
        List<Function> all = new ArrayList<>(logic());
        all.addAll(relations());
        all.addAll(arithmetic());
        all.addAll(texts());
        all.add(function(DATE, List.of(overload(TIME, TEXT))));
        all.add(function(TIMESTAMP, List.of(overload(TIME, TEXT))));
        all.add(function(DURATION, List.of(overload(SPAN, TEXT))));
        return List.copyOf(all);
    }

    private static List<Function> logic() {
        TypeParamType any = TypeParamType.create("A");
        return List.of(
                declared(Operator.LOGICAL_AND, SimpleType.BOOL, SimpleType.BOOL, SimpleType.BOOL),
                declared(Operator.LOGICAL_OR, SimpleType.BOOL, SimpleType.BOOL, SimpleType.BOOL),
                declared(Operator.CONDITIONAL, any, SimpleType.BOOL, any, any),
                function(Operator.LOGICAL_NOT, List.of(overload(BOOLEAN, BOOLEAN))),
                function(HOLDS, List.of(overload(BOOLEAN, BOOLEAN))));
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
        plus.addAll(List.of(overload(TEXT, TEXT, TEXT), overload(TIME, TIME, SPAN)));
        plus.addAll(List.of(overload(TIME, SPAN, TIME), overload(SPAN, SPAN, SPAN)));
        List<Signature> minus = numeric();
        minus.addAll(List.of(overload(TIME, TIME, SPAN), overload(SPAN, TIME, TIME), overload(SPAN, SPAN, SPAN)));
        List<Signature> negation =
                List.of(overload(INTEGER, INTEGER), overload(DECIMAL, DECIMAL), overload(SPAN, SPAN));
        return List.of(
                function(Operator.ADD, plus),
                function(Operator.SUBTRACT, minus),
                function(Operator.MULTIPLY, numeric()),
                function(Operator.DIVIDE, numeric()),
                function(Operator.MODULO, List.of(overload(INTEGER, INTEGER, INTEGER))),
                function(Operator.NEGATE, negation));
    }

    private static List<Function> texts() {
        List<Signature> test = List.of(new Signature(true, BOOLEAN, List.of(TEXT.cel(), TEXT.cel())));
        List<Signature> size = Stream.of(TEXT, TEXTS)
                .flatMap(type -> Stream.of(overload(INTEGER, type), new Signature(true, INTEGER, List.of(type.cel()))))
                .toList();
        return List.of(
                function("startsWith", test),
                function("endsWith", test),
                function("contains", test),
                function("size", size));
    }

    private static List<Signature> numeric() {
        return new ArrayList<>(NUMBERS.stream()
                .map(pair -> overload(pair.contains(DECIMAL) ? DECIMAL : INTEGER, pair.toArray(Type[]::new)))
                .toList());
    }

    private static List<Signature> yieldingBoolean(List<List<Type>> parameters) {
        return parameters.stream()
                .map(pair -> overload(BOOLEAN, pair.toArray(Type[]::new)))
                .toList();
    }

    private record Signature(boolean member, Type result, List<CelType> parameters) {
        CelOverloadDecl of(String id) {
            return member
                    ? CelOverloadDecl.newMemberOverload(id, result.cel(), parameters)
                    : CelOverloadDecl.newGlobalOverload(id, result.cel(), parameters);
        }
    }

    private static Signature overload(Type result, Type... parameters) {
        return new Signature(false, result, Stream.of(parameters).map(Type::cel).toList());
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
            overloads.add(signature.of(name + " " + overloads.size()));
        }
        return new Function(name, overloads);
    }
}
