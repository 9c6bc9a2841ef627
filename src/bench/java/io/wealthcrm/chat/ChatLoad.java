package io.wealthcrm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Rooms full of people at open sockets, in a process of its own and one thread, that does what it is told by lines and answers each
 * with one, as {@link ChatClient} writes and reads them; meanwhile it answers the server's pings.
 */
final class ChatLoad implements LoadMember.Fate {
    private static final long GIVE_UP = TimeUnit.SECONDS.toNanos(180);
    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final long REST = TimeUnit.SECONDS.toNanos(10);
    /** From one acknowledgement of a member to the next; after three seconds the service would think it absent. */
    private static final long ACKNOWLEDGED = TimeUnit.SECONDS.toNanos(2);

    private final int port;
    private final int roomSize;
    private final List<LoadMember> members = new ArrayList<>();
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Retry> retries = new PriorityQueue<>();
    private final Random random = new Random(5);
    private final Selector selector;
    private volatile boolean ended;
    private Chatter chatter;
    private boolean coming;
    private final long began = System.nanoTime();
    private long acknowledgements;
    private int there;
    private int retried;
    private int failed;

    /** A member who tries again to come in. @param at {@link System#nanoTime()} */
    private record Retry(long at, LoadMember member) implements Comparable<Retry> {
        @Override
        public int compareTo(Retry other) {
            return Long.compare(at - other.at, 0);
        }
    }

    private ChatLoad(int port, Path lines, int roomSize) throws IOException {
        this.port = port;
        this.roomSize = roomSize;
        selector = Selector.open();
        for (String line : Files.readAllLines(lines)) {
            members.add(new LoadMember(members.size(), members.size() / roomSize, line, this));
        }
    }

    /** Port, file with a line for each member, members of a room. */
    public static void main(String[] arguments) throws IOException {
        ChatLoad load =
                new ChatLoad(Integer.parseInt(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        Thread listener = new Thread(load::listen, "orders");
        listener.setDaemon(true);
        listener.start();
        while (!load.ended) {
            load.turn(TimeUnit.MILLISECONDS.toNanos(100));
            String order = load.orders.poll();
            if (order != null) {
                load.follow(order.split(" ", -1));
            }
        }
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String order = in.readLine(); order != null; order = in.readLine()) {
                orders.add(order);
                selector.wakeup();
            }
            ended = true;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void follow(String[] order) throws IOException {
        switch (order[0]) {
            case "come" -> come();
            case "cut" -> cut(Integer.parseInt(order[1]));
            default ->
                talk(
                        order[0].equals("message"),
                        Double.parseDouble(order[1]),
                        Integer.parseInt(order[2]),
                        Long.parseLong(order[3]),
                        Long.parseLong(order[4]));
        }
    }

    /** Takes what has come, waiting so long for it, and says what is due. */
    private void turn(long nanos) throws IOException {
        long wait = chatter == null ? nanos : Math.min(nanos, chatter.speak());
        if (wait < TimeUnit.MILLISECONDS.toNanos(1)) {
            int unused = selector.selectNow(this::ready);
        } else {
            int unused = selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(wait));
        }
        acknowledge();
    }

    /** Each member in its turn, spread over the time. */
    private void acknowledge() {
        long due = coming ? acknowledgements : (System.nanoTime() - began) * members.size() / ACKNOWLEDGED;
        for (long next = Math.max(acknowledgements, due - members.size()); next < due; next++) {
            members.get((int) (next % members.size())).acknowledge();
        }
        acknowledgements = due;
    }

    private void ready(SelectionKey key) {
        ((LoadMember) key.attachment()).ready(key, port);
    }

    /** All at once; who is turned away tries again within a second. */
    private void come() throws IOException {
        long began = System.nanoTime();
        coming = true;
        there = 0;
        retried = 0;
        failed = 0;
        for (LoadMember member : members) {
            begin(member);
        }
        while (there < members.size() && System.nanoTime() - began < GIVE_UP) {
            turn(TimeUnit.MILLISECONDS.toNanos(10));
            while (!retries.isEmpty() && retries.peek().at() - System.nanoTime() <= 0) {
                begin(retries.poll().member());
            }
        }
        coming = false;
        long lacked = members.stream().mapToLong(LoadMember::lacked).sum();
        System.out.printf(
                "%d %d %d %d %d%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                failed + members.size() - there,
                retried,
                lacked,
                there);
    }

    private void begin(LoadMember member) {
        try {
            member.come(selector, port);
        } catch (IOException refused) {
            lost(member, refused);
        }
    }

    private void cut(int without) throws IOException {
        for (LoadMember member : members) {
            member.cut(without);
        }
        System.out.println("cut");
    }

    private void talk(boolean stored, double perSecond, int window, long warm, long time) throws IOException {
        failed = 0;
        chatter = new Chatter(members, roomSize, stored, perSecond);
        chatter.begin(window);
        long begins = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(warm);
        long ends = begins + TimeUnit.MILLISECONDS.toNanos(time);
        chatter.measure(begins, ends);
        until(begins);
        System.out.println("measuring");
        until(ends);
        System.out.println("measured");
        long waits = System.nanoTime() + REST;
        while (!chatter.done() && System.nanoTime() < waits) {
            turn(TimeUnit.MILLISECONDS.toNanos(10));
        }
        System.out.println(failed + " " + chatter.result());
        chatter = null;
    }

    private void until(long time) throws IOException {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            turn(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
        }
    }

    @Override
    public void in(LoadMember member) {
        there++;
    }

    @Override
    public void message(LoadMember member, ByteBuffer text) {
        if (chatter != null) {
            chatter.message(member, text);
        }
    }

    @Override
    public void typing(LoadMember member, ByteBuffer text) {
        if (chatter != null) {
            chatter.typing(member, text);
        }
    }

    @Override
    public void wrong(LoadMember member, String what) {
        failed++;
        System.err.println(what);
    }

    @Override
    public void lost(LoadMember member, IOException why) {
        if (coming) {
            retried++;
            retries.add(new Retry(System.nanoTime() + random.nextLong(RETRY), member));
        } else {
            failed++;
            System.err.println(why);
        }
    }
}
