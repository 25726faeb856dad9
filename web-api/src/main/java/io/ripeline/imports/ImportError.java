package io.ripeline.imports;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a file, with what is said about it, or with one of its rows.
enum ImportError implements ErrorCode {
    IMPORT_NOT_FOUND(Kind.NOT_FOUND, "No such import", "没有这次导入"),
    IMPORT_RUNNING(Kind.CONFLICT, "The import is running", "导入正在进行"),
    IMPORT_FINISHED(Kind.CONFLICT, "The import has finished", "导入已完成"),
    IMPORT_NOT_RUN(Kind.CONFLICT, "The import has not run", "导入尚未执行"),
    IMPORT_REVERTED(Kind.CONFLICT, "The import was taken back", "导入已撤销"),
    IMPORT_OUTDATED(Kind.CONFLICT, "The file has to be sent again", "请重新上传文件"),
    DEFINITION_CHANGED(Kind.CONFLICT, "The definition has changed", "配置已变更"),
    LAYOUT_FIXED(Kind.INVALID, "The file was read already", "文件已按此方式读取"),
    PART_DOUBLE(Kind.INVALID, "Part sent twice", "部分重复"),
    FILE_TOO_LARGE(Kind.TOO_LARGE, "File too large", "文件过大"),
    MAPPING_MISSING(Kind.INVALID, "No mapping", "缺少字段映射"),
    COLUMN_MISSING(Kind.INVALID, "No such column", "没有这一列"),
    TARGET_DOUBLE(Kind.INVALID, "Target mapped twice", "目标重复映射"),
    TARGET_MISSING(Kind.INVALID, "Target not mapped", "目标未映射"),
    TARGET_ONLY_ON_CREATE(Kind.INVALID, "Only for new records", "仅适用于新记录"),
    UNKNOWN_GRADE(Kind.INVALID, "Unknown grade", "未知等级"),
    FORMAT_INVALID(Kind.INVALID, "Format not understood", "格式无法识别"),
    REASON_MISSING(Kind.INVALID, "A reason is needed", "请填写理由"),
    CELL_COUNT(Kind.INVALID, "Row of another length", "列数不符"),
    CELL_UNREADABLE(Kind.INVALID, "Cell not understood", "单元格无法识别"),
    CELL_AMBIGUOUS(Kind.INVALID, "Cell names several", "单元格对应多条"),
    CELL_UNMATCHED(Kind.INVALID, "Cell names nothing", "单元格没有匹配"),
    ROW_UNMATCHED(Kind.INVALID, "No record to update", "没有可更新的记录"),
    ROW_AMBIGUOUS(Kind.INVALID, "Several records to update", "匹配到多条记录"),
    ROW_DUPLICATE(Kind.INVALID, "The record is there already", "记录已存在");

    private final Kind kind;
    private final Text title;

    ImportError(Kind kind, String en, String zh) {
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
