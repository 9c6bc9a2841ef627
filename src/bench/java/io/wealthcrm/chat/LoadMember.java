package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One member of a room with one device: fetches a ticket, opens a socket, says hello with what it has, and checks that every message
 * comes once and in order. Before a server that wants no ticket it opens the socket at once.
 */
final class LoadMember {
    /** Where a message's number begins. */
    private static final int SEQ = "{\"t\":\"msg\",\"conv\":\"\",\"seq\":".length() + 36;

    /** Clients' addresses, each with as many ports as Linux gives one. */
    private static final int ADDRESSES = 8;

    /** What becomes of it. */
    interface Fate {
        /** It has all it missed, and what is said now will come. */
        void in(LoadMember member);

        /** A message was delivered, for the first time and in order. */
        void message(LoadMember member, ByteBuffer text);

        void typing(LoadMember member, ByteBuffer text);

        /** A server's complaint, or a message out of order. */
        void wrong(LoadMember member, String what);

        /** Its connection is gone. */
        void lost(LoadMember member, IOException why);
    }

    final int number;
    final int room;
    final String conversation;

    private final String device;
    private final String token;
    private final Fate fate;
    private SocketChannel channel;
    private LoadTicket fetching;
    private LoadSocket socket;
    private String ticket;
    private long seq;
    private long acknowledged;
    private int lacking;

    /** @param line conversation, its last message, which it has, device and access token; {@code -} where none is wanted */
    LoadMember(int number, int room, String line, Fate fate) {
        String[] words = line.split(" ", -1);
        this.number = number;
        this.room = room;
        this.conversation = words[0];
        this.seq = Long.parseLong(words[1]);
        this.acknowledged = seq;
        this.device = words[2];
        this.token = words[3];
        this.fate = fate;
    }

    boolean raw() {
        return token.equals("-");
    }

    /** Begins to come in; {@link Fate#in} follows, or {@link Fate#lost}. */
    void come(Selector selector, int port) throws IOException {
        ticket = null;
        fetching = null;
        socket = null;
        connect(selector, port);
    }

    /** How many messages it forgot at the last cut. */
    int lacked() {
        return lacking;
    }

    private void connect(Selector selector, int port) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + number % ADDRESSES)}), 0));
        channel.register(selector, SelectionKey.OP_CONNECT, this);
        boolean unused = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Resets the connection, as a network does that is gone, and forgets the last messages, as if it had gone before they came. */
    void cut(int without) throws IOException {
        lacking = (int) Math.min(without, seq);
        seq -= lacking;
        socket = null;
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** Nothing is sent by who has no socket: that it was lost is counted already. */
    void send(String frame) {
        try {
            if (socket != null) {
                socket.send(frame);
            }
        } catch (IOException broken) {
            lose(broken);
        }
    }

    /** Says what it has received since it last did, as an app does that need not be told of it by a push. */
    void acknowledge() {
        if (seq > acknowledged && !raw() && socket != null) {
            acknowledged = seq;
            send("{\"t\":\"recv\",\"conv\":\"%s\",\"seq\":%d}".formatted(conversation, seq));
        }
    }

    /** Its connection can be used, or has brought something. */
    void ready(SelectionKey key, int port) {
        try {
            if (key.isConnectable()) {
                boolean done = channel.finishConnect();
                assert done;
                key.interestOps(SelectionKey.OP_READ);
                connected();
            } else if (fetching != null) {
                fetch(key.selector(), port);
            } else if (socket != null) {
                socket.read(this::take, this::opened);
            }
        } catch (IOException broken) {
            lose(broken);
        }
    }

    private void connected() throws IOException {
        if (raw() || ticket != null) {
            fetching = null;
            socket = new LoadSocket(channel);
            socket.upgrade(raw() ? "/r/" + room : "/ws/v1");
        } else {
            fetching = new LoadTicket(channel);
            fetching.ask(token);
        }
    }

    private void fetch(Selector selector, int port) throws IOException {
        ticket = fetching.read();
        if (ticket != null) {
            connect(selector, port);
        }
    }

    private void lose(IOException why) {
        socket = null;
        try {
            channel.close();
        } catch (IOException gone) {
            why.addSuppressed(gone);
        }
        fate.lost(this, why);
    }

    private void opened() {
        if (raw()) {
            fate.in(this);
        } else {
            String have = seq == 0 ? "" : "[\"%s\",%d]".formatted(conversation, seq);
            send("{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":[%s]}"
                    .formatted(ticket, device, have));
        }
    }

    private void take(ByteBuffer text) {
        if (text.get(6) == 'm' && text.get(7) == 's') {
            message(text);
        } else if (text.get(6) == 't') {
            fate.typing(this, text);
        } else if (text.get(6) != 'r' || text.get(8) != 'c') {
            // Others' receipts are looked at no further.
            other(UTF_8.decode(text).toString());
        }
    }

    private void message(ByteBuffer text) {
        long came = raw() ? seq + 1 : number(text, SEQ, ',');
        if (came != seq + 1) {
            fate.wrong(this, "message %d after %d".formatted(came, seq));
        }
        seq = came;
        fate.message(this, text);
    }

    private void other(String frame) {
        if (frame.startsWith("{\"t\":\"synced\"")) {
            fate.in(this);
        } else if (frame.startsWith("{\"t\":\"ping\"")) {
            send("{\"t\":\"pong\"}");
        } else if (frame.startsWith("{\"t\":\"err\"") || frame.startsWith("{\"t\":\"gap\"")) {
            fate.wrong(this, frame);
        }
    }

    /** Decimal digits up to the sign that ends them. */
    static long number(ByteBuffer text, int from, char end) {
        long number = 0;
        for (int i = from; text.get(i) != end; i++) {
            number = 10 * number + text.get(i) - '0';
        }
        return number;
    }
}
