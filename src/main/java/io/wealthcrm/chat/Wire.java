package io.wealthcrm.chat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.FastThreadLocal;
import io.quarkus.websockets.next.UserData;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;

/**
 * Writes text frames to a socket's channel, past what encodes, wraps and flushes each anew: a frame to a room is encoded once for
 * all members on an event loop who are given it one after the other, and what goes to a socket at once is flushed once. Nothing is
 * compressed, so the bytes are the same for each. On the socket's event loop.
 */
final class Wire implements Outbound.Network {
    /** Where the handshake leaves it for the open socket. */
    static final UserData.TypedKey<Wire> KEY = new UserData.TypedKey<>("wire");

    /**
     * In bytes, of which Linux makes twice as many. Left to itself it gives 4 MiB to a peer that never reads, and some hundreds of those
     * fill what it has for all sockets of the machine, the database's among them.
     */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final int WHOLE_TEXT = 0x81;
    private static final int MAX_SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MAX_HEAD = 10;
    private static final FastThreadLocal<Encoded> LAST = new FastThreadLocal<>();

    private final Channel channel;

    /** A frame and its bytes, of which this is one owner and each write under way another. */
    private record Encoded(String frame, ByteBuf bytes) {}

    Wire(Channel channel) {
        this.channel = channel;
    }

    /** Of a request that becomes a WebSocket. */
    static Wire of(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        boolean bounded = channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        assert bounded;
        return new Wire(channel);
    }

    @Override
    public void write(String frame, Outbound.Written then) {
        var written = channel.write(encoded(frame).retainedDuplicate());
        written.addListener(done -> then.done(frame, done.isSuccess()));
    }

    @Override
    public void flush() {
        Channel unused = channel.flush();
    }

    /** Compared by identity: whoever writes to many hands the same text to each. */
    @SuppressWarnings("ReferenceEquality")
    private ByteBuf encoded(String frame) {
        Encoded last = LAST.get();
        if (last != null && last.frame == frame) {
            return last.bytes;
        }
        if (last != null) {
            boolean unused = last.bytes.release();
        }
        Encoded next = new Encoded(frame, encode(frame, channel.alloc()));
        LAST.set(next);
        return next.bytes;
    }

    /** A text frame of RFC 6455, whole and without a mask. Off the heap, or each write would copy it there. */
    static ByteBuf encode(String frame, ByteBufAllocator from) {
        byte[] text = frame.getBytes(StandardCharsets.UTF_8);
        ByteBuf bytes = from.directBuffer(MAX_HEAD + text.length).writeByte(WHOLE_TEXT);
        if (text.length <= MAX_SHORT) {
            bytes.writeByte(text.length);
        } else if (text.length <= 0xffff) {
            bytes.writeByte(TWO_BYTES).writeShort(text.length);
        } else {
            bytes.writeByte(EIGHT_BYTES).writeLong(text.length);
        }
        return bytes.writeBytes(text);
    }
}
