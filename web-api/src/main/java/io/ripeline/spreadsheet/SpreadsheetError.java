package io.ripeline.spreadsheet;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a file that should hold a table.
public enum SpreadsheetError implements ErrorCode {
    FILE_TYPE_NOT_AVAILABLE(Kind.INVALID, "File type not available", "暂不支持此类文件"),
    FILE_ENCRYPTED(Kind.INVALID, "File protected by a password", "文件已加密"),
    CSV_ENCODING(Kind.INVALID, "Encoding not understood", "编码无法识别"),
    CSV_MALFORMED(Kind.INVALID, "Malformed CSV", "CSV 格式错误"),
    CSV_EMPTY(Kind.INVALID, "Empty file", "文件为空"),
    CSV_COLUMN_DUPLICATE(Kind.INVALID, "Two columns of one name", "列名重复"),
    DELIMITER_INVALID(Kind.INVALID, "Not a delimiter", "分隔符无效"),
    WORKBOOK_MALFORMED(Kind.INVALID, "Not a workbook", "不是有效的工作簿"),
    WORKBOOK_TOO_LARGE(Kind.TOO_LARGE, "Workbook too large", "工作簿过大"),
    SHEET_MISSING(Kind.INVALID, "No such sheet", "没有该工作表"),
    HEADER_ROW_INVALID(Kind.INVALID, "No such row of column names", "列名行无效");

    private final Kind kind;
    private final Text title;

    SpreadsheetError(Kind kind, String en, String zh) {
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
