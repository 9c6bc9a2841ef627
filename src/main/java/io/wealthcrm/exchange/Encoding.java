package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Recognises how a text is encoded: by its byte order mark, else UTF-8, else GB18030 (with GBK and GB2312 in it), which
 * Chinese spreadsheets write. Each is tried on the whole file, so that no later byte can turn out to mean nothing.
 */
final class Encoding {
    private static final int BUFFER = 64 * 1024;
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Encoding() {}

    /** @throws Problem UNKNOWN_ENCODING */
    static Charset of(Path file) throws IOException {
        for (Charset candidate : candidates(file)) {
            if (fits(file, candidate)) {
                return candidate;
            }
        }
        throw Problem.of(ExchangeProblem.UNKNOWN_ENCODING);
    }

    private static List<Charset> candidates(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(2);
        }
        int mark = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | start[1] & 0xff;
        return switch (mark) {
            case 0xfeff -> List.of(StandardCharsets.UTF_16BE);
            case 0xfffe -> List.of(StandardCharsets.UTF_16LE);
            default -> List.of(StandardCharsets.UTF_8, GB18030);
        };
    }

    /**
     * No text has a zero in it: that is UTF-16 without a mark, or no text at all. And nobody writes characters for private use, which
     * GB18030 makes of most lines in Big5 and of some in Shift-JIS.
     */
    private static boolean fits(Path file, Charset charset) throws IOException {
        char[] buffer = new char[BUFFER];
        try (Reader reader = reader(Files.newInputStream(file), charset)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == 0
                            || charset.equals(GB18030) && Character.getType(buffer[i]) == Character.PRIVATE_USE) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    /** Fails on bytes that mean nothing, where Java's own readers put a replacement. */
    static Reader reader(InputStream in, Charset charset) {
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
