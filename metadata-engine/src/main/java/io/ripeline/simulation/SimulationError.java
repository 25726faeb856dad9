package io.ripeline.simulation;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with what is asked of the past.
public enum SimulationError implements ErrorCode {
    SIMULATION_INVALID(Kind.INVALID, "The trial cannot be run", "无法试算"),
    UNKNOWN_FUNNEL(Kind.INVALID, "Unknown funnel", "未知漏斗"),
    UNKNOWN_CRITERION(Kind.INVALID, "Unknown criterion", "未知条件"),
    NO_GRADES(Kind.INVALID, "No grade scale on this object", "该对象没有等级"),
    PERIOD_INVALID(Kind.INVALID, "The period is not one", "时间段无效");

    private final Kind kind;
    private final Text title;

    SimulationError(Kind kind, String en, String zh) {
        this.kind = kind;
        this.title = new Text(en, zh);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text title() {
        return title;
    }
}
