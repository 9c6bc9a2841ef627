package io.wealthcrm.chat;

import static io.wealthcrm.chat.TwoNodes.at;
import static io.wealthcrm.chat.TwoNodes.connected;
import static io.wealthcrm.chat.TwoNodes.pause;
import static io.wealthcrm.chat.TwoNodes.worstDelay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Database;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Redis;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is left when a node, Redis or PostgreSQL is killed or hangs; {@link TwoNodesFaultsServiceTest} is the long form. */
@ExtendWith(SharedNodes.class)
@ResourceLock(SharedNodes.LOCK)
class TwoNodesKilledServiceTest {
    private final TwoNodes nodes;
    private final Database database;
    private final Redis redis;
    private final Service one;
    private final Service two;
    private final Firm firm;

    TwoNodesKilledServiceTest(TwoNodes nodes) {
        this.nodes = nodes;
        database = nodes.database();
        redis = nodes.redis();
        one = nodes.one();
        two = nodes.two();
        firm = nodes.firm();
    }

    @Test
    void withoutRedisMessagesComeByThePollAndItHealsByItself() {
        int lost = lines("is lost (");
        int back = lines("is back: nodes hear");
        delays("killed", redis::kill9, redis::startAgain);
        assertThat(lines("is lost (")).isEqualTo(lost + 1);
        assertThat(lines("is back: nodes hear")).isEqualTo(back + 1);
    }

    @Test
    void aRedisThatHangsIsAsGoodAsLost() {
        delays(
                "hung",
                () -> {
                    redis.hang();
                    await().atMost(Duration.ofSeconds(8)).until(() -> !connected(one) && !connected(two));
                },
                redis::goOn);
    }

    private void delays(String how, Runnable fault, Runnable mend) {
        Person ana = firm.advisor();
        Person bo = firm.advisor();
        UUID conversation = Talk.direct(ana, bo);
        ChatApp here = ChatApp.of(at(one, ana));
        ChatApp there = ChatApp.of(at(two, bo));
        fault.run();
        long polled = worstDelay(here, there, conversation, 4);
        assertThat(bo.request().post("/api/v1/auth/logout").statusCode()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(1)).until(there::isClosed);

        mend.run();
        nodes.awaitConnected();
        ChatApp again = ChatApp.of(at(two, bo.anewOn(bo.installation())));
        long woken = worstDelay(here, again, conversation, 10);
        System.out.printf("Redis %s: worst delay %d ms by the poll, %d ms healed%n", how, polled, woken);
        assertThat(polled).isLessThan(1500);
        assertThat(woken).isLessThan(400);
    }

    private int lines(String text) {
        return one.log().split(java.util.regex.Pattern.quote(text), -1).length - 1;
    }

    @Test
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
    void everyAcknowledgedMessageIsSeenOnceAndInOrderWhateverIsKilled() {
        try (Storm storm = new Storm(firm, 50, 7, nodes::anyPort)) {
            storm.begin(20);
            pause(1500);
            two.kill9();
            redis.kill9();
            pause(1000);
            database.kill9();
            pause(500);
            database.startAgain();
            // A node starts without Redis, and finds it later.
            two.start();
            assertThat(connected(two)).isFalse();
            redis.startAgain();
            nodes.awaitConnected();
            storm.settle("two nodes");
        }
    }

    @Test
    void whatWasMissedIsReplayedAfterAllNodesRestart() {
        Backlog backlog = Backlog.of(nodes, 10, 200);
        two.kill9();
        one.kill9();
        one.start();
        two.start();
        System.out.printf("2,000 missed over 10 conversations: replayed in %d ms%n", backlog.replay());
    }

    @Test
    void aStoppingNodeAnswersWhatWasSentAndSendsItsSocketsAway() {
        Person ana = firm.advisor();
        UUID conversation = Talk.direct(ana, firm.advisor());
        ChatApp app = ChatApp.of(at(two, ana));
        for (int i = 0; i < 50; i++) {
            app.sendText("s" + i, UUID.randomUUID(), conversation, "last " + i);
        }
        CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(two::stop);
        await().pollInterval(Duration.ofMillis(2)).until(() -> !ready(two) || app.isClosed());
        assertThat(app.isClosed())
                .as("sent away while others still think it ready")
                .isFalse();
        app.awaitClose(4503);
        assertThat(app.closeReason()).contains("retryMs");
        assertThat(stopped.join()).isIn(0, 143);
        String stored = firm.one(
                "select count(*) from messages where conversation_id = ? and sender_id = ?", conversation, ana.id());
        assertThat(app.frames("ok")).hasSize(Integer.parseInt(stored));
        two.start();
        nodes.awaitConnected();
    }

    private static boolean ready(Service node) {
        return RestAssured.given().port(node.port()).get("/q/health/ready").statusCode() == 200;
    }
}
