package io.wealthcrm.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one socket has yet to write: answers first, then messages, then what may be shed. Only a window of it is handed to
 * the network at a time, so that a peer that does not read costs this window and one batch of messages, no more. Touched
 * on the socket's event loop alone, but for {@link #stalledSince()} and {@link #behind()}.
 */
final class Outbound {
    private static final int MAX_ANSWERS = 600;
    private static final int MAX_SHEDDABLE = 200;
    private static final int WINDOW_FRAMES = 32;
    private static final int WINDOW_CHARS = 64 * 1024;

    /** Where frames go; what is written leaves when it is flushed. */
    interface Network {
        /** {@code then} is told once, when the frame has left or cannot. */
        void write(String frame, Written then);

        void flush();
    }

    /** Hears of a frame that was written. */
    interface Written {
        void done(String frame, boolean well);
    }

    private final Network network;
    private final Runnable hungry;
    private final Runnable broken;
    private final Written written = this::written;
    private final Deque<String> answers = new ArrayDeque<>();
    private final Deque<String> messages = new ArrayDeque<>();
    private final Map<Object, String> sheddable = new LinkedHashMap<>();
    private int framesInFlight;
    private int charsInFlight;
    private boolean flushing;
    private volatile long stalledSince;
    private volatile boolean behind;

    /**
     * @param hungry called when the last message was handed on and more may be offered
     * @param broken called when a write failed
     */
    Outbound(Network network, Runnable hungry, Runnable broken) {
        this.network = network;
        this.hungry = hungry;
        this.broken = broken;
    }

    /** Queues a frame that must arrive; false when so many wait that the peer is not keeping up. */
    boolean answer(String frame) {
        if (answers.size() >= MAX_ANSWERS) {
            return false;
        }
        answers.add(frame);
        flush();
        return true;
    }

    /** Queues messages, which the caller has read because {@link #wantsMessages()}. */
    void messages(List<String> frames) {
        messages.addAll(frames);
        behind = true;
        flush();
    }

    /** Queues a frame that is dropped when the peer is behind; a newer one with the same key takes its place. */
    void sheddable(Object key, String frame) {
        if (sheddable.size() < MAX_SHEDDABLE || sheddable.containsKey(key)) {
            sheddable.put(key, frame);
            flush();
        }
    }

    /** Whether every answer was handed on to the network. */
    boolean answered() {
        return answers.isEmpty();
    }

    boolean wantsMessages() {
        return messages.isEmpty();
    }

    /** Whether messages wait to be written; once they are, more is asked for. May be asked from anywhere. */
    boolean behind() {
        return behind;
    }

    /** {@link System#nanoTime()} since when nothing has moved although something should; 0 when all is well. */
    long stalledSince() {
        return stalledSince;
    }

    private void flush() {
        if (flushing) {
            return;
        }
        flushing = true;
        boolean hadMessages = !messages.isEmpty();
        while (writeSome()) {
            network.flush();
            // A write that was done at once has nothing to wait for; counted, it would close a quiet socket as too
            // slow.
            stalledSince = framesInFlight == 0 ? 0 : stalledSince == 0 ? System.nanoTime() : stalledSince;
        }
        flushing = false;
        if (hadMessages && messages.isEmpty()) {
            behind = false;
            hungry.run();
        }
    }

    /** Whether there was anything, and room in the window for it. */
    private boolean writeSome() {
        boolean some = false;
        while (framesInFlight < WINDOW_FRAMES && charsInFlight < WINDOW_CHARS) {
            String frame = next();
            if (frame == null) {
                break;
            }
            some = true;
            framesInFlight++;
            charsInFlight += frame.length();
            network.write(frame, written);
        }
        return some;
    }

    private String next() {
        if (!answers.isEmpty()) {
            return answers.poll();
        }
        if (!messages.isEmpty()) {
            return messages.poll();
        }
        var first = sheddable.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        String frame = first.next().getValue();
        first.remove();
        return frame;
    }

    private void written(String frame, boolean well) {
        if (!well) {
            broken.run();
            return;
        }
        framesInFlight--;
        charsInFlight -= frame.length();
        stalledSince = framesInFlight == 0 ? 0 : System.nanoTime();
        flush();
    }
}
