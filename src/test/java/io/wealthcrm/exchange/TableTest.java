package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    Path directory;

    @Test
    void a_text_is_read_in_the_encoding_it_was_written_in() throws IOException {
        String text = "姓名,城市\r\n龘𠮷,北京\r\n";
        for (String charset : List.of("UTF-8", "GB18030")) {
            Table table = csv(text.getBytes(Charset.forName(charset)));
            assertThat(table.encoding()).isEqualTo(charset);
            assertThat(rest(table)).containsExactly("2:龘𠮷|北京");
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Table table = csv(("\uFEFF" + text).getBytes(charset));
            assertThat(table.header()).containsExactly("姓名", "城市");
            assertThat(table.encoding()).isEqualTo(charset.name());
        }
    }

    @Test
    void what_is_no_text_in_any_of_them_is_refused() {
        assertRefused(
                ExchangeProblem.UNKNOWN_ENCODING, Table.Format.CSV, new byte[] {'a', ',', 'b', '\n', (byte) 0xff, 1});
        byte[] unmarked = "姓名,手机".getBytes(StandardCharsets.UTF_16LE);
        assertRefused(ExchangeProblem.UNKNOWN_ENCODING, Table.Format.CSV, unmarked);
        // Chinese from the millionth byte on, after so much that would be UTF-8 as well.
        byte[] late = ("a,b\n" + "x,y\n".repeat(300_000) + "é").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(ExchangeProblem.UNKNOWN_ENCODING, Table.Format.CSV, late);
    }

    @Test
    void separators_quotes_and_lines_are_those_of_the_file() throws IOException {
        assertThat(rest(csv("a;b;\"c,d\"\n1;\"x\ny\";3\n\n;;\n4;5\n"))).containsExactly("2:1|x y|3", "6:4|5");
        assertThat(rest(csv("a\tb\n1\t2\n"))).containsExactly("2:1|2");
        assertThat(csv("a,b,,\n1,2\n").header()).containsExactly("a", "b");
        assertThat(csv("\n\n a\u3000,\u200Bb\n").header()).containsExactly("a", "b");
    }

    @Test
    void a_malformed_text_is_refused_as_a_whole() throws IOException {
        Table table = csv("a,b\n1,2\n\"x\"y,2\n");
        assertThat(table.next()).isNotNull();
        assertThatThrownBy(table::next).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(ExchangeProblem.BAD_TABLE));
        assertRefused(ExchangeProblem.EMPTY_TABLE, Table.Format.CSV, "\n \n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ten_thousand_columns_are_refused_by_the_header() {
        String header = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertRefused(ExchangeProblem.TOO_MANY_COLUMNS, Table.Format.CSV, header.getBytes(StandardCharsets.UTF_8));
        String cells = IntStream.range(0, 10_000)
                .mapToObj(i -> "<c t=\"inlineStr\"><is><t>c" + i + "</t></is></c>")
                .collect(Collectors.joining());
        assertRefused(ExchangeProblem.TOO_MANY_COLUMNS, Table.Format.XLSX, Workbooks.of("<row>" + cells + "</row>"));
    }

    @Test
    void a_workbook_is_read_from_its_first_sheet_that_is_shown() throws IOException {
        byte[] book = Workbooks.of(
                "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c></row>"
                        + "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>2</v></c><c r=\"B5\"><v>1.3800138000E10</v></c>"
                        + "<c r=\"C5\"><f>A5&amp;1</f><v>x</v></c></row><row r=\"6\"/>"
                        + "<row r=\"7\"><c r=\"B7\" t=\"b\"><v>1</v></c><c r=\"C7\" t=\"s\"><v>0</v></c></row>",
                "<t>姓名</t>",
                "<r><t>城</t></r><r><t>市</t></r><rPh sb=\"0\" eb=\"1\"><t>chengshi</t></rPh>",
                "<t xml:space=\"preserve\"> 王&amp;李 </t>");
        Table table = open(Table.Format.XLSX, book);
        assertThat(table.header()).containsExactly("姓名", "", "城市");
        TableRow row = table.next();
        assertThat(written(row)).isEqualTo("5:王&李|13800138000|x");
        assertThat(row.cell(2).kind()).isEqualTo(Cell.Kind.FORMULA);
        assertThat(written(table.next())).isEqualTo("7:|1|姓名");
        assertThat(table.next()).isNull();
        table.close();
    }

    @Test
    void texts_are_found_again_long_after_they_were_read() throws IOException {
        int count = 20_000;
        String[] texts =
                IntStream.range(0, count).mapToObj(i -> "<t>文" + i + "</t>").toArray(String[]::new);
        StringBuilder rows = new StringBuilder("<row><c t=\"s\"><v>" + (count - 1) + "</v></c></row>");
        for (int i = 0; i < count; i += 7) {
            rows.append("<row><c t=\"s\"><v>").append(i).append("</v></c></row>");
        }
        Table table = open(Table.Format.XLSX, Workbooks.of(rows.toString(), texts));
        for (int i = 0; i < count; i += 7) {
            assertThat(table.next().cell(0).text()).isEqualTo("文" + i);
        }
        table.close();
    }

    @Test
    void a_workbook_that_unpacks_to_a_thousand_times_as_much_is_refused() {
        String bomb = "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>" + " ".repeat(64 << 20);
        byte[] book = Workbooks.of(bomb);
        assertThat(book.length).isLessThan(200_000);
        assertThatThrownBy(() -> rest(open(Table.Format.XLSX, book)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ExchangeProblem.BAD_WORKBOOK));
    }

    @Test
    void a_workbook_follows_no_reference_to_other_files() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "geheim");
        String sheet = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>";
        assertRefused(
                ExchangeProblem.BAD_WORKBOOK, Table.Format.XLSX, Workbooks.zipped(Workbooks.parts(sheet, "<sst/>")));
    }

    @Test
    void a_damaged_workbook_is_refused() {
        byte[] book = Workbooks.of("<row><c t=\"s\"><v>99</v></c></row>", "<t>x</t>");
        assertRefused(ExchangeProblem.BAD_WORKBOOK, Table.Format.XLSX, book);
        assertRefused(ExchangeProblem.BAD_WORKBOOK, Table.Format.XLSX, java.util.Arrays.copyOf(book, book.length / 2));
        assertRefused(ExchangeProblem.BAD_WORKBOOK, Table.Format.XLSX, Workbooks.zipped(Map.of("a", new byte[] {1})));
        assertRefused(ExchangeProblem.BAD_WORKBOOK, Table.Format.XLSX, Workbooks.of("<row><c r=\"ZZZZ1\"/></row>"));
        assertRefused(
                ExchangeProblem.BAD_WORKBOOK,
                Table.Format.XLSX,
                Workbooks.of("<row r=\"9\"><c/></row><row r=\"2\"><c/></row>"));
    }

    private Table csv(String text) throws IOException {
        return csv(text.getBytes(StandardCharsets.UTF_8));
    }

    private Table csv(byte[] bytes) throws IOException {
        return open(Table.Format.CSV, bytes);
    }

    private Table open(Table.Format format, byte[] bytes) throws IOException {
        return Table.open(Files.write(Files.createTempFile(directory, "table", null), bytes), format);
    }

    private void assertRefused(ExchangeProblem code, Table.Format format, byte[] bytes) {
        assertThatThrownBy(() -> open(format, bytes))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static List<String> rest(Table table) throws IOException {
        List<String> rows = new ArrayList<>();
        for (TableRow row = table.next(); row != null; row = table.next()) {
            rows.add(written(row));
        }
        table.close();
        return rows;
    }

    private static String written(TableRow row) {
        return row.line() + ":" + row.cells().stream().map(Cell::text).collect(Collectors.joining("|"));
    }
}
