package io.wealthcrm.exchange;

import io.wealthcrm.shared.Language;

/** Why a row is not taken in, as the report says it. */
enum RowRefusal {
    VALUE_MISSING("缺少必填项", "A required value is missing"),
    INVALID_INPUT("内容有误或超出长度", "The value is invalid or too long"),
    INVALID_PHONE("手机号码无效", "Not a valid phone number"),
    INVALID_NUMBER("须为数字，最多 15 位", "Not a number of at most 15 digits"),
    INVALID_DATE("须为日期，如 2026-01-31", "Not a date such as 2026-01-31"),
    INVALID_BOOLEAN("须为“是”或“否”", "Neither yes nor no"),
    SENSITIVE_CONSENT_MISSING(
            "缺少客户对处理敏感个人信息的单独同意，不能写入该字段", "The customer has not consented to sensitive data, which this field holds"),
    INVALID_ID_NUMBER("身份证号码无效", "Not a valid ID number"),
    UNKNOWN_VALUE("无法识别的取值", "The value is none of those known"),
    FORMULA_NOT_ALLOWED("不接受公式", "Formulas are not accepted"),
    CELLS_BEYOND_HEADER("该行的列数多于表头", "The row has more cells than the header"),
    DUPLICATE_IN_FILE("文件中存在重复的手机或身份证号", "The same phone or ID number stands in an earlier row"),
    DUPLICATE_CUSTOMER("客户已存在", "This customer exists already");

    private final String zh;
    private final String en;

    RowRefusal(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** What the report says of a row's code; empty for none. */
    static String message(String code, Language language) {
        if (code == null) {
            return "";
        }
        RowRefusal refusal = valueOf(code);
        return language == Language.EN ? refusal.en : refusal.zh;
    }
}
