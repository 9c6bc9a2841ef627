package io.wealthcrm.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks made by hand, as spreadsheets write them or as nobody should. */
final class Workbooks {
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private Workbooks() {}

    /** A workbook whose first sheet is hidden and whose second has these rows and refers to these texts. */
    static byte[] of(String rows, String... texts) {
        StringBuilder strings = new StringBuilder("<sst " + MAIN + ">");
        for (String text : texts) {
            strings.append("<si>").append(text).append("</si>");
        }
        return zipped(
                parts("<worksheet " + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>", strings + "</sst>"));
    }

    static Map<String, byte[]> parts(String sheet, String strings) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", SheetXml.CONTENT_TYPES.getBytes(UTF_8));
        parts.put(
                "xl/workbook.xml",
                ("<workbook " + MAIN
                                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                                + "<sheet name=\"隐藏\" sheetId=\"1\" state=\"hidden\" r:id=\"rId7\"/>"
                                + "<sheet name=\"客户\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>")
                        .getBytes(UTF_8));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                ("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                + relation("rId1", "worksheet", "worksheets/sheet2.xml")
                                + relation("rId9", "sharedStrings", "/xl/sharedStrings.xml") + "</Relationships>")
                        .getBytes(UTF_8));
        parts.put("xl/worksheets/sheet2.xml", sheet.getBytes(UTF_8));
        parts.put("xl/sharedStrings.xml", strings.getBytes(UTF_8));
        return parts;
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id
                + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
                + "\" Target=\""
                + target + "\"/>";
    }

    static byte[] zipped(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
