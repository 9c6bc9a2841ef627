package io.wealthcrm.chat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Conversations for tests. */
final class Talk {
    private Talk() {}

    @CanIgnoreReturnValue
    static UUID direct(Person one, Person other) {
        return UUID.fromString(one.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(other.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    static UUID group(Person owner, Person... others) {
        return UUID.fromString(owner.once()
                .body(Map.of(
                        "kind",
                        "GROUP",
                        "title",
                        "项目组",
                        "memberIds",
                        Arrays.stream(others).map(Person::id).toList()))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Says something and answers the message's id. */
    @CanIgnoreReturnValue
    static String say(ChatApp app, UUID conversation, String text) {
        return app.say(conversation, text).path("mid").asText();
    }

    static ValidatableResponse recall(Person by, UUID conversation, String message) {
        return by.once().post(path(conversation) + "/" + message + "/recall").then();
    }

    static ValidatableResponse edit(Person by, UUID conversation, String message, String text) {
        return by.once()
                .body(Map.of("text", text))
                .post(path(conversation) + "/" + message + "/edits")
                .then();
    }

    static ValidatableResponse edits(Person by, UUID conversation, String message) {
        return by.request().get(path(conversation) + "/" + message + "/edits").then();
    }

    /** All the person can read over REST of a conversation, as it comes: the messages, the list, the conversation. */
    static String everything(Person by, UUID conversation) {
        String all = "";
        for (String path :
                List.of(path(conversation), "/api/v1/conversations", "/api/v1/conversations/" + conversation)) {
            all += by.request().get(path).then().statusCode(200).extract().asString();
        }
        return all;
    }

    static String path(UUID conversation) {
        return "/api/v1/conversations/" + conversation + "/messages";
    }

    /** Makes all messages of a conversation older. */
    static void age(Firm firm, UUID conversation, String by) {
        firm.execute("update messages set at = at - cast(? as interval) where conversation_id = ?", by, conversation);
    }
}
