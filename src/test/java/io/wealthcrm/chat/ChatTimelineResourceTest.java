package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations on the timelines of the customers they concern. */
@OnSharedService
class ChatTimelineResourceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Firm firm;
    private Person advisor;
    private Person app;
    private UUID customer;

    @BeforeEach
    void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        app = firm.appOf(advisor, "柳永");
        customer = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
    }

    private UUID conversation(String kind, UUID order, Person... members) {
        UUID id = Ids.next();
        firm.execute(
                "insert into conversations (id, kind, created_by, direct_key, order_id) values (?, ?, ?, ?, cast(? as uuid))",
                id,
                kind,
                advisor.id(),
                kind.equals("DIRECT") ? id.toString() : null,
                order == null ? null : order.toString());
        for (Person member : members) {
            firm.execute("insert into members (conversation_id, user_id) values (?, ?)", id, member.id());
        }
        return id;
    }

    private void say(UUID conversation, Person by) {
        firm.execute(
                """
                with next as (update conversations set last_seq = last_seq + 1 where id = ? returning id, last_seq)
                insert into messages (conversation_id, seq, id, sender_id, cid, kind, body, at)
                select id, last_seq, uuidv7(), ?, uuidv7(), 'text', '{"text": "机密的话"}', clock_timestamp() from next""",
                conversation,
                by.id());
    }

    private ValidatableResponse chats() {
        return advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline?kind=CHAT")
                .then()
                .statusCode(200);
    }

    private void awaitMessages(Integer... counts) {
        await().atMost(SOON).untilAsserted(() -> chats().body("items.data.messages", containsInAnyOrder(counts)));
    }

    @Test
    void aDayOfAConversationIsOneLineThatGrowsAndTellsNoWord() {
        UUID conversation = conversation("DIRECT", null, advisor, app);
        say(conversation, advisor);
        awaitMessages(1);
        String first = chats().extract().path("items[0].at");

        say(conversation, app);
        say(conversation, app);

        awaitMessages(3);
        chats().body("items", hasSize(1))
                .body("items[0].at", equalTo(first))
                .body("items[0].refId", equalTo(conversation.toString()))
                .body("items[0].data.conversation", equalTo("DIRECT"))
                .body("items[0].data.lastSeq", equalTo(3))
                .body(
                        "items[0].data.people",
                        containsInAnyOrder(advisor.id().toString(), app.id().toString()))
                .body(not(containsString("机密")));
    }

    @Test
    void anOrdersRoomStandsWithTheOrdersCustomerAndAChannelNowhere() {
        UUID order = UUID.fromString(advisor.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        UUID room = conversation("ORDER", order, advisor);
        UUID channel = conversation("CHANNEL", null, advisor, app);
        say(channel, advisor);
        say(room, advisor);

        awaitMessages(1);
        chats().body("items[0].refId", equalTo(room.toString()));
    }

    @Test
    void whatWasSaidBeforeTheCustomerCameIsNone() {
        UUID conversation = conversation("GROUP", null, advisor);
        say(conversation, advisor);
        firm.execute(
                "insert into members (conversation_id, user_id, joined_seq) values (?, ?, 1)", conversation, app.id());
        say(conversation, advisor);
        firm.execute(
                "update members set left_seq = 2, left_at = now() where conversation_id = ? and user_id = ?",
                conversation,
                app.id());
        say(conversation, advisor);

        awaitMessages(1);
        assertThat(firm.one("select data ->> 'lastSeq' from timeline_entries where ref_id = ?", conversation))
                .isEqualTo("2");
    }
}
