package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class CardSocketTest {
    private final Service service;
    private Firm firm;
    private Person advisor;
    private Person colleague;
    private Person lead;
    private UUID group;

    CardSocketTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void group() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        colleague = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        group = Talk.group(advisor, colleague, lead);
    }

    @Test
    void a_card_is_drawn_within_each_readers_own_sight() {
        UUID customer = firm.buyerOf(advisor, "卡片客户");
        UUID product = firm.product();
        String order = advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders")
                .path("id");
        ChatApp app = ChatApp.of(advisor);
        ChatApp other = ChatApp.of(colleague);
        assertThat(card(app, "CUSTOMER", customer.toString())).isEqualTo("ok");
        assertThat(card(app, "ORDER", order)).isEqualTo("ok");
        assertThat(card(app, "PRODUCT", product.toString())).isEqualTo("ok");

        JsonNode frame = other.awaitMessage(group, 1).path("d");
        assertThat(frame.path("kind").asText()).isEqualTo("card");
        assertThat(frame.toString()).doesNotContain("卡片客户");
        for (Person sees : List.of(advisor, lead)) {
            sees.request()
                    .get("/api/v1/conversations")
                    .then()
                    .body("items.find { it.id == '%s' }.lastMessage.card.title".formatted(group), startsWith("稳健一号"));
            sees.request()
                    .get(Talk.path(group))
                    .then()
                    .body("items.card.type", contains("CUSTOMER", "ORDER", "PRODUCT"))
                    .body("items[0].card.title", equalTo("卡片客户"))
                    .body("items[1].card.detail", equalTo("卡片客户"))
                    .body("items[1].card.status", equalTo("BOOKED"))
                    .body("items[2].card.title", startsWith("稳健一号"));
        }
        colleague
                .request()
                .get(Talk.path(group))
                .then()
                .body("items[0].card.id", equalTo(customer.toString()))
                .body("items[0].card.title", nullValue())
                .body("items[1].card.title", nullValue())
                .body("items[1].card.status", nullValue())
                .body("items[2].card.title", startsWith("稳健一号"));
        assertThat(Talk.everything(colleague, group)).doesNotContain("卡片客户");
    }

    @Test
    void who_does_not_see_it_cannot_send_it_and_nothing_else_rides_along() {
        UUID foreign = firm.buyerOf(firm.advisorIn(firm.otherTeam), "别人的客户");
        UUID draft = firm.product(Map.of("status", "'DRAFT'", "launched_at", "null"));
        ChatApp app = ChatApp.of(advisor);
        assertThat(card(app, "CUSTOMER", foreign.toString())).isEqualTo("NOT_FOUND");
        assertThat(card(app, "ORDER", UUID.randomUUID().toString())).isEqualTo("NOT_FOUND");
        assertThat(card(app, "PRODUCT", draft.toString())).isEqualTo("NOT_FOUND");
        assertThat(card(app, "PAYOUT", foreign.toString())).isEqualTo("BAD");
        assertThat(card(app, "CUSTOMER", "x")).isEqualTo("BAD");
        String mine = firm.buyerOf(advisor, "自己的客户").toString();
        assertThat(post(app, "{\"type\":\"CUSTOMER\",\"id\":\"%s\",\"title\":\"偷带\"}".formatted(mine)))
                .isEqualTo("BAD");
        assertThat(firm.one("select last_seq from conversations where id = ?", group))
                .isEqualTo("0");
        assertThat(card(app, "CUSTOMER", mine)).isEqualTo("ok");
    }

    @Test
    void nobody_recommends_a_product_to_a_customer_who_wants_no_marketing() {
        Person customer = firm.appOf(advisor, "陆清净");
        String file = firm.one("select customer_id from users where id = ?", customer.id());
        group = Talk.direct(advisor, customer);
        String product = firm.product().toString();
        ChatApp app = ChatApp.of(advisor);
        assertThat(card(app, "PRODUCT", product)).as("nothing was ever said").isEqualTo("ok");
        customer.once()
                .body(Map.of())
                .post("/api/v1/customers/" + file + "/marketing-opt-out")
                .then()
                .statusCode(201);
        assertThat(card(app, "PRODUCT", product)).isEqualTo("CUSTOMER_OPTED_OUT");
        assertThat(firm.one("select last_seq from conversations where id = ?", group))
                .isEqualTo("1");
        assertThat(card(app, "CUSTOMER", file)).isEqualTo("ok");
        assertThat(app.say(group, "您好").path("t").asText()).isEqualTo("ok");
        group = Talk.group(advisor, colleague, lead);
        assertThat(card(app, "PRODUCT", product)).as("among colleagues").isEqualTo("ok");
    }

    @Test
    void a_file_shows_what_it_is_and_where_its_small_picture_is() throws Exception {
        String file = advisor.request()
                .contentType("multipart/form-data")
                .multiPart("file", "合影.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/files")
                .path("id");
        ChatApp app = ChatApp.of(advisor);
        ChatApp other = ChatApp.of(colleague);
        app.post(group, UUID.randomUUID(), "file", "{\"fileId\":\"%s\"}".formatted(file));
        JsonNode live = other.awaitMessage(group, 1).path("d").path("file");
        String thumb = live.path("thumb").asText();
        assertThat(live.path("mediaType").asText()).isEqualTo("image/jpeg");
        assertThat(live.path("width").asInt()).isPositive();
        colleague.request().accept("*/*").get(thumb).then().statusCode(200);
        ChatApp replayed = ChatApp.of(colleague, "tablet", "[]");
        assertThat(replayed.awaitMessage(group, 1).path("d").path("file")).isEqualTo(live);
        colleague.request().get(Talk.path(group)).then().body("items[0].file.thumb", equalTo(thumb));
        String message = colleague.request().get(Talk.path(group)).path("items[0].id");
        Talk.recall(advisor, group, message).statusCode(200);
        colleague.request().get(Talk.path(group)).then().body("items[0].file", nullValue());
    }

    private String card(ChatApp app, String type, String id) {
        return post(app, "{\"type\":\"%s\",\"id\":\"%s\"}".formatted(type, id));
    }

    private String post(ChatApp app, String body) {
        JsonNode answer = app.post(group, UUID.randomUUID(), "card", body);
        return answer.path("t").asText().equals("ok")
                ? "ok"
                : answer.path("code").asText();
    }
}
