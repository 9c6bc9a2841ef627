package io.wealthcrm.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a workbook of one sheet, as text. */
final class SheetXml {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    static final String CONTENT_TYPES = HEAD
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPES + "sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + TYPES + "worksheet+xml\"/></Types>";

    static final String ROOT_RELATIONS =
            HEAD + "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE
                    + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    static final String WORKBOOK_RELATIONS = HEAD + "<Relationships xmlns=\"" + RELATIONS
            + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE
            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

    static final String WORKBOOK = HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE
            + "\"><sheets><sheet name=\"Customers\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

    static final String SHEET_START = HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>";

    private SheetXml() {}

    /** @param watermark stands on top of each printed page */
    static String sheetEnd(String watermark) {
        return "</sheetData><headerFooter><oddHeader>&amp;C" + escaped(watermark.replace("&", "&&"))
                + "</oddHeader></headerFooter></worksheet>";
    }

    /** One row of texts and numbers; each cell holds its own text, so that rows need to know nothing of each other. */
    static String row(List<?> cells) {
        return cells.stream().map(SheetXml::cell).collect(Collectors.joining("", "<row>", "</row>"));
    }

    private static String cell(Object cell) {
        if (cell instanceof BigDecimal number) {
            return "<c><v>" + number.toPlainString() + "</v></c>";
        }
        String text = cell.toString();
        return text.isEmpty()
                ? "<c/>"
                : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> {
                    if (isXml(character)) {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** XML 1.0 has no way to write other control characters. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xd7ff
                || character >= 0xe000 && character <= 0xfffd
                || character >= 0x10000;
    }
}
