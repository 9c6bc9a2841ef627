package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Messages that a person misses, in several conversations at once. */
final class Backlog {
    private static final int SENDERS = 5;
    /** Sends of one socket that wait for their answer. */
    private static final int AHEAD = 100;

    private final TwoNodes nodes;
    private final Person reader;
    private final List<UUID> conversations = new ArrayList<>();
    private final int each;

    private Backlog(TwoNodes nodes, int each) {
        this.nodes = nodes;
        this.each = each;
        this.reader = nodes.firm().advisor();
    }

    /** Has {@code each} messages said in every one of so many conversations, in turn, while the reader is away. */
    static Backlog of(TwoNodes nodes, int conversations, int each) {
        Backlog backlog = new Backlog(nodes, each);
        List<Person> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(nodes.firm().advisor());
        }
        for (int i = 0; i < conversations; i++) {
            backlog.conversations.add(Talk.group(senders.get(i % SENDERS), backlog.reader));
        }
        senders.parallelStream().forEach(sender -> backlog.say(senders.indexOf(sender), sender));
        return backlog;
    }

    private void say(int turn, Person sender) {
        ChatApp app = ChatApp.of(sender);
        int said = 0;
        for (int message = 0; message < each; message++) {
            for (int at = turn; at < conversations.size(); at += SENDERS) {
                app.sendText("m" + said, UUID.randomUUID(), conversations.get(at), "missed " + message);
                said++;
                if (said % AHEAD == 0) {
                    awaitAnswer(app, "m" + (said - 1));
                }
            }
        }
        awaitAnswer(app, "m" + (said - 1));
        assertThat(app.frames("ok")).hasSize(said);
        app.close();
    }

    private static void awaitAnswer(ChatApp app, String id) {
        app.await(frame -> frame.path("id").asText().equals(id));
    }

    /** All of it is replayed, once and in order, before {@code synced}; answers the milliseconds it took. */
    long replay() {
        long began = System.nanoTime();
        ChatApp app = ChatApp.open(nodes.anyPort());
        app.hello(TwoNodes.at(nodes.one(), reader), reader.installation(), "[]");
        await().atMost(Duration.ofSeconds(60)).until(() -> !app.frames("synced").isEmpty());
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(app.frames("msg").size()).isGreaterThanOrEqualTo(conversations.size() * each);
        for (UUID conversation : conversations) {
            List<Long> seqs = app.seqs(conversation);
            assertThat(seqs)
                    .hasSizeGreaterThanOrEqualTo(each)
                    .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
        }
        app.close();
        return took;
    }
}
