package io.wealthcrm.chat;

import static io.wealthcrm.chat.TwoNodes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What two nodes on one PostgreSQL and one Redis do together. */
@ExtendWith(SharedNodes.class)
@ResourceLock(SharedNodes.LOCK)
class TwoNodesServiceTest {
    private final Service one;
    private final Service two;
    private final Firm firm;

    TwoNodesServiceTest(TwoNodes nodes) {
        one = nodes.one();
        two = nodes.two();
        firm = nodes.firm();
    }

    @Test
    void theSameCidFromFiftySocketsOnTwoNodesIsOneMessage() {
        Person sender = firm.advisor();
        UUID conversation = Talk.direct(sender, firm.advisor());
        List<ChatApp> apps = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> ChatApp.of(at(i % 2 == 0 ? one : two, sender), "device-" + i, "[]"))
                .toList();
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
    void nodesShareWakeUpsTypingPresenceReceiptsAndTheOneSocketOfADevice() {
        Person ana = firm.advisor();
        Person bo = firm.advisor();
        UUID conversation = Talk.direct(ana, bo);
        ChatApp here = ChatApp.of(at(one, ana));
        ChatApp there = ChatApp.of(at(two, bo));
        here.await(frame -> presence(frame, bo, true));
        there.await(frame -> presence(frame, ana, true));

        long worst = TwoNodes.worstDelay(here, there, conversation, 10);
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
    void membersAndNotificationsAreShownAtTheOtherNode() {
        Person ana = firm.advisor();
        Person bo = firm.advisor();
        Person cai = firm.advisor();
        UUID group = Talk.group(ana, bo);
        List<ChatApp> bosApps = List.of(ChatApp.of(at(one, bo)), ChatApp.of(at(two, bo), "other", "[]"));
        ChatApp caisApp = ChatApp.of(at(two, cai));
        ChatApp from = ChatApp.of(at(one, ana));

        var in = ana.request().put("/api/v1/conversations/" + group + "/members/" + cai.id());
        assertThat(in.statusCode()).isEqualTo(200);
        bosApps.forEach(app -> app.await(frame -> member(frame, cai, "joined")));
        caisApp.awaitMessage(group, from.say(group, "welcome").path("seq").asLong());
        var out = ana.request().delete("/api/v1/conversations/" + group + "/members/" + cai.id());
        assertThat(out.statusCode()).isEqualTo(204);
        caisApp.await(frame -> member(frame, cai, "left"));
        long last = from.say(group, "among us").path("seq").asLong();
        bosApps.forEach(app -> app.awaitMessage(group, last));

        // No app says that it has received anything, so that everybody is notified, by whichever node.
        bosApps.forEach(app -> app.await("notification"));
        assertThat(caisApp.seqs(group)).doesNotContain(last);
    }

    @Test
    void aMessageToAGroupIsReadOncePerNode() {
        Person ana = firm.advisor();
        Person[] others = IntStream.range(0, 20).mapToObj(i -> firm.advisor()).toArray(Person[]::new);
        UUID group = Talk.group(ana, others);
        List<ChatApp> apps =
                Stream.of(others).map(person -> ChatApp.of(at(two, person))).toList();
        ChatApp from = ChatApp.of(at(one, ana));
        from.say(group, "first");
        double before = TwoNodes.metric(two, "wealth_chat_reads_total");
        for (int i = 0; i < 10; i++) {
            long seq = from.say(group, "to all").path("seq").asLong();
            apps.forEach(app -> app.awaitMessage(group, seq));
        }
        assertThat(TwoNodes.metric(two, "wealth_chat_reads_total") - before).isLessThanOrEqualTo(12);
        apps.forEach(app -> assertThat(app.seqs(group)).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void whoSignsOutAtOneNodeIsCutAtTheOtherWithinASecond() {
        Person ana = firm.advisor();
        ChatApp app = ChatApp.of(at(two, ana));
        assertThat(at(one, ana).request().post("/api/v1/auth/logout").statusCode())
                .isEqualTo(204);
        await().atMost(Duration.ofSeconds(1)).until(app::isClosed);
        app.awaitClose(4401);
    }

    @Test
    void triesAtOneNodeCountAtTheOther() {
        Person victim = firm.advisor();
        for (int i = 0; i < 5; i++) {
            assertThat(wrongPassword(i % 2 == 0 ? one : two, victim)).isEqualTo(401);
        }
        assertThat(wrongPassword(one, victim)).isEqualTo(429);
        assertThat(wrongPassword(two, victim)).isEqualTo(429);
    }

    @Test
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

    private static boolean presence(JsonNode frame, Person of, boolean online) {
        return frame.path("t").asText().equals("presence")
                && frame.path("user").asText().equals(of.id().toString())
                && frame.path("online").asBoolean() == online;
    }

    private static boolean member(JsonNode frame, Person of, String event) {
        return frame.path("t").asText().equals("member")
                && frame.path("user").asText().equals(of.id().toString())
                && frame.path("event").asText().equals(event);
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
