package io.ripeline.expression;

import static io.ripeline.expression.Type.BOOLEAN;
import static io.ripeline.expression.Type.DECIMAL;
import static io.ripeline.expression.Type.INTEGER;
import static io.ripeline.expression.Type.SPAN;
import static io.ripeline.expression.Type.TEXT;
import static io.ripeline.expression.Type.TIME;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The operators and functions of the language: what CEL checks against and what its runtime calls.
///
/// None of CEL's own overloads are declared, so that each operator is defined once, in [Values].
final class Language {
    static final String HOLDS = "holds";
    static final String DATE = "date";
    static final String TIMESTAMP = "timestamp";
    static final String DURATION = "duration";

    private static final List<List<Type>> NUMBERS = List.of(
            List.of(INTEGER, INTEGER), List.of(INTEGER, DECIMAL), List.of(DECIMAL, INTEGER), List.of(DECIMAL, DECIMAL));
    private static final List<Function> FUNCTIONS = functions();

    private Language() {}

    private record Function(String name, List<CelOverloadDecl> overloads, List<CelFunctionBinding> bindings) {}

    static List<CelFunctionDecl> declarations() {
        return FUNCTIONS.stream()
                .map(function -> CelFunctionDecl.newFunctionDeclaration(function.name(), function.overloads()))
                .toList();
    }

    static List<CelFunctionBinding> bindings() {
        return FUNCTIONS.stream()
                .flatMap(function -> function.bindings().stream())
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
        all.add(unary(DATE, List.of(overload(TIME, TEXT)), text -> Values.parseDate((String) text)));
        all.add(unary(TIMESTAMP, List.of(overload(TIME, TEXT)), text -> Values.parseTime((String) text)));
        all.add(unary(DURATION, List.of(overload(SPAN, TEXT)), text -> Spans.parse((String) text)));
        return List.copyOf(all);
    }

    /// `&&`, `||` and `?:` are built into the runtime and only declared.
    private static List<Function> logic() {
        TypeParamType any = TypeParamType.create("A");
        return List.of(
                declared(Operator.LOGICAL_AND, SimpleType.BOOL, SimpleType.BOOL, SimpleType.BOOL),
                declared(Operator.LOGICAL_OR, SimpleType.BOOL, SimpleType.BOOL, SimpleType.BOOL),
                declared(Operator.CONDITIONAL, any, SimpleType.BOOL, any, any),
                unary(Operator.LOGICAL_NOT.getFunction(), List.of(overload(BOOLEAN, BOOLEAN)), value ->
                        !(Boolean) value),
                new Function(
                        HOLDS,
                        List.of(CelOverloadDecl.newGlobalOverload(HOLDS, SimpleType.BOOL, SimpleType.BOOL)),
                        List.of(new Tolerant(HOLDS, arguments -> arguments[0] instanceof Boolean held && held))));
    }

    private static List<Function> relations() {
        List<List<Type>> ordered = new ArrayList<>(NUMBERS);
        ordered.addAll(List.of(List.of(TEXT, TEXT), List.of(TIME, TIME), List.of(SPAN, SPAN)));
        List<List<Type>> comparable = new ArrayList<>(ordered);
        comparable.add(List.of(BOOLEAN, BOOLEAN));
        return List.of(
                binary(Operator.EQUALS, yieldingBoolean(comparable), Values::equal),
                binary(Operator.NOT_EQUALS, yieldingBoolean(comparable), (a, b) -> !Values.equal(a, b)),
                binary(Operator.LESS, yieldingBoolean(ordered), (a, b) -> Values.compare(a, b) < 0),
                binary(Operator.LESS_EQUALS, yieldingBoolean(ordered), (a, b) -> Values.compare(a, b) <= 0),
                binary(Operator.GREATER, yieldingBoolean(ordered), (a, b) -> Values.compare(a, b) > 0),
                binary(Operator.GREATER_EQUALS, yieldingBoolean(ordered), (a, b) -> Values.compare(a, b) >= 0),
                binary(Operator.IN, memberships(comparable), Values::isIn));
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
        return List.of(
                binary(Operator.ADD, plus, Values::add),
                binary(Operator.SUBTRACT, minus, Values::subtract),
                binary(Operator.MULTIPLY, numeric(), Values::multiply),
                binary(Operator.DIVIDE, numeric(), Values::divide),
                binary(Operator.MODULO, List.of(overload(INTEGER, INTEGER, INTEGER)), Values::remainder),
                unary(
                        Operator.NEGATE.getFunction(),
                        List.of(overload(INTEGER, INTEGER), overload(DECIMAL, DECIMAL), overload(SPAN, SPAN)),
                        Values::negate));
    }

    private static List<Function> texts() {
        List<Signature> test = List.of(new Signature(true, BOOLEAN, List.of(TEXT.cel(), TEXT.cel())));
        List<Signature> size = List.of(overload(INTEGER, TEXT), new Signature(true, INTEGER, List.of(TEXT.cel())));
        return List.of(
                binary("startsWith", test, (text, part) -> ((String) text).startsWith((String) part)),
                binary("endsWith", test, (text, part) -> ((String) text).endsWith((String) part)),
                binary("contains", test, (text, part) -> ((String) text).contains((String) part)),
                unary("size", size, Values::size));
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
        return new Function(
                operator.getFunction(), List.of(CelOverloadDecl.newGlobalOverload(id, result, parameters)), List.of());
    }

    private static Function unary(
            String name, List<Signature> signatures, CelFunctionOverload.Unary<Object> definition) {
        return function(name, signatures, id -> CelFunctionBinding.from(id, Object.class, definition));
    }

    private static Function binary(
            Operator operator, List<Signature> signatures, CelFunctionOverload.Binary<Object, Object> definition) {
        return binary(operator.getFunction(), signatures, definition);
    }

    private static Function binary(
            String name, List<Signature> signatures, CelFunctionOverload.Binary<Object, Object> definition) {
        return function(name, signatures, id -> CelFunctionBinding.from(id, Object.class, Object.class, definition));
    }

    /// One binding an overload, and one for the name, which the runtime takes where several overloads fit.
    private static Function function(
            String name, List<Signature> signatures, java.util.function.Function<String, CelFunctionBinding> binding) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        List<CelFunctionBinding> bindings = new ArrayList<>(List.of(binding.apply(name)));
        for (Signature signature : signatures) {
            String id = name + " " + overloads.size();
            overloads.add(signature.of(id));
            bindings.add(binding.apply(id));
        }
        return new Function(name, overloads, bindings);
    }
}
