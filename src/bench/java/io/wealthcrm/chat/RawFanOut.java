package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least a chat can do, in a process of its own and one thread: a frame from one of a room, {@code GET /r/<room>}, is written
 * once to the socket of each. Nothing is stored, nobody signs in.
 */
final class RawFanOut {
    private static final Pattern ROOM = Pattern.compile("GET /r/(\\d+) ");
    private static final ByteBuffer WELCOME = UTF_8.encode(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");

    private final Selector selector;
    private final Map<String, List<SocketChannel>> rooms = new HashMap<>();

    private RawFanOut(Selector selector) {
        this.selector = selector;
    }

    /** A member, with what has come of its next frame. */
    private static final class Member {
        private final ByteBuffer in = ByteBuffer.allocateDirect(4_096);
        private List<SocketChannel> room;
    }

    /** Says where it listens. */
    public static void main(String[] arguments) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(server.socket().getLocalPort());
        RawFanOut fanOut = new RawFanOut(selector);
        while (true) {
            selector.select(fanOut::ready);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else {
                read((SocketChannel) key.channel(), (Member) key.attachment());
            }
        } catch (IOException gone) {
            leave(key);
        }
    }

    private void leave(SelectionKey key) {
        key.cancel();
        Member member = (Member) key.attachment();
        if (member.room != null) {
            member.room.remove((SocketChannel) key.channel());
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Member());
        }
    }

    private void read(SocketChannel channel, Member member) throws IOException {
        if (channel.read(member.in) < 0) {
            throw new IOException("left");
        }
        member.in.flip();
        if (member.room == null) {
            enter(channel, member);
        }
        while (member.room != null && member.in.remaining() > 6) {
            ByteBuffer frame = next(member.in);
            if (frame == null) {
                break;
            }
            for (SocketChannel each : member.room) {
                write(each, frame.duplicate());
            }
        }
        member.in.compact();
    }

    private void enter(SocketChannel channel, Member member) throws IOException {
        String head = ISO_8859_1.decode(member.in.duplicate()).toString();
        Matcher room = ROOM.matcher(head);
        if (head.endsWith("\r\n\r\n") && room.find()) {
            member.in.position(member.in.limit());
            member.room = rooms.computeIfAbsent(room.group(1), each -> new ArrayList<>());
            member.room.add(channel);
            write(channel, WELCOME.duplicate());
        }
    }

    /** The next frame as others get it, without its mask; null while it is not whole. Texts of less than 64 KB. */
    private static ByteBuffer next(ByteBuffer in) {
        int at = in.position();
        int length = in.get(at + 1) & 0x7f;
        int head = 2;
        if (length == 126) {
            length = in.getShort(at + 2) & 0xffff;
            head = 4;
        }
        if (in.remaining() < head + 4 + length) {
            return null;
        }
        ByteBuffer out = ByteBuffer.allocateDirect(head + length);
        out.put(in.get(at)).put((byte) (in.get(at + 1) & 0x7f));
        if (head == 4) {
            out.putShort((short) length);
        }
        for (int i = 0; i < length; i++) {
            out.put((byte) (in.get(at + head + 4 + i) ^ in.get(at + head + i % 4)));
        }
        in.position(at + head + 4 + length);
        return out.flip();
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int sent = channel.write(bytes);
            assert sent >= 0;
        }
    }
}
