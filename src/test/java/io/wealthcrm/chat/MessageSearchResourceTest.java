package io.wealthcrm.chat;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class MessageSearchResourceTest {
    private static final String PATH = "/api/v1/conversations/search";

    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;
    private Person cy;
    private ChatApp app;

    MessageSearchResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        cy = firm.advisor();
        app = ChatApp.of(ana);
    }

    @Test
    void any_part_of_what_was_said_finds_it_in_either_case() {
        UUID conversation = Talk.direct(ana, bo);
        app.say(conversation, "稳健增长 Fund-3 下周开放申购 100%_ok");
        app.say(conversation, "下雨了，周末见");
        app.say(conversation, "到期 期到");
        for (String part : new String[] {"增长", "周开放", "fund", "FUND-3", "nd-3 下", "00%", "%_", "申购 100"}) {
            found(bo, part)
                    .body("items.message.seq", contains(1))
                    .body("items[0].conversationId", equalTo(text(conversation)));
        }
        for (String part : new String[] {"长增", "下周末", "fund3", "__", "Fund-33", "到期到"}) {
            found(bo, part).body("items", hasSize(0));
        }
        found(bo, "下周").body("items.message.body.text", contains("稳健增长 Fund-3 下周开放申购 100%_ok"));
    }

    @Test
    void it_pages_from_the_newest_over_all_conversations() {
        UUID one = Talk.direct(ana, bo);
        UUID other = Talk.group(ana, bo, cy);
        for (int i = 1; i <= 3; i++) {
            app.say(one, "到期名单 " + i);
            app.say(other, "到期提醒 " + i);
        }
        String cursor = found(bo, "到期", "limit", 4)
                .body("items.message.body.text", contains("到期提醒 3", "到期名单 3", "到期提醒 2", "到期名单 2"))
                .extract()
                .path("nextCursor");
        found(bo, "到期", "limit", 4, "cursor", cursor)
                .body("items.message.body.text", contains("到期提醒 1", "到期名单 1"))
                .body("nextCursor", nullValue());
        found(bo, "到期", "conversationId", one).body("items.message.seq", contains(3, 2, 1));
        found(cy, "到期").body("items.message.seq", contains(3, 2, 1));
        found(cy, "到期", "conversationId", one).body("items", hasSize(0));
    }

    @Test
    void nothing_is_found_outside_or_before_or_after_the_callers_time() {
        UUID group = Talk.group(ana, bo);
        String member = "/api/v1/conversations/" + group + "/members/" + cy.id();
        app.say(group, "内部说法 一");
        ana.request().body(Map.of("history", false)).put(member).then().statusCode(200);
        app.say(group, "内部说法 二");
        found(bo, "内部说法").body("items.message.seq", contains(2, 1));
        found(cy, "内部说法").body("items.message.seq", contains(2));
        found(firm.advisor(), "内部说法").body("items", hasSize(0));
        ana.request().delete(member).then().statusCode(204);
        found(cy, "内部说法").body("items", hasSize(0));
    }

    @Test
    void an_edited_text_is_found_by_its_newest_wording_and_a_recalled_one_not_at_all() {
        UUID conversation = Talk.direct(ana, bo);
        String message = Talk.say(app, conversation, "原来措辞");
        Talk.edit(ana, conversation, message, "更正后的措辞").statusCode(200);
        found(bo, "原来").body("items", hasSize(0));
        found(bo, "更正").body("items.message.seq", contains(1)).body("items[0].message.editedAt", notNullValue());
        Talk.recall(ana, conversation, message).statusCode(200);
        found(bo, "措辞").body("items", hasSize(0));
        found(bo, "MESSAGE_RECALLED").body("items", hasSize(0));
    }

    @Test
    void too_little_or_too_much_is_refused() {
        for (String q : new String[] {"", "到", " 到 ", "x".repeat(101)}) {
            ana.request().queryParam("q", q).get(PATH).then().statusCode(400);
        }
        ana.request().get(PATH).then().statusCode(400);
        ana.request()
                .queryParam("q", "到期")
                .queryParam("conversationId", "x")
                .get(PATH)
                .then()
                .statusCode(400);
        ana.request()
                .queryParam("q", "到期")
                .queryParam("cursor", "x")
                .get(PATH)
                .then()
                .statusCode(400);
    }

    private static ValidatableResponse found(Person person, String q, Object... more) {
        var request = person.request().queryParam("q", q);
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam((String) more[i], more[i + 1]);
        }
        return request.get(PATH).then().statusCode(200);
    }

    private static String text(UUID id) {
        return id.toString();
    }
}
