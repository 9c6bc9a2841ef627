package io.wealthcrm.chat;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Database;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Redis;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Two nodes on one PostgreSQL and one Redis, each of which can be killed. */
record TwoNodes(Database database, Redis redis, Service one, Service two, Firm firm) implements AutoCloseable {
    /** Under one name for the logs of both. */
    static TwoNodes start(String name) {
        Database database = Database.start(name);
        Redis redis = Redis.start();
        Service one = Service.named(name + "-1")
                .on(database)
                .with("wealth.cluster.redis", redis.url())
                .with("quarkus.http.proxy.proxy-address-forwarding", "true")
                .with("quarkus.http.proxy.trusted-proxies", "127.0.0.1")
                .with("wealth.chat.replay-limit", "2000")
                .with("wealth.chat.sends-per-second", "2000")
                .with("wealth.chat.send-burst", "20000")
                .with("wealth.chat.frames-per-second", "5000")
                .start();
        return new TwoNodes(database, redis, one, one.twin(name + "-2").start(), Firm.on(one));
    }

    int anyPort() {
        return ThreadLocalRandom.current().nextBoolean() ? one.port() : two.port();
    }

    /** The person as one who talks to this node. */
    static Person at(Service node, Person person) {
        return new Person(person.id(), person.username(), person.unitId(), node.port(), person.token());
    }

    void awaitConnected() {
        await().atMost(Duration.ofSeconds(10)).until(() -> connected(one) && connected(two));
    }

    /** Whether the node hears others by Redis. */
    static boolean connected(Service node) {
        return metric(node, "wealth_cluster_connected") == 1;
    }

    /** The sum of a metric over its tags; 0 when there is none. */
    static double metric(Service node, String name) {
        return RestAssured.given()
                .port(node.port())
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The longest time in milliseconds from an answer to its message's arrival. */
    static long worstDelay(ChatApp from, ChatApp to, UUID conversation, int messages) {
        long worst = 0;
        for (int i = 0; i < messages; i++) {
            long seq = from.say(conversation, "ping").path("seq").asLong();
            long began = System.nanoTime();
            to.awaitMessage(conversation, seq);
            worst = Math.max(worst, Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
        return worst;
    }

    /** A time in which devices talk on; nothing is waited for. */
    static void pause(long ms) {
        long until = System.nanoTime() + Duration.ofMillis(ms).toNanos();
        await().atMost(Duration.ofMillis(ms + 5000)).until(() -> System.nanoTime() > until);
    }

    @Override
    public void close() {
        one.stop();
        two.stop();
        one.close();
        redis.close();
        database.close();
    }
}
