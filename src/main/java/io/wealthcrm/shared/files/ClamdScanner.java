package io.wealthcrm.shared.files;

import io.wealthcrm.shared.Problem;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks a clamd by its {@code INSTREAM} command: chunks of a four-byte length and data, an empty one ends the file. */
final class ClamdScanner implements VirusScanner {
    private static final Logger LOG = Logger.getLogger(ClamdScanner.class);
    private static final int CONNECT_MILLIS = 3000;
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_REPLY = 4096;

    private final String host;
    private final int port;
    private final Duration timeout;

    private ClamdScanner(String host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    /** @param address {@code host:port} */
    static ClamdScanner at(String address, Duration timeout) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("wealth.files.clamd is not host:port: " + address);
        }
        return new ClamdScanner(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), timeout);
    }

    @Override
    public void scan(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            judge(ask(content));
        }
    }

    private String ask(InputStream content) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout((int) timeout.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[CHUNK];
            for (int length = content.read(chunk); length > 0; length = content.read(chunk)) {
                out.writeInt(length);
                out.write(chunk, 0, length);
            }
            out.writeInt(0);
            out.flush();
            return new String(socket.getInputStream().readNBytes(LONGEST_REPLY), StandardCharsets.US_ASCII).trim();
        } catch (IOException unreachable) {
            LOG.errorf("clamd cannot be asked: %s", unreachable);
            throw Problem.of(FileProblem.VIRUS_SCAN_UNAVAILABLE);
        }
    }

    private static void judge(String reply) {
        if (reply.endsWith(" FOUND")) {
            LOG.warnf("clamd: %s", reply);
            throw Problem.of(FileProblem.VIRUS_FOUND);
        }
        if (!reply.endsWith(": OK")) {
            LOG.errorf("clamd gave no verdict: %s", reply);
            throw Problem.of(FileProblem.VIRUS_SCAN_UNAVAILABLE);
        }
    }
}
