package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.RawSocket;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Broken WebSocket frames from strangers and from members, cut off at any byte: others notice nothing, and what was
 * acknowledged is there. That nothing is logged as an error, {@code ServiceLogTest} looks at in the end.
 */
@OnSharedService
class ChatFuzzSocketTest {
    private static final int STRANGERS = 300;
    private static final int MEMBERS = 60;

    private final Random random = new Random(20261122);
    private final Service service;

    ChatFuzzSocketTest(Service service) {
        this.service = service;
    }

    @Test
    void brokenFramesHarmNobodyElse() throws IOException {
        Firm firm = Firm.on(service);
        Person ana = firm.advisor();
        Person bo = firm.advisor();
        UUID conversation = Talk.direct(ana, bo);
        ChatApp listener = ChatApp.of(bo);
        for (int i = 0; i < STRANGERS; i++) {
            try (RawSocket socket = RawSocket.open(service.port(), null)) {
                disturb(socket, hello("not-a-ticket", "d-" + i), message(conversation, i));
            }
        }
        for (int i = 0; i < MEMBERS; i++) {
            try (RawSocket socket = RawSocket.open(service.port(), null)) {
                socket.write(hello(ChatApp.ticket(ana), ana.installation()));
                assertThat(socket.receive()).contains("welcome");
                disturb(socket, message(conversation, i), message(conversation, i));
            }
        }
        ChatApp sender = ChatApp.of(ana);
        long last = sender.say(conversation, "after all that").path("seq").asLong();
        assertThat(listener.awaitMessage(conversation, last).at("/d/body/text").asText())
                .isEqualTo("after all that");
        assertThat(listener.seqs(conversation))
                .doesNotHaveDuplicates()
                .isSorted()
                .hasSize((int) last);
        assertThat(firm.one("select count(*) from messages where conversation_id = ?", conversation))
                .isEqualTo(Long.toString(last));
        assertThat(listener.isClosed()).isFalse();
    }

    /** Both frames with some bytes changed, cut off somewhere; the service may close at any time. */
    private void disturb(RawSocket socket, byte[]... frames) {
        try {
            for (byte[] frame : frames) {
                byte[] broken = frame.clone();
                for (int change = random.nextInt(4); change > 0; change--) {
                    // The head of a frame more often than its text: opcode, length, mask.
                    int at = random.nextBoolean() ? random.nextInt(8) : random.nextInt(broken.length);
                    broken[at] = (byte) random.nextInt(256);
                }
                socket.write(random.nextInt(3) > 0 ? broken : Arrays.copyOf(broken, random.nextInt(broken.length)));
            }
        } catch (IOException closed) {
            assertThat(closed).hasMessageMatching("(?i).*(reset|broken pipe|closed|aborted).*");
        }
    }

    private static byte[] hello(String ticket, String device) {
        return RawSocket.frame(
                "{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":[]}".formatted(ticket, device));
    }

    private static byte[] message(UUID conversation, int number) {
        return RawSocket.frame(
                "{\"t\":\"send\",\"id\":\"r\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"text\",\"body\":{\"text\":\"m%d\"}}"
                        .formatted(UUID.randomUUID(), conversation, number));
    }
}
