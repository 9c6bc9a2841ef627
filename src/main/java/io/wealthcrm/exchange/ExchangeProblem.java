package io.wealthcrm.exchange;

import io.wealthcrm.shared.ProblemCode;

/** Codes of imports and exports: of whole files; what is wrong with single rows says {@link RowRefusal}. */
enum ExchangeProblem implements ProblemCode {
    UNKNOWN_ENCODING(422, "无法识别文件编码，请使用 UTF-8、UTF-16 或 GB18030", "Neither UTF-8, UTF-16 with its mark, nor GB18030"),
    BAD_TABLE(422, "文件不是有效的 CSV", "Not a well-formed CSV file"),
    BAD_WORKBOOK(422, "文件不是有效的 XLSX 工作簿，或超出允许的大小", "Not a well-formed XLSX workbook, or one that unpacks to too much"),
    EMPTY_TABLE(422, "文件没有表头或数据", "The file has no header or no rows"),
    TOO_MANY_COLUMNS(422, "列数过多", "Too many columns"),
    TOO_MANY_ROWS(422, "行数过多", "Too many rows"),
    MAPPING_INCOMPLETE(422, "表头未能全部识别，请指定姓名和手机所在的列", "Say which columns hold name and phone: the header does not tell"),
    UNKNOWN_COLUMN(422, "文件中没有该列，或该列被指定了两次", "The file has no such column, or it was named twice"),
    IMPORT_STATE(409, "导入任务的当前状态不允许此操作", "The import's state does not allow this"),
    IMPORT_FILE_GONE(409, "导入文件已按期删除", "The import's file has been removed in due time"),
    TOO_MANY_KNOWN(422, "文件中已在册的客户过多，导入已停止", "Too many of its rows are of customers on file already"),
    EXPORT_OUTDATED(409, "您可见的客户范围已变化，请重新导出", "Whom you may see has changed since: export anew"),
    EXPORT_STATE(409, "导出文件尚未生成或已过期", "The export is not done, or it has expired"),
    EXPORT_WITHDRAWN(
            410, "导出文件中有客户的个人信息已被删除，文件已撤回，请重新导出", "Somebody in it was erased since, so it was withdrawn: export anew");

    private final int status;
    private final String zh;
    private final String en;

    ExchangeProblem(int status, String zh, String en) {
        this.status = status;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
