package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.Database;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.SlowNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How often a request waits for the database, told by a network on which each answer is late. Connections are told whom they
 * serve without waiting for an answer; was it waited for, each figure here would be two higher.
 */
class SlowNetworkServiceTest {
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final int TRIES = 12;

    /** Looks the session up. */
    private static final int SESSION = 1;

    private static Database database;
    private static SlowNetwork network;
    private static Service service;
    private static Person advisor;
    private static UUID customer;

    @BeforeAll
    static void start() {
        database = Database.start("slow-network");
        network = new SlowNetwork();
        service = Service.named("slow-network")
                .on(database)
                .with(
                        "quarkus.datasource.reactive.url",
                        "postgresql://127.0.0.1:" + network.portTo(database.port()) + "/wealth")
                // Few connections, which soon know the statements.
                .with("quarkus.datasource.reactive.max-size", "2")
                .start();
        Firm firm = Firm.on(service);
        advisor = firm.advisor();
        customer = firm.customerOf(advisor, "远方客户");
        network.delay(DELAY);
    }

    @AfterAll
    static void stop() {
        network.delay(Duration.ZERO);
        service.close();
        network.close();
        database.close();
    }

    /** By Hibernate's session, without a transaction. */
    @Test
    void aCustomer() {
        assertThat(waits(() -> get("/api/v1/customers/" + customer))).isEqualTo(SESSION + 1);
    }

    /** By the bare pool. */
    @Test
    void aListOfCustomers() {
        assertThat(waits(() -> get("/api/v1/customers"))).isEqualTo(SESSION + 1);
    }

    /** In a transaction: begin, the one statement, commit. */
    @Test
    void aNote() {
        assertThat(waits(SlowNetworkServiceTest::note)).isEqualTo(SESSION + 3);
    }

    private static void get(String path) {
        advisor.request().get(path).then().statusCode(200);
    }

    private static void note() {
        advisor.request()
                .body(Map.of("kind", "NOTE", "at", Instant.now().toString(), "summary", "谈了到期安排"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
    }

    /** The least of several runs: the first use of a statement on a connection waits for its plan too. */
    private static long waits(Runnable request) {
        return LongStream.range(0, TRIES).map(run -> millis(request)).min().orElseThrow() / DELAY.toMillis();
    }

    private static long millis(Runnable request) {
        long began = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
