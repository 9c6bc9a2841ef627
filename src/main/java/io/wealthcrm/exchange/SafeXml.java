package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One XML part of a workbook, read as a stream: no document type, no entity, no other file is ever followed. */
final class SafeXml implements AutoCloseable {
    private static final XMLInputFactory FACTORY = factory();

    /** Deflate packs text at most a thousandfold; what spreadsheets write stays far below this. */
    private static final long MOST_TIMES = 400;

    private static final long ALWAYS = 1 << 20;

    private final InputStream in;
    private final CountedStream counted;
    private final long size;
    private final XMLStreamReader xml;

    /** @throws Problem BAD_WORKBOOK */
    SafeXml(ZipFile zip, ZipEntry entry, long most) throws IOException {
        size = Math.max(1, entry.getSize());
        in = zip.getInputStream(entry);
        counted = new CountedStream(in, Math.min(most, ALWAYS + MOST_TIMES * entry.getCompressedSize()));
        try {
            xml = FACTORY.createXMLStreamReader(counted);
        } catch (XMLStreamException malformed) {
            throw bad(malformed);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Goes on to the next start or end of an element or piece of text; its kind, or END_DOCUMENT. */
    int next() {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT,
                            XMLStreamConstants.END_ELEMENT,
                            XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE -> {
                        return event;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "document type");
                    default -> {}
                }
            }
            return XMLStreamConstants.END_DOCUMENT;
        } catch (XMLStreamException malformed) {
            throw bad(malformed);
        }
    }

    /** Whether the element that starts or ends here is called so, in whatever namespace. */
    boolean is(String name) {
        return xml.getLocalName().equals(name);
    }

    /** The element's attribute without a namespace; null without one. */
    String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    String attribute(String namespace, String name) {
        return xml.getAttributeValue(namespace, name);
    }

    /** Adds the text here. @throws Problem BAD_WORKBOOK where a cell would become longer than spreadsheets allow */
    void addText(StringBuilder text) {
        if (text.length() + xml.getTextLength() > Table.LONGEST_CELL) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "a cell is too long");
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    double fraction() {
        return Math.min(1, (double) counted.count() / size);
    }

    /** What stands in the file is no part of it. */
    private static Problem bad(XMLStreamException malformed) {
        if (malformed.getNestedException() instanceof Problem problem) {
            return problem;
        }
        return Problem.of(ExchangeProblem.BAD_WORKBOOK, "malformed XML");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
