package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Rooms full of people at open sockets, in a process of its own and one thread. In each room so many messages are under way at
 * once: when all members have one, another member says the next. A latency is from the saying to an arrival at one socket.
 *
 * <p>Members are lines of a file: the conversation, the ticket and the device, or {@code -} for all three before a server that wants
 * none of it.
 */
final class ChatLoad {
    private static final byte[] SAID = "due-".getBytes(UTF_8);
    private static final String TEXT =
            "hello from the advisor, your monthly report is ready, please look at it now due-%d.";

    private final int port;
    private final int roomSize;
    private final int window;
    private final List<LoadSocket> sockets = new ArrayList<>();
    private final List<String[]> members = new ArrayList<>();
    private final long[] arrivals;
    private final int[] speaker;
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private Selector selector;
    private int ready;
    private int failed;
    private boolean talking;
    private long from = Long.MAX_VALUE;
    private long delivered;

    private ChatLoad(int port, Path seats, int roomSize, int window) throws IOException {
        this.port = port;
        this.roomSize = roomSize;
        this.window = window;
        Files.readAllLines(seats).forEach(line -> members.add(line.split(" ", -1)));
        arrivals = new long[members.size() / roomSize];
        speaker = new int[arrivals.length];
    }

    /** Port, file of members, members of a room, messages under way in each, milliseconds to warm up and to measure. */
    public static void main(String[] arguments) throws IOException {
        ChatLoad load = new ChatLoad(
                Integer.parseInt(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        load.connect();
        // Until the other process has looked at the idle sockets.
        int told = System.in.read();
        assert told >= 0;
        load.talk(Long.parseLong(arguments[4]), Long.parseLong(arguments[5]));
        int ended = System.in.read();
        assert ended < 0;
    }

    private void connect() throws IOException {
        long began = System.nanoTime();
        selector = Selector.open();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int member = 0; member < members.size(); member++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            LoadSocket socket = new LoadSocket(channel, member / roomSize);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, member);
            sockets.add(socket);
            socket.upgrade(raw(member) ? "/r/" + socket.room() : "/ws/v1");
            int unused = selector.selectNow(this::read);
        }
        while (ready + failed < members.size()) {
            int unused = selector.select(this::read, 100);
        }
        System.out.printf("%d %d%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), failed);
    }

    private boolean raw(int member) {
        return members.get(member)[0].equals("-");
    }

    private void read(SelectionKey key) {
        int member = (int) key.attachment();
        try {
            sockets.get(member).read(text -> take(member, text), () -> opened(member));
        } catch (IOException broken) {
            System.err.println(broken);
            failed++;
            key.cancel();
        }
    }

    private void opened(int member) {
        if (raw(member)) {
            ready++;
        } else {
            send(
                    member,
                    "{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":[]}"
                            .formatted(members.get(member)[1], members.get(member)[2]));
        }
    }

    private void take(int member, ByteBuffer text) {
        int at = said(text);
        if (at > 0) {
            arrived(member, number(text, at));
        } else if (!raw(member)) {
            String frame = UTF_8.decode(text).toString();
            if (frame.contains("\"synced\"")) {
                ready++;
            } else if (frame.contains("\"ping\"")) {
                send(member, "{\"t\":\"pong\"}");
            } else if (frame.contains("\"error\"") || frame.contains("\"err\"")) {
                failed++;
                System.err.println(frame);
            }
        }
    }

    private void arrived(int member, long saidAt) {
        long now = System.nanoTime();
        if (now >= from) {
            delivered++;
            latencies.recordValue(Math.min(now - saidAt, latencies.getHighestTrackableValue()));
        }
        int room = sockets.get(member).room();
        if (++arrivals[room] % roomSize == 0 && talking) {
            say(room);
        }
    }

    /** Where the nanoseconds begin; 0 when nobody says anything in it. */
    private static int said(ByteBuffer text) {
        for (int i = text.limit() - SAID.length; i >= 0; i--) {
            if (text.get(i) == SAID[0]
                    && text.get(i + 1) == SAID[1]
                    && text.get(i + 2) == SAID[2]
                    && text.get(i + 3) == SAID[3]) {
                return i + SAID.length;
            }
        }
        return 0;
    }

    private static long number(ByteBuffer text, int from) {
        long number = 0;
        for (int i = from; text.get(i) != '.'; i++) {
            number = 10 * number + text.get(i) - '0';
        }
        return number;
    }

    /** The members take turns: the service lets nobody talk too fast. */
    private void say(int room) {
        int member = room * roomSize + speaker[room];
        speaker[room] = (speaker[room] + 1) % roomSize;
        String text = TEXT.formatted(System.nanoTime());
        send(
                member,
                raw(member)
                        ? text
                        : "{\"t\":\"send\",\"id\":\"%1$s\",\"cid\":\"%1$s\",\"conv\":\"%2$s\",\"kind\":\"text\",\"body\":{\"text\":\"%3$s\"}}"
                                .formatted(UUID.randomUUID(), members.get(member)[0], text));
    }

    private void send(int member, String frame) {
        try {
            sockets.get(member).send(frame);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void talk(long warm, long time) throws IOException {
        talking = true;
        for (int room = 0; room < arrivals.length; room++) {
            for (int message = 0; message < window; message++) {
                say(room);
            }
        }
        long begins = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(warm);
        listen(begins);
        from = begins;
        System.out.println("measuring");
        listen(begins + TimeUnit.MILLISECONDS.toNanos(time));
        talking = false;
        ByteBuffer encoded = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoByteBuffer(encoded);
        System.out.printf(
                "%d %d %s%n",
                delivered, failed, Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length)));
    }

    private void listen(long until) throws IOException {
        while (System.nanoTime() < until) {
            int unused = selector.select(this::read, 10);
        }
    }
}
