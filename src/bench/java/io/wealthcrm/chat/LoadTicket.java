package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Fetches a ticket over a connection of its own, as an app does whose network has just come back. */
final class LoadTicket {
    private static final String NAME = "\"ticket\":\"";

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(4_096);

    LoadTicket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Once connected. */
    void ask(String token) throws IOException {
        ByteBuffer request =
                ByteBuffer.wrap(("POST /api/v1/auth/ws-tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
                                + "Authorization: Bearer " + token + "\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        while (request.hasRemaining()) {
            int sent = channel.write(request);
            assert sent >= 0;
        }
    }

    /** The ticket; null while the answer is not whole. */
    String read() throws IOException {
        if (channel.read(in) >= 0) {
            return null;
        }
        channel.close();
        String answer = ISO_8859_1.decode(in.flip()).toString();
        int at = answer.indexOf(NAME) + NAME.length();
        if (!answer.startsWith("HTTP/1.1 200") || at < NAME.length()) {
            throw new IOException("no ticket: " + answer.lines().findFirst().orElse("nothing"));
        }
        return answer.substring(at, answer.indexOf('"', at));
    }
}
