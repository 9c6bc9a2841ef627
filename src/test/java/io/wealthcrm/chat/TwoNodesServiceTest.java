package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Database;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Redis;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one PostgreSQL and one Redis, all of which are killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesServiceTest {
    private static TwoNodes nodes;
    private static Database database;
    private static Redis redis;
    private static Service one;
    private static Service two;
    private static Firm firm;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start("nodes");
        database = nodes.database();
        redis = nodes.redis();
        one = nodes.one();
        two = nodes.two();
        firm = Firm.on(one);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    @Order(1)
    void theSameCidFromFiftySocketsOnTwoNodesIsOneMessage() {
        Person sender = firm.advisor();
        UUID conversation = Talk.direct(sender, firm.advisor());
        List<ChatApp> apps = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            apps.add(ChatApp.of(at(i % 2 == 0 ? one : two, sender), "device-" + i, "[]"));
        }
        assertThat(apps).allSatisfy(app -> assertThat(app.closeReason()).isEmpty());
        UUID cid = UUID.randomUUID();
        apps.parallelStream().forEach(app -> app.sendText("same", cid, conversation, "一次"));
        Set<String> places = new HashSet<>();
        for (ChatApp app : apps) {
            JsonNode ok = app.await("ok");
            places.add(ok.path("mid").asText() + ok.path("seq"));
        }
        assertThat(places).hasSize(1);
        assertThat(firm.one("select count(*) from messages where cid = ?", cid)).isEqualTo("1");
        apps.forEach(ChatApp::close);
    }

    @Test
    @Order(2)
    void nodesShareWakeUpsTypingPresenceReceiptsAndTheOneSocketOfADevice() {
        Person ana = firm.advisor();
        Person bo = firm.advisor();
        UUID conversation = Talk.direct(ana, bo);
        ChatApp here = ChatApp.of(at(one, ana));
        ChatApp there = ChatApp.of(at(two, bo));
        here.await(frame -> presence(frame, bo, true));
        there.await(frame -> presence(frame, ana, true));

        long worst = worstDelay(here, there, conversation, 10);
        System.out.printf("Redis: worst delay between nodes %d ms%n", worst);
        assertThat(worst).isLessThan(400);
        here.send("{\"t\":\"typing\",\"conv\":\"" + conversation + "\"}");
        there.await("typing");
        there.send("{\"t\":\"read\",\"conv\":\"" + conversation + "\",\"seq\":1}");
        here.await(frame -> frame.path("t").asText().equals("receipt")
                && frame.path("user").asText().equals(bo.id().toString()));

        ChatApp moved = ChatApp.of(at(one, bo));
        there.awaitClose(4409);
        moved.close();
        here.await(frame -> presence(frame, bo, false));
    }

    @Test
    @Order(3)
    void withoutRedisMessagesComeByThePollAndItHealsByItself() {
        Person ana = firm.advisor();
        Person bo = firm.advisor();
        UUID conversation = Talk.direct(ana, bo);
        ChatApp here = ChatApp.of(at(one, ana));
        ChatApp there = ChatApp.of(at(two, bo));

        redis.kill9();
        long polled = worstDelay(here, there, conversation, 6);
        redis.startAgain();
        await().atMost(Duration.ofSeconds(10)).until(() -> connected(one) && connected(two));
        long woken = worstDelay(here, there, conversation, 10);

        System.out.printf("Redis killed: worst delay %d ms by the poll, %d ms healed%n", polled, woken);
        assertThat(polled).isLessThan(1500);
        assertThat(woken).isLessThan(400);
        assertThat(one.log().split("is lost \\(", -1)).hasSize(2);
        assertThat(one.log().split("is back: nodes hear", -1)).hasSize(2);
    }

    @Test
    @Order(4)
    void triesAtOneNodeCountAtTheOther() {
        Person victim = firm.advisor();
        for (int i = 0; i < 5; i++) {
            assertThat(wrongPassword(i % 2 == 0 ? one : two, victim)).isEqualTo(401);
        }
        assertThat(wrongPassword(one, victim)).isEqualTo(429);
        assertThat(wrongPassword(two, victim)).isEqualTo(429);
    }

    @Test
    @Order(5)
    void aTicketIsGoodAtOneNodeOnce() {
        Person ana = firm.advisor();
        String ticket = ChatApp.ticket(at(one, ana));
        String hello = "{\"t\":\"hello\",\"v\":1,\"ticket\":\"%s\",\"device\":\"%s\",\"have\":[]}"
                .formatted(ticket, ana.installation());
        ChatApp first = ChatApp.open(two.port());
        first.send(hello);
        first.await("welcome");
        ChatApp second = ChatApp.open(one.port());
        second.send(hello);
        second.awaitClose(4401);
    }

    @Test
    @Order(6)
    void withoutPostgresAnswersAreClearAndItHealsByItself() {
        Person ana = firm.advisor();
        UUID conversation = Talk.direct(ana, firm.advisor());
        ChatApp app = ChatApp.of(at(one, ana));
        database.kill9();

        UUID cid = UUID.randomUUID();
        app.sendText("lost", cid, conversation, "später");
        JsonNode refused = app.await("err");
        assertThat(refused.path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(refused.path("retryMs").asLong()).isPositive();
        for (String path : List.of("/api/v1/me", "/api/v1/conversations")) {
            var answer = ana.request().get(path).then().statusCode(503).extract();
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.<String>path("code")).isEqualTo("UNAVAILABLE");
        }
        database.startAgain();
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            app.sendText("healed", cid, conversation, "später");
            return !app.frames("ok").isEmpty();
        });
        assertThat(ana.request().get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void everyAcknowledgedMessageIsSeenOnceAndInOrderWhateverIsKilled() {
        try (Storm storm = new Storm(firm, 50, 7, nodes::anyPort)) {
            storm.begin(20, 300);
            pause(2);
            two.kill9();
            pause(1);
            redis.kill9();
            pause(2);
            database.kill9();
            pause(1);
            database.startAgain();
            redis.startAgain();
            two.start();
            pause(2);
            storm.settle("two nodes");
        }
    }

    @Test
    @Order(8)
    void aStoppingNodeAnswersWhatWasSentAndSendsItsSocketsAway() {
        Person ana = firm.advisor();
        UUID conversation = Talk.direct(ana, firm.advisor());
        ChatApp app = ChatApp.of(at(two, ana));
        for (int i = 0; i < 50; i++) {
            app.sendText("s" + i, UUID.randomUUID(), conversation, "last " + i);
        }
        assertThat(two.stop()).isIn(0, 143);
        app.awaitClose(4503);
        assertThat(app.closeReason()).contains("retryMs");
        assertThat(app.frames("ok"))
                .hasSize(Integer.parseInt(firm.one(
                        "select count(*) from messages where conversation_id = ? and sender_id = ?",
                        conversation,
                        ana.id())));
    }

    /** A time in which devices talk on; nothing is waited for. */
    private static void pause(int seconds) {
        long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        await().atMost(Duration.ofSeconds(seconds + 5)).until(() -> System.nanoTime() > until);
    }

    private static Person at(Service node, Person person) {
        return new Person(person.id(), person.username(), person.unitId(), node.port(), person.token());
    }

    private static boolean presence(JsonNode frame, Person of, boolean online) {
        return frame.path("t").asText().equals("presence")
                && frame.path("user").asText().equals(of.id().toString())
                && frame.path("online").asBoolean() == online;
    }

    private static long worstDelay(ChatApp from, ChatApp to, UUID conversation, int messages) {
        long worst = 0;
        for (int i = 0; i < messages; i++) {
            long seq = from.say(conversation, "ping").path("seq").asLong();
            long began = System.nanoTime();
            to.awaitMessage(conversation, seq);
            worst = Math.max(worst, Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
        return worst;
    }

    private static boolean connected(Service node) {
        return RestAssured.given()
                .port(node.port())
                .get("/q/metrics")
                .asString()
                .lines()
                .anyMatch(line -> line.startsWith("wealth_cluster_connected") && line.endsWith(" 1.0"));
    }

    private static int wrongPassword(Service node, Person victim) {
        return RestAssured.given()
                .port(node.port())
                .contentType(ContentType.JSON)
                .body(Map.of("username", victim.username(), "password", "Wrong-2026-x", "installationId", "x"))
                .post("/api/v1/auth/login")
                .statusCode();
    }
}
