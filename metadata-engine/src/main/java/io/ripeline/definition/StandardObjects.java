package io.ripeline.definition;

import io.ripeline.refusal.Text;
import java.util.Map;

/// What the platform itself reads and writes: these objects and fields stand in every document (ADR 0007).
public final class StandardObjects {

    public static final String CUSTOMER = "customer";
    public static final String ACTIVITY = "activity";
    public static final String FOLLOW_UP = "follow_up";

    private static final Map<String, Map<String, FieldType>> NEEDED = Map.of(
            CUSTOMER,
            Map.of("name", FieldType.TEXT),
            "contact",
            Map.of("name", FieldType.TEXT),
            "deal",
            Map.of("name", FieldType.TEXT),
            "product",
            Map.of("name", FieldType.TEXT),
            ACTIVITY,
            Map.of(
                    "kind",
                    FieldType.SELECT,
                    "outcome",
                    FieldType.SELECT,
                    "duration_seconds",
                    FieldType.INTEGER,
                    "note",
                    FieldType.LONG_TEXT,
                    "started_at",
                    FieldType.DATE_TIME),
            FOLLOW_UP,
            Map.of(
                    "due_on",
                    FieldType.DATE,
                    "original_due_on",
                    FieldType.DATE,
                    "channel",
                    FieldType.SELECT,
                    "purpose",
                    FieldType.TEXT,
                    "state",
                    FieldType.SELECT,
                    "reason",
                    FieldType.TEXT,
                    "rule",
                    FieldType.TEXT,
                    "rule_version",
                    FieldType.INTEGER,
                    "step",
                    FieldType.INTEGER,
                    "closed_at",
                    FieldType.DATE_TIME));

    private StandardObjects() {}

    static void check(Map<String, ObjectModel> objects, Problems problems) {
        NEEDED.forEach((object, fields) -> {
            ObjectModel model = objects.get(object);
            if (model == null) {
                missing(problems, "/objects", object);
                return;
            }
            fields.forEach((key, type) -> {
                if (model.field(key)
                        .filter(field -> field.type() == type && !field.derived())
                        .isEmpty()) {
                    missing(problems, "/objects", object + "." + key + " (" + type.key() + ")");
                }
            });
            if ((object.equals(ACTIVITY) || object.equals(FOLLOW_UP)) && !model.about()) {
                missing(problems, "/objects", object + ".about");
            }
        });
    }

    private static void missing(Problems problems, String pointer, String name) {
        problems.error(
                pointer,
                "standard-part-missing",
                Text.of("The platform needs %s.", "平台需要 %s。", name),
                Text.of("Put it back; its label may change.", "请恢复；名称可以修改。"));
    }
}
