package io.wealthcrm.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A tus client on bare sockets, one connection per request, that can break off wherever a test wants it to. */
public record TusClient(int port, String token) {
    private static final int TIMEOUT_MILLIS = 30_000;

    /** Header names in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        public long offset() {
            return Long.parseLong(header("Upload-Offset"));
        }
    }

    public static TusClient of(Person person) {
        return new TusClient(person.port(), person.token());
    }

    public Answer options() throws IOException {
        return send("OPTIONS", "/api/v1/uploads", Map.of(), new byte[0]);
    }

    public Answer create(long length) throws IOException {
        // "filename 录像.mp4"
        return create(Map.of(
                "Upload-Length",
                Long.toString(length),
                "Upload-Metadata",
                "filename 5b2V5YOPLm1wNA==,filetype dmlkZW8vbXA0"));
    }

    public Answer create(Map<String, String> headers) throws IOException {
        return send("POST", "/api/v1/uploads", headers, new byte[0]);
    }

    /** The path of a new upload. */
    public String begin(long length) throws IOException {
        Answer answer = create(length);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.header("Location");
    }

    public Answer head(String path) throws IOException {
        return send("HEAD", path, Map.of(), new byte[0]);
    }

    public Answer delete(String path) throws IOException {
        return send("DELETE", path, Map.of(), new byte[0]);
    }

    @CanIgnoreReturnValue
    public Answer patch(String path, long offset, byte[] bytes) throws IOException {
        return patch(path, offset, bytes, Map.of());
    }

    @CanIgnoreReturnValue
    public Answer patch(String path, long offset, byte[] bytes, Map<String, String> more) throws IOException {
        return send("PATCH", path, patchHeaders(offset, more), bytes);
    }

    /** Says it will send all the bytes, sends some, and cuts the line. */
    public void patchAndCut(String path, long offset, byte[] bytes, int sent) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("PATCH", path, patchHeaders(offset, Map.of()), bytes.length));
            out.write(bytes, 0, sent);
            out.flush();
        }
    }

    /** Says it will send all the bytes, sends some, and leaves the line open. */
    public Socket patchAndStall(String path, long offset, byte[] bytes, int sent) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(head("PATCH", path, patchHeaders(offset, Map.of()), bytes.length));
        socket.getOutputStream().write(bytes, 0, sent);
        socket.getOutputStream().flush();
        return socket;
    }

    public Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(method, path, headers, body.length));
            try {
                out.write(body);
            } catch (IOException refusedEarly) {
                // The answer may be there all the same.
            }
            out.flush();
            return read(socket);
        }
    }

    private static Map<String, String> patchHeaders(long offset, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(
                Map.of("Upload-Offset", Long.toString(offset), "Content-Type", "application/offset+octet-stream"));
        headers.putAll(more);
        return headers;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private byte[] head(String method, String path, Map<String, String> headers, int length) {
        Map<String, String> all =
                new TreeMap<>(Map.of("Tus-Resumable", "1.0.0", "Connection", "close", "Host", "localhost"));
        all.put("Content-Length", Integer.toString(length));
        if (token != null) {
            all.put("Authorization", "Bearer " + token);
        }
        all.putAll(headers);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Answer read(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String status = in.readLine();
        if (status == null) {
            throw new IOException("no answer");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String[] words = line.split(":", 2);
            headers.put(words[0].toLowerCase(Locale.ROOT), words[1].strip());
        }
        StringBuilder body = new StringBuilder();
        int left = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        for (int c = 0; left > 0 && c >= 0; left--) {
            c = in.read();
            if (c >= 0) {
                body.append((char) c);
            }
        }
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, body.toString());
    }
}
