package io.wealthcrm.identity;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Used when no gateway is configured: tells the log that a text was due, never its content. The demo alone keeps the last
 * texts in memory so that a person can read a code.
 */
@ApplicationScoped
public class SmsMessages implements SmsSender {
    private static final Logger LOG = Logger.getLogger(SmsMessages.class);
    private static final int KEPT = 1000;

    private final boolean demo;
    private final Deque<Message> kept = new ArrayDeque<>();

    SmsMessages(WealthConfig config) {
        this.demo = config.demo();
    }

    /** A text as the phone would show it. */
    public record Message(String phone, String text, Instant at) {}

    @Override
    public Uni<Void> send(String phone, String text) {
        LOG.infof("SMS to a number ending in %s not sent: no gateway", phone.substring(phone.length() - 2));
        if (demo) {
            keep(new Message(phone, text, Instant.now()));
        }
        return Uni.createFrom().voidItem();
    }

    /** The texts to one phone, newest first; empty outside the demo. */
    public synchronized List<Message> to(String phone) {
        return kept.stream().filter(message -> message.phone().equals(phone)).toList();
    }

    private synchronized void keep(Message message) {
        kept.addFirst(message);
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
    }
}
