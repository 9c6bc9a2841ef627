package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;

/** Finds the parts of a workbook that matter: its first sheet and the texts the sheet's cells refer to. */
final class WorkbookParts implements Closeable {
    private static final int MOST_ENTRIES = 2000;
    private static final long LARGEST_PART = 1L << 32;
    private static final long LARGEST_INDEX = 1 << 22;
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String[] RELATION_NAMESPACES = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    };

    private final ZipFile zip;
    private final SafeXml sheet;
    private final SharedStrings strings;

    private WorkbookParts(ZipFile zip) throws IOException {
        this.zip = zip;
        Map<String, String> targets = new HashMap<>();
        String stringsTarget = relations(targets);
        sheet = part(targets.get(firstSheet()), LARGEST_PART);
        strings = stringsTarget == null ? null : new SharedStrings(part(stringsTarget, LARGEST_PART));
    }

    /** @throws Problem BAD_WORKBOOK */
    static WorkbookParts open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            if (zip.size() > MOST_ENTRIES) {
                throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "too many parts");
            }
            return new WorkbookParts(zip);
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }

    SafeXml sheet() {
        return sheet;
    }

    /** Null in a workbook whose cells hold their own texts. */
    SharedStrings strings() {
        return strings;
    }

    /** Where each relation leads, by its id; answers where the texts are, or null. */
    private String relations(Map<String, String> targets) throws IOException {
        String texts = null;
        try (SafeXml xml = part(RELATIONS, LARGEST_INDEX)) {
            for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
                if (event == XMLStreamConstants.START_ELEMENT && xml.is("Relationship")) {
                    String target = Objects.requireNonNullElse(xml.attribute("Target"), "");
                    String place = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                    targets.put(xml.attribute("Id"), place);
                    texts = String.valueOf(xml.attribute("Type")).endsWith("/sharedStrings") ? place : texts;
                }
            }
        }
        return texts;
    }

    /** The first that is not hidden. */
    private String firstSheet() throws IOException {
        try (SafeXml xml = part(WORKBOOK, LARGEST_INDEX)) {
            for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
                boolean shown = event == XMLStreamConstants.START_ELEMENT
                        && xml.is("sheet")
                        && (xml.attribute("state") == null
                                || xml.attribute("state").equals("visible"));
                if (shown) {
                    String id = xml.attribute(RELATION_NAMESPACES[0], "id");
                    return id == null ? xml.attribute(RELATION_NAMESPACES[1], "id") : id;
                }
            }
        }
        throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "no sheet");
    }

    private SafeXml part(String name, long most) throws IOException {
        ZipEntry entry = name == null ? null : zip.getEntry(name);
        if (entry == null) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "a part is missing");
        }
        return new SafeXml(zip, entry, most);
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            if (strings != null) {
                strings.close();
            }
        }
    }
}
