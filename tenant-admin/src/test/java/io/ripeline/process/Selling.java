package io.ripeline.process;

/// A company's funnel with all that a stage may ask.
final class Selling {

    /// Stages `first`, `second`, `third`, `done` and `gone`, of which skipped ones are asked.
    static final String FUNNEL = """
            [{"op": "replace", "path": "/objects/2/fields/3/default", "value": "first"},
             {"op": "add", "path": "/funnels/0/skipped", "value": "ask"},
             {"op": "replace", "path": "/funnels/0/stages", "value": [
               {"key": "first", "label": N,
                "leaveCriteria": [{"key": "amount_known", "label": {"en": "An amount is known", "zh-CN": "金额"},
                                   "when": "amount > 0"}],
                "tasks": [{"key": "demo", "label": {"en": "Show it", "zh-CN": "演示"}, "required": true,
                           "when": "kind == \\"demo\\" && outcome == \\"connected\\"",
                           "due": {"days": 2, "calendar": "working"}},
                          {"key": "mail", "label": {"en": "Write to them", "zh-CN": "写信"}}]},
               {"key": "second", "label": N, "staleAfterDays": 3,
                "criteria": [{"key": "need_known", "label": {"en": "A need is known", "zh-CN": "需求"},
                              "when": "has(need)", "severity": "block"}]},
               {"key": "third", "label": N, "kind": "open"},
               {"key": "done", "label": N, "kind": "won"},
               {"key": "gone", "label": N, "kind": "lost"}]}]""".replace("N,", "{\"en\": \"X\", \"zh-CN\": \"名\"},");

    private Selling() {}
}
