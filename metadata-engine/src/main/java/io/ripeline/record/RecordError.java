package io.ripeline.record;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a record or with what is asked of it.
public enum RecordError implements ErrorCode {
    RECORD_NOT_FOUND(Kind.NOT_FOUND, "No such record", "没有这条记录"),
    POOL_NOT_FOUND(Kind.NOT_FOUND, "No such pool", "没有这个公海"),
    SHARE_NOT_FOUND(Kind.NOT_FOUND, "No such share", "没有该共享"),
    RIGHT_MISSING(Kind.FORBIDDEN, "Not allowed", "没有权限"),
    RECORD_INVALID(Kind.INVALID, "Invalid values", "字段值无效"),
    UNKNOWN_FIELD(Kind.INVALID, "Unknown field", "未知字段"),
    FIELD_READ_ONLY(Kind.INVALID, "Value cannot be written", "该值不可修改"),
    FIELD_NOT_READABLE(Kind.FORBIDDEN, "Field not readable", "无权查看该字段"),
    FIELD_NOT_WRITABLE(Kind.FORBIDDEN, "Field not writable", "无权修改该字段"),
    VALIDATION_FAILED(Kind.INVALID, "Against a rule", "不符合校验规则"),
    FIELD_DERIVED(Kind.INVALID, "Value is computed", "该值由计算得出"),
    UNKNOWN_STAGE(Kind.INVALID, "Unknown stage", "未知阶段"),
    STAGE_NOT_NEXT(Kind.INVALID, "The funnel does not lead there", "漏斗不允许进入该阶段"),
    STAGE_CRITERIA_UNMET(Kind.INVALID, "Stage criteria unmet", "未满足推进条件"),
    NO_FUNNEL(Kind.INVALID, "No funnel on this object", "该对象没有漏斗"),
    NO_GRADE_SCALE(Kind.INVALID, "No grades on this object", "该对象没有等级"),
    NO_TASK(Kind.NOT_FOUND, "No such task in this stage", "该阶段没有此任务"),
    TASK_DONE(Kind.CONFLICT, "Task done already", "任务已完成"),
    UNDO_EXPIRED(Kind.CONFLICT, "No move to take back", "没有可撤销的移动"),
    UNDO_NOT_YOURS(Kind.CONFLICT, "Somebody else moved it", "此移动由他人完成"),
    UNTIL_INVALID(Kind.INVALID, "End of a grade not understood", "等级截止日期无效"),
    TOO_MANY_RECORDS(Kind.INVALID, "Too many records at once", "一次处理的记录过多"),
    RECORD_IN_USE(Kind.CONFLICT, "Record in use", "记录被引用"),
    DELETE_TOO_LARGE(Kind.INVALID, "Too much to delete at once", "一次删除的记录过多"),
    RECORD_TOO_LARGE(Kind.INVALID, "Record too large", "记录过大"),
    RECORD_CHANGED_SINCE(Kind.CONFLICT, "The record was changed since", "记录已被修改"),
    ROW_UNSTORABLE(Kind.INVALID, "The row cannot be stored", "该行无法保存"),
    MERGE_INVALID(Kind.INVALID, "Merge not understood", "合并方式无法识别"),
    MERGE_TOO_LARGE(Kind.INVALID, "Too much to merge at once", "一次合并的记录过多"),
    DUPLICATE(Kind.CONFLICT, "Already there", "记录已存在"),
    NOT_UNIQUE(Kind.CONFLICT, "Value already used", "值已被占用"),
    VERSION_CONFLICT(Kind.STALE, "Changed meanwhile", "记录已被他人修改"),
    MOVED_MEANWHILE(Kind.CONFLICT, "Moved meanwhile", "记录已被他人移动"),
    EDIT_CONFLICT(Kind.CONFLICT, "Same field changed meanwhile", "同一字段已被他人修改"),
    FILTER_INVALID(Kind.INVALID, "Filter not understood", "筛选条件无法解析"),
    SORT_INVALID(Kind.INVALID, "Sort not understood", "排序方式无法解析"),
    CURSOR_INVALID(Kind.INVALID, "Cursor not understood", "分页游标无效"),
    LIMIT_INVALID(Kind.INVALID, "Limit out of range", "每页条数超出范围"),
    TOO_MANY_RELATED(Kind.INVALID, "Too many related records", "相关记录过多"),
    MEASURE_INVALID(Kind.INVALID, "Measure not understood", "统计方式无法解析");

    private final Kind kind;
    private final Text title;

    RecordError(Kind kind, String en, String zh) {
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
