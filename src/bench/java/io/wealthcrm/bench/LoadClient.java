package io.wealthcrm.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends HTTP requests over kept connections from a process of its own, in one thread and with as little work as can be, since it
 * shares the machine with what it measures. Closed loop: each connection asks again as soon as it has its answer. Open loop: at a
 * fixed rate; a request waits for a connection if all are busy, and its latency counts from the moment it was due.
 */
final class LoadClient {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);
    /** Shorter than what a selector can wait. */
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long NAP = TimeUnit.MICROSECONDS.toNanos(50);

    private final InetSocketAddress server;
    private final List<HttpCall> calls;
    private final int connections;
    /** Nanoseconds from one request to the next; 0 in a closed loop. */
    private final long interval;

    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final List<LoadConnection> all = new ArrayList<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private Selector selector;
    private int next;
    private long from;
    private long until;
    private long done;
    private long failed;
    private long bytes;

    private LoadClient(int port, Path calls, int connections, double rate) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.calls = HttpCall.read(calls);
        this.connections = connections;
        interval = rate == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    }

    /** Port, file of requests, connections, milliseconds to warm up, milliseconds to measure, requests a second or 0. */
    public static void main(String[] arguments) throws IOException {
        LoadClient client = new LoadClient(
                Integer.parseInt(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Double.parseDouble(arguments[5]));
        client.run(
                TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[3])),
                TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[4])));
    }

    private void run(long warm, long time) throws IOException {
        selector = Selector.open();
        long began = System.nanoTime();
        from = began + warm;
        until = from + time;
        for (int i = 0; i < connections; i++) {
            all.add(connect());
        }
        idle.addAll(all);
        boolean measuring = false;
        long due = began;
        long now = began;
        while (now < until || (interval > 0 && idle.size() < connections && now < until + GRACE)) {
            if (!measuring && now >= from) {
                measuring = true;
                System.out.println("measuring");
            }
            while (interval > 0 && due <= now && due < until) {
                waiting.add(due);
                due += interval;
            }
            sendWhatCanBe(now);
            pause(interval > 0 && due < until ? due - now : SOON);
            now = System.nanoTime();
        }
        failed += interval > 0 ? unanswered(now) : 0;
        ByteBuffer encoded = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoByteBuffer(encoded);
        System.out.printf(
                "%d %d %d %s%n",
                done, failed, bytes, Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length)));
        // Until its processor time has been read.
        int ended = System.in.read();
        assert ended < 0;
    }

    private void sendWhatCanBe(long now) throws IOException {
        if (interval == 0) {
            while (!idle.isEmpty()) {
                idle.poll().send(nextCall(), now);
            }
        }
        while (!idle.isEmpty() && !waiting.isEmpty()) {
            idle.poll().send(nextCall(), waiting.poll());
        }
    }

    private HttpCall nextCall() {
        next = next + 1 == calls.size() ? 0 : next + 1;
        return calls.get(next);
    }

    private void pause(long wait) throws IOException {
        if (wait >= SOON) {
            selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(wait));
        } else if (selector.selectNow(this::ready) == 0 && wait > 0) {
            LockSupport.parkNanos(Math.min(wait, NAP));
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            int status = connection.read();
            if (status > 0) {
                answered(connection, status);
            }
        } catch (IOException broken) {
            key.cancel();
            count(connection.due(), false);
            replace(connection);
        }
    }

    private void answered(LoadConnection connection, int status) {
        count(connection.due(), status >= 200 && status < 300);
        bytes += connection.length();
        idle.add(connection);
    }

    /** An open loop counts what was due while it measured, a closed one what was answered then. */
    private void count(long due, boolean good) {
        long now = System.nanoTime();
        long when = interval > 0 ? due : now;
        if (when >= from && when < until) {
            if (good) {
                done++;
            } else {
                failed++;
            }
            latencies.recordValue(Math.min(now - due, latencies.getHighestTrackableValue()));
        }
    }

    private void replace(LoadConnection broken) {
        try {
            all.remove(broken);
            LoadConnection fresh = connect();
            all.add(fresh);
            idle.add(fresh);
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** They count with the time they have waited so far. */
    private long unanswered(long now) {
        long missing = 0;
        for (LoadConnection connection : all) {
            if (!idle.contains(connection) && connection.due() >= from && connection.due() < until) {
                latencies.recordValue(Math.min(now - connection.due(), latencies.getHighestTrackableValue()));
                missing++;
            }
        }
        for (long due : waiting) {
            if (due >= from) {
                latencies.recordValue(Math.min(now - due, latencies.getHighestTrackableValue()));
                missing++;
            }
        }
        return missing;
    }

    private LoadConnection connect() throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        LoadConnection connection = new LoadConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }
}
