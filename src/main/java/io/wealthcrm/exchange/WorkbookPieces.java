package io.wealthcrm.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook that is made while it is sent: each call answers the bytes that are ready. Blocks; for one thread at a time. */
final class WorkbookPieces {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(out);

    ByteBuffer begin() throws IOException {
        entry("[Content_Types].xml", SheetXml.CONTENT_TYPES);
        entry("_rels/.rels", SheetXml.ROOT_RELATIONS);
        entry("xl/workbook.xml", SheetXml.WORKBOOK);
        entry("xl/_rels/workbook.xml.rels", SheetXml.WORKBOOK_RELATIONS);
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        return piece(SheetXml.SHEET_START);
    }

    /** @param rows as {@link SheetXml#row} writes them */
    ByteBuffer rows(String rows) throws IOException {
        return piece(rows);
    }

    ByteBuffer end(String watermark) throws IOException {
        zip.write(SheetXml.sheetEnd(watermark).getBytes(UTF_8));
        zip.closeEntry();
        zip.finish();
        return piece("");
    }

    private void entry(String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    private ByteBuffer piece(String text) throws IOException {
        if (!text.isEmpty()) {
            zip.write(text.getBytes(UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
        out.reset();
        return bytes;
    }
}
