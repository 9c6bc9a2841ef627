package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Snapshot;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A succession and a merge of many rows whose process is killed at any moment: each is wholly there afterwards or wholly not. */
final class KilledOperations {
    private static final int MANY = 300;
    private static final long LATEST_KILL_MS = 700;

    private final Service service;
    private final Firm firm;
    private final Person manager;
    private final List<Operation> operations;
    private int kills;
    private int committed;

    /**
     * @param undo where it is taken back, {@code %s} being the answer's id
     * @param named whose rows it may change
     */
    private record Operation(String path, Map<String, Object> body, String undo, List<UUID> named) {}

    KilledOperations(Service service, Firm firm) {
        this.service = service;
        this.firm = firm;
        this.manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        this.operations = List.of(succession(), merge());
    }

    /** Somebody with several hundred customers, each with an order, leaves. */
    private Operation succession() {
        Person leaver = firm.advisor();
        Person heir = firm.advisor();
        UUID first = firm.buyerOf(leaver, "崩溃交接");
        leaver.once()
                .body(Map.of("customerId", first, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201);
        firm.copies(first, MANY - 1);
        firm.allowHoldings(2 * MANY);
        List<UUID> named = customersOf(leaver);
        named.addAll(List.of(leaver.id(), heir.id()));
        String path = "/api/v1/users/" + leaver.id() + "/offboarding";
        Map<String, Object> leaving = Map.of(
                "effectiveOn",
                LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
                "plan",
                "TRANSFER",
                "transfers",
                List.of(Map.of("advisorId", heir.id())));
        return new Operation(path, leaving, path + "/undo", named);
    }

    /** Two files with several hundred entries become one. */
    private Operation merge() {
        Person advisor = firm.advisor();
        UUID survivor = file(advisor);
        UUID merged = file(advisor);
        return new Operation(
                "/api/v1/customers/merges",
                Map.of("survivorId", survivor, "mergedId", merged),
                "/api/v1/customers/merges/%s/undo",
                List.of(survivor, merged));
    }

    private UUID file(Person advisor) {
        UUID customer = firm.customerOf(advisor, "崩溃合并");
        advisor.once()
                .body(Map.of("kind", "CALL", "at", "2026-01-05T08:00:00Z", "summary", "谈话"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
        for (String relation : List.of("interactions", "timeline_entries")) {
            firm.execute(
                    "insert into %1$s select (jsonb_populate_record(t, jsonb_build_object('id', uuidv7()))).* from %1$s t"
                                    .formatted(relation)
                            + " cross join generate_series(1, ?) where t.customer_id = ?",
                    MANY,
                    customer);
        }
        return customer;
    }

    /** Both done at once and undone at once, each with a kill in between and once more with the same key. */
    void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            List<TreeMap<String, List<String>>> before = rows();
            List<String> ids =
                    killed(before, operations.stream().map(Operation::path).toList(), true);
            List<TreeMap<String, List<String>>> after = rows();
            List<String> undo = IntStream.range(0, ids.size())
                    .mapToObj(i -> operations.get(i).undo().formatted(ids.get(i)))
                    .toList();
            assertThat(killed(after, undo, false)).isEqualTo(ids);
            assertThat(rows()).isEqualTo(before);
        }
        System.out.printf(
                "succession and merge: %d kills, %d of %d operations committed before%n",
                kills, committed, kills * operations.size());
    }

    /** Killed while the requests are under way and repeated with their keys; what had been committed is the whole. Answers the ids. */
    private List<String> killed(List<TreeMap<String, List<String>>> before, List<String> paths, boolean doing) {
        List<String> keys =
                paths.stream().map(path -> UUID.randomUUID().toString()).toList();
        List<CompletableFuture<Void>> sent = IntStream.range(0, paths.size())
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> assertThat(send(paths, keys, i, doing)).isNotNull()))
                .toList();
        kill(sent);
        List<TreeMap<String, List<String>>> between = rows();
        List<String> ids = IntStream.range(0, paths.size())
                .mapToObj(i -> send(paths, keys, i, doing)
                        .then()
                        .statusCode(doing ? 201 : 200)
                        .extract()
                        .<String>path("id"))
                .toList();
        List<TreeMap<String, List<String>>> after = rows();
        for (int i = 0; i < paths.size(); i++) {
            assertThat(after.get(i)).isNotEqualTo(before.get(i));
            if (!between.get(i).equals(before.get(i))) {
                assertThat(between.get(i)).as("wholly done").isEqualTo(after.get(i));
                committed++;
            }
        }
        return ids;
    }

    /** At any moment from when the requests have left to when they might just be answered. */
    private void kill(List<CompletableFuture<Void>> sent) {
        var unused = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .orTimeout(ThreadLocalRandom.current().nextLong(LATEST_KILL_MS), TimeUnit.MILLISECONDS)
                .handle((answered, failure) -> failure)
                .join();
        service.kill9();
        service.start();
        kills++;
    }

    private Response send(List<String> paths, List<String> keys, int i, boolean doing) {
        var request = manager.request().header("Idempotency-Key", keys.get(i));
        return (doing ? request.body(operations.get(i).body()) : request).post(paths.get(i));
    }

    /** Of each operation, without what is worked out anew beside the test. */
    private List<TreeMap<String, List<String>>> rows() {
        return operations.stream()
                .map(operation -> {
                    var rows = Snapshot.of(service, operation.named().toArray(UUID[]::new));
                    rows.remove("customer_contributions");
                    rows.remove("duplicate_pairs");
                    return rows;
                })
                .toList();
    }

    private List<UUID> customersOf(Person advisor) {
        String ids =
                firm.one("select string_agg(cast(id as text), ',') from customers where advisor_id = ?", advisor.id());
        return Arrays.stream(ids.split(",")).map(UUID::fromString).collect(Collectors.toCollection(ArrayList::new));
    }
}
