package io.wealthcrm.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;

/**
 * The texts of a workbook that its cells refer to by number: millions of them. They are read as far as they are asked for and
 * laid into a file without a name, with the place of every sixteenth kept in memory, and those used last.
 */
final class SharedStrings implements AutoCloseable {
    private static final int STRIDE = 16;
    private static final int MOST_REMEMBERED = 4096;
    private static final int BUFFER = 1 << 17;

    private final SafeXml xml;
    private final FileChannel file;
    private final ByteBuffer unwritten = ByteBuffer.allocate(BUFFER);
    private final Map<Integer, String> remembered = new LinkedHashMap<>(MOST_REMEMBERED, 0.75f, true);
    private long[] places = new long[64];
    private int count;
    private long written;

    SharedStrings(SafeXml xml) throws IOException {
        this.xml = xml;
        Path path = Files.createTempFile("strings", null);
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        // A killed process leaves nothing behind then. Systems that keep the names of open files remove it on close.
        Files.deleteIfExists(path);
    }

    /** @throws Problem BAD_WORKBOOK where there is none of that number */
    String get(int number) throws IOException {
        String known = remembered.get(number);
        if (known != null) {
            return known;
        }
        if (number < 0) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "no such text");
        }
        String text = number < count ? fetched(number) : readUntil(number);
        remember(number, text);
        return text;
    }

    private void remember(int number, String text) {
        remembered.put(number, text);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    private String readUntil(int number) throws IOException {
        String text;
        do {
            text = next();
            lay(text);
        } while (count <= number);
        return text;
    }

    /** The text of the next {@code si}, of all its runs but not how it is read aloud ({@code rPh}). */
    private String next() {
        StringBuilder text = new StringBuilder();
        boolean inText = false;
        int aloud = 0;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                aloud += xml.is("rPh") ? 1 : 0;
                inText = xml.is("t") && aloud == 0;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                aloud -= xml.is("rPh") ? 1 : 0;
                inText = false;
                if (xml.is("si")) {
                    return text.toString();
                }
            } else if (inText) {
                xml.addText(text);
            }
        }
        throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "no such text");
    }

    private void lay(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (unwritten.remaining() < Integer.BYTES + bytes.length) {
            write();
        }
        if (count % STRIDE == 0) {
            int at = count / STRIDE;
            places = at < places.length ? places : Arrays.copyOf(places, 2 * places.length);
            places[at] = written + unwritten.position();
        }
        unwritten.putInt(bytes.length).put(bytes);
        count++;
    }

    private void write() throws IOException {
        unwritten.flip();
        while (unwritten.hasRemaining()) {
            written += file.write(unwritten, written);
        }
        unwritten.clear();
    }

    private String fetched(int number) throws IOException {
        write();
        long at = places[number / STRIDE];
        for (int i = number % STRIDE; i > 0; i--) {
            at += Integer.BYTES + bytes(at, Integer.BYTES).getInt();
        }
        int length = bytes(at, Integer.BYTES).getInt();
        return UTF_8.decode(bytes(at + Integer.BYTES, length)).toString();
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the texts' file is short");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        xml.close();
        file.close();
    }
}
