package io.ripeline.refusal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The one exception for everything a caller can mend. Whoever throws it has changed nothing.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient Text detail;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> extensions;

    public Refused(ErrorCode code, Text detail, List<Violation> violations) {
        this(code, detail, violations, Map.of());
    }

    private Refused(ErrorCode code, Text detail, List<Violation> violations, Map<String, Object> extensions) {
        super(code.code() + ": " + detail.en(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.violations = List.copyOf(violations);
        this.extensions = Map.copyOf(extensions);
    }

    /// The same refusal with one more member for the problem document.
    public Refused with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Refused(code, detail, violations, more);
    }

    /// The same refusal with every pointer moved below `base`.
    public Refused below(String base) {
        List<Violation> moved = new ArrayList<>();
        for (Violation violation : violations) {
            moved.add(new Violation(base + violation.pointer(), violation.code(), violation.message()));
        }
        return new Refused(code, detail, moved, extensions);
    }

    public ErrorCode code() {
        return code;
    }

    public Text detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    /// Further members of the problem document, such as `unmet`.
    public Map<String, Object> extensions() {
        return extensions;
    }
}
