package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private final ColumnMapping mapping = ColumnMapping.guessed(HEADER);
    private final DraftReader reader = new DraftReader(mapping, HEADER.size());

    @Test
    void headers_are_known_in_both_languages() {
        for (CustomerField field : CustomerField.values()) {
            assertThat(mapping.column(field)).as(field.name()).isEqualTo(field.ordinal());
        }
        assertThat(ColumnMapping.guessed(List.of("name", "idNumber", "assetBand", "name"))
                        .complete())
                .isFalse();
        assertThat(ColumnMapping.guessed(List.of("名", "号")).name()).isNull();
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

    private void assertRefused(RowRefusal refusal, CustomerField field, TableRow row) {
        DraftReader.Read read = read(row);
        assertThat(read.refusal()).isEqualTo(refusal);
        assertThat(read.field()).isEqualTo(field);
        assertThat(read.draft()).isNull();
    }

    private DraftReader.Read read(TableRow row) {
        return reader.read(row);
    }

    private static TableRow row(String... cells) {
        return new TableRow(2, List.of(cells).stream().map(Cell::of).toList());
    }
}
