package io.ripeline.openapi;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestPart;

/// Why each operation may be refused. A controller refuses with the codes of its own feature, of the features it is
/// built from, and of the ground that every request crosses; of these an operation has the kinds that what it is
/// given can lead to.
@Component
class Refusals {

    /// What every request crosses: JSON, the door, people, companies, limits, kept answers.
    private static final Set<String> GROUND = Set.of(
            "io.ripeline.json",
            "io.ripeline.http",
            "io.ripeline.signin",
            "io.ripeline.identity",
            "io.ripeline.tenancy",
            "io.ripeline.limit",
            "io.ripeline.idempotency");

    /// What stands between a feature and its records.
    private static final Set<String> ENGINE =
            Set.of("io.ripeline.record", "io.ripeline.rule", "io.ripeline.expression");

    /// What a read is refused with besides: it changes nothing that others could have changed.
    private static final Set<Kind> OF_WRITING = EnumSet.of(Kind.CONFLICT, Kind.TOO_LARGE);

    /// Where even a read may come at the wrong time: an import that has not run has nothing to show yet.
    private static final Set<String> READ_IN_TIME = Set.of("io.ripeline.imports");

    private static final Set<Kind> OF_PRECONDITION = EnumSet.of(Kind.STALE, Kind.PRECONDITION_REQUIRED);
    private static final Set<Kind> OF_INPUT = EnumSet.of(Kind.NOT_FOUND, Kind.INVALID);

    private final Map<String, List<ErrorCode>> byPackage;

    Refusals() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));
        this.byPackage = scanner.findCandidateComponents("io.ripeline").stream()
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .map(name -> ClassUtils.resolveClassName(name, Refusals.class.getClassLoader()))
                .filter(Class::isEnum)
                .collect(Collectors.groupingBy(
                        Class::getPackageName,
                        Collectors.flatMapping(
                                type -> Arrays.stream(type.getEnumConstants()).map(ErrorCode.class::cast),
                                Collectors.toList())));
    }

    /// The codes by kind, in the order of their statuses; a kind without a code of its own has none.
    Map<Kind, List<ErrorCode>> of(Operation operation) {
        Set<Kind> kinds = kinds(operation);
        Map<Kind, List<ErrorCode>> codes = new TreeMap<>(Comparator.comparingInt(Kind::status));
        kinds.forEach(kind -> codes.put(kind, new ArrayList<>()));
        features(operation)
                .flatMap(feature -> byPackage.getOrDefault(feature, List.of()).stream())
                .filter(code -> kinds.contains(code.kind()))
                .forEach(code -> Objects.requireNonNull(codes.get(code.kind())).add(code));
        codes.values().forEach(each -> each.sort(Comparator.comparing(ErrorCode::code)));
        return codes;
    }

    private static Stream<String> features(Operation operation) {
        Class<?> controller = operation.handler().getDeclaringClass();
        Stream<String> parts = Arrays.stream(controller.getDeclaredConstructors())
                .map(Constructor::getParameterTypes)
                .flatMap(Arrays::stream)
                .map(Class::getPackageName);
        return Stream.of(Stream.of(controller.getPackageName()), parts, GROUND.stream(), ENGINE.stream())
                .flatMap(each -> each)
                .distinct();
    }

    private Set<Kind> kinds(Operation operation) {
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        boolean reads = operation.method().equals("GET");
        if (reads) {
            kinds.removeAll(OF_WRITING);
            if (READ_IN_TIME.contains(operation.handler().getDeclaringClass().getPackageName())) {
                kinds.add(Kind.CONFLICT);
            }
        }
        if (!hasPrecondition(operation)) {
            kinds.removeAll(OF_PRECONDITION);
        }
        if (operation.handler().getParameterCount() == 0) {
            kinds.removeAll(OF_INPUT);
        }
        return kinds;
    }

    private static boolean hasPrecondition(Operation operation) {
        return Arrays.stream(operation.handler().getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(RequestHeader.class));
    }

    /// Whether it is given a body, which may be of a type that is not read.
    static boolean hasBody(Operation operation) {
        return Arrays.stream(operation.handler().getParameters()).anyMatch(Refusals::isBody);
    }

    private static boolean isBody(Parameter parameter) {
        return parameter.isAnnotationPresent(RequestBody.class) || parameter.isAnnotationPresent(RequestPart.class);
    }
}
