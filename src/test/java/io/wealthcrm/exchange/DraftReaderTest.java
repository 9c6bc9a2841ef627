package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.customer.ExtraFieldKind;
import io.wealthcrm.customer.WritableField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftReaderTest {
    private static final List<String> HEADER = List.of(
            "*客户姓名（必填）",
            "Mobile Phone",
            "性 别",
            "Date of Birth",
            "身份证号码",
            "职业",
            "城市",
            "籍贯",
            "Lead source",
            "资产规模",
            "爱好",
            "备注");

    private final ColumnMapping mapping = ColumnMapping.guessed(HEADER, headers());
    private final DraftReader reader = new DraftReader(mapping, List.of(), HEADER.size());

    @Test
    void headers_are_known_in_both_languages() {
        for (CustomerField field : CustomerField.values()) {
            assertThat(mapping.column(field)).as(field.name()).isEqualTo(field.ordinal());
        }
        assertThat(ColumnMapping.guessed(List.of("name", "idNumber", "assetBand", "name"), headers())
                        .complete())
                .isFalse();
        assertThat(ColumnMapping.guessed(List.of("名", "号"), headers()).name()).isNull();
    }

    @Test
    void a_row_is_read_as_people_write_it() {
        var draft = read(row(
                        "王五", "13800138000", "女士", "1990.1.5", "-", "老板", "上海", "", "官网", "300万~600万", "茶、酒 ;高尔夫", "x"))
                .draft();
        assertThat(draft.gender()).isEqualTo("FEMALE");
        assertThat(draft.birthday()).isEqualTo(LocalDate.of(1990, 1, 5));
        assertThat(draft.idNumber()).isNull();
        assertThat(draft.occupation()).isEqualTo("BUSINESS_OWNER");
        assertThat(draft.hometown()).isNull();
        assertThat(draft.channel()).isEqualTo("WEBSITE");
        assertThat(draft.assetBand()).isEqualTo("FROM_3M_TO_6M");
        assertThat(draft.interests()).containsExactly("茶", "酒", "高尔夫");
        assertThat(draft.toString()).doesNotContain("王五");
    }

    @Test
    void birthdays_come_in_many_forms() {
        for (String text : List.of("1990-01-31", "1990/1/31", "1990年1月31日", "19900131", "1990-01-31 00:00:00")) {
            assertThat(read(row("王", "1", "", text)).draft().birthday()).isEqualTo(LocalDate.of(1990, 1, 31));
        }
        List<Cell> cells = new ArrayList<>(row("王", "1", "", "").cells());
        cells.set(3, new Cell("32904", Cell.Kind.NUMBER));
        assertThat(read(new TableRow(2, cells)).draft().birthday()).isEqualTo(LocalDate.of(1990, 1, 31));
        for (String text : List.of("31.1.1990", "1990-02-30", "32904", "昨天")) {
            assertRefused(RowRefusal.INVALID_INPUT, CustomerField.BIRTHDAY, row("王", "1", "", text));
        }
    }

    @Test
    void what_is_not_understood_is_refused_and_not_left_out() {
        assertRefused(RowRefusal.VALUE_MISSING, CustomerField.NAME, row("", "1"));
        assertRefused(RowRefusal.VALUE_MISSING, CustomerField.PHONE, row("王", "-"));
        assertRefused(RowRefusal.UNKNOWN_VALUE, CustomerField.GENDER, row("王", "1", "?"));
        assertRefused(RowRefusal.FORMULA_NOT_ALLOWED, CustomerField.CITY, row("王", "1", "", "", "", "", "+1+2"));
        assertRefused(RowRefusal.CELLS_BEYOND_HEADER, null, row("", "", "", "", "", "", "", "", "", "", "", "", "x"));
        List<Cell> cells = new ArrayList<>(row("王", "1").cells());
        cells.set(1, new Cell("1", Cell.Kind.FORMULA));
        assertRefused(RowRefusal.FORMULA_NOT_ALLOWED, CustomerField.PHONE, new TableRow(2, cells));
        assertThat(read(row("王", "+8613800138000")).refusal()).isNull();
    }

    @Test
    void extra_fields_are_known_by_full_name_key_or_label_in_either_language() {
        ExtraHeaders headers = headers(
                field("budget", ExtraFieldKind.NUMBER, "预算（万元）", "Budget"),
                field("since", ExtraFieldKind.DATE, "入会", "Member since"),
                field("note", ExtraFieldKind.TEXT, "备注", "Remark"),
                field("hint", ExtraFieldKind.TEXT, "备注", "Hint"),
                field("job", ExtraFieldKind.TEXT, "职业", "Job title"));
        List<String> header = List.of(
                "姓名", "手机", "预算", "member-SINCE（必填）", "extra.note", "Hint", "备注", "职业", "extra.other", "Budget");
        ColumnMapping guessed = ColumnMapping.guessed(header, headers);
        assertThat(guessed.extra()).isEqualTo(Map.of("budget", 2, "since", 3, "note", 4, "hint", 5, "other", 8));
        assertThat(guessed.occupation()).isEqualTo(7);
        assertThat(headers.key("预算（万元）")).isEqualTo("budget");
        assertThat(headers.key("★")).isNull();
        assertThat(headers.key("JOB TITLE")).isEqualTo("job");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "NUMBER | 12 | 12",
                "NUMBER | -3.50 | -3.50",
                "NUMBER | '-7 | -7",
                "NUMBER | +1,234,567.8 | 1234567.8",
                "BOOLEAN | 是 | true",
                "BOOLEAN | TRUE | true",
                "BOOLEAN | 0 | false",
                "BOOLEAN | 否 | false",
                "DATE | 2026年1月5日 | 2026-01-05",
                "DATE | 20260131 | 2026-01-31",
                "CHOICE | 乙 丙 | 乙  丙",
                "TEXT | '=1+2 | =1+2",
                "TEXT | ''=1+2 | '=1+2",
                "TEXT | '- | -",
                "TEXT | '一 | '一",
                "TEXT | 007 | 007"
            })
    void cells_are_read_by_the_kind_of_their_field(ExtraFieldKind kind, String cell, String value) {
        assertThat(extra(kind, Cell.of(cell)).draft().extra().get("x")).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER | 三 | INVALID_NUMBER",
                "NUMBER | 1e9 | INVALID_NUMBER",
                "NUMBER | 1,23 | INVALID_NUMBER",
                "NUMBER | 1234567890123456 | INVALID_NUMBER",
                "NUMBER | =1+2 | INVALID_NUMBER",
                "BOOLEAN | 也许 | INVALID_BOOLEAN",
                "DATE | 2026-02-30 | INVALID_DATE",
                "DATE | 1700-01-01 | INVALID_DATE",
                "CHOICE | 丁 | UNKNOWN_VALUE",
                "TEXT | =1+2 | FORMULA_NOT_ALLOWED"
            })
    void a_value_of_another_kind_refuses_its_row(ExtraFieldKind kind, String cell, RowRefusal refusal) {
        DraftReader.Read read = extra(kind, Cell.of(cell));
        assertThat(read.refusal()).isEqualTo(refusal);
        assertThat(read.field()).isEqualTo("extra.x");
    }

    @Test
    void a_spreadsheet_s_numbers_are_numbers_or_dates_and_texts_keep_their_lines() {
        Cell number = new Cell("46053", Cell.Kind.NUMBER);
        assertThat(extra(ExtraFieldKind.DATE, number).draft().extra()).isEqualTo(Map.of("x", "2026-01-31"));
        assertThat(extra(ExtraFieldKind.NUMBER, number).draft().extra()).isEqualTo(Map.of("x", new BigDecimal(46053)));
        assertThat(extra(ExtraFieldKind.TEXT, Cell.of(" 一 \r\n二\n")).draft().extra())
                .isEqualTo(Map.of("x", "一\n二"));
        assertThat(extra(ExtraFieldKind.TEXT, Cell.of("字".repeat(1001))).refusal())
                .isEqualTo(RowRefusal.INVALID_INPUT);
        for (String nothing : List.of("", "-", "/", " ")) {
            assertThat(extra(ExtraFieldKind.NUMBER, Cell.of(nothing)).draft().extra())
                    .isEmpty();
        }
        Cell binary = new Cell("1.1000000000000001", Cell.Kind.NUMBER);
        assertThat(extra(ExtraFieldKind.NUMBER, binary).draft().extra()).isEqualTo(Map.of("x", new BigDecimal("1.1")));
        assertThat(extra(ExtraFieldKind.NUMBER, Cell.of("1.1000000000000001")).refusal())
                .isEqualTo(RowRefusal.INVALID_NUMBER);
        Cell identity = new Cell("110105194912310021", Cell.Kind.NUMBER);
        assertThat(extra(ExtraFieldKind.NUMBER, identity).refusal()).isEqualTo(RowRefusal.INVALID_NUMBER);
        assertThat(extra(ExtraFieldKind.TEXT, identity).draft().extra()).isEqualTo(Map.of("x", "110105194912310021"));
        Cell computed = new Cell("1", Cell.Kind.FORMULA);
        assertThat(extra(ExtraFieldKind.NUMBER, computed).refusal()).isEqualTo(RowRefusal.FORMULA_NOT_ALLOWED);
    }

    private static DraftReader.Read extra(ExtraFieldKind kind, Cell cell) {
        WritableField field = field("x", kind, "某", "X");
        ColumnMapping mapping = ColumnMapping.guessed(List.of("姓名", "手机", "x"), headers(field));
        return new DraftReader(mapping, List.of(field), 3)
                .read(new TableRow(2, List.of(Cell.of("王"), Cell.of("1"), cell)));
    }

    private static WritableField field(String key, ExtraFieldKind kind, String labelZh, String labelEn) {
        return new WritableField(
                key, kind, labelZh, labelEn, kind == ExtraFieldKind.CHOICE ? List.of("甲", "乙  丙") : List.of());
    }

    private static ExtraHeaders headers(WritableField... fields) {
        return new ExtraHeaders(List.of(fields));
    }

    private void assertRefused(RowRefusal refusal, CustomerField field, TableRow row) {
        DraftReader.Read read = read(row);
        assertThat(read.refusal()).isEqualTo(refusal);
        assertThat(read.field()).isEqualTo(field == null ? null : field.jsonName());
        assertThat(read.draft()).isNull();
    }

    private DraftReader.Read read(TableRow row) {
        return reader.read(row);
    }

    private static TableRow row(String... cells) {
        return new TableRow(2, List.of(cells).stream().map(Cell::of).toList());
    }
}
