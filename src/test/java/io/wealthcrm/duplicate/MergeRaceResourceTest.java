package io.wealthcrm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Merges beside each other and beside writers, by real requests at once. */
@OnSharedService
class MergeRaceResourceTest {
    private static final int ROUNDS = 5;
    private static final int WRITERS = 8;

    @Test
    void threeMergesInACircleLeaveOneCustomerOrTwoAndNothingOfTheOthers(Service service) throws Exception {
        MergeCase files = new MergeCase(service);
        for (int round = 0; round < ROUNDS; round++) {
            List<UUID> all = IntStream.range(0, 3)
                    .mapToObj(i -> files.customer(files.advisor, Map.of()))
                    .toList();
            all.forEach(one -> files.interaction(files.advisor, one));
            var before = snapshot(service, all);

            List<Integer> answers = atOnce(List.of(
                    () -> status(files, all.get(1), all.get(0)),
                    () -> status(files, all.get(2), all.get(1)),
                    () -> status(files, all.get(0), all.get(2))));

            assertThat(answers).containsOnly(201, 409).contains(201, 409);
            String ids = String.join(",", all.stream().map(UUID::toString).toList());
            long merges = answers.stream().filter(answer -> answer == 201).count();
            assertThat(count(files, "customers", "id", ids)).isEqualTo(3 - merges);
            assertThat(files.firm.one(
                            "select count(*) from merged_customers m join customers c on c.id = m.merged_into"
                                    + " where m.id = any (cast(string_to_array(?, ',') as uuid[]))",
                            ids))
                    .isEqualTo(Long.toString(merges));
            assertThat(count(files, "interactions", "customer_id", ids)).isEqualTo(3);
            takeAllBack(files, ids);
            assertThat(snapshot(service, all)).isEqualTo(before);
        }
    }

    /** Without figures and pairs that a recomputation or a scan beside the test may find. */
    private static TreeMap<String, List<String>> snapshot(Service service, List<UUID> all) {
        var rows = Snapshot.of(service, all.toArray(UUID[]::new));
        rows.remove("customer_contributions");
        rows.remove("duplicate_pairs");
        return rows;
    }

    private static int status(MergeCase files, UUID survivor, UUID merged) {
        return files.merge(survivor, merged, Map.of()).extract().statusCode();
    }

    private static long count(MergeCase files, String relation, String column, String ids) {
        return Long.parseLong(files.firm.one(
                "select count(*) from " + relation + " where " + column
                        + " = any (cast(string_to_array(?, ',') as uuid[]))",
                ids));
    }

    /** The last first. */
    private static void takeAllBack(MergeCase files, String ids) {
        String merges = files.firm.one(
                "select string_agg(cast(id as text), ',' order by number desc) from merges"
                        + " where merged_id = any (cast(string_to_array(?, ',') as uuid[]))",
                ids);
        for (String merge : merges.split(",")) {
            files.undo(merge).statusCode(200);
        }
    }

    @Test
    void noInteractionWrittenBesideAMergeIsLost(Service service) throws Exception {
        MergeCase files = new MergeCase(service);
        UUID survivor = files.customer(files.advisor, Map.of());
        UUID merged = files.customer(files.advisor, Map.of());
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            calls.add(() -> written(files.advisor, survivor));
            calls.add(() -> written(files.advisor, merged));
        }
        calls.add(WRITERS, () -> {
            files.merge(survivor, merged, Map.of()).statusCode(201);
            return 0;
        });

        int kept = atOnce(calls).stream().mapToInt(Integer::intValue).sum();

        assertThat(kept).isPositive();
        assertThat(files.firm.one("select count(*) from interactions where customer_id = ?", survivor))
                .isEqualTo(Integer.toString(kept));
        assertThat(files.firm.one(
                        "select count(*) from timeline_entries where customer_id = ? and kind = 'CALL'", survivor))
                .isEqualTo(Integer.toString(kept));
        assertThat(files.firm.one("select count(*) from interactions where customer_id = ?", merged))
                .isEqualTo("0");
    }

    /** How many of twenty were taken; the others were told that they were not. */
    private static int written(Person advisor, UUID customer) {
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            int status = advisor.once()
                    .body(Map.of("kind", "CALL", "at", "2026-01-05T08:00:00Z", "summary", "谈话"))
                    .post("/api/v1/customers/" + customer + "/interactions")
                    .statusCode();
            assertThat(status).isIn(201, 404, 409);
            taken += status == 201 ? 1 : 0;
        }
        return taken;
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
