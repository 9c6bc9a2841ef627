package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Imports of the same people beside each other and beside merges and gifts: by turns, so that none waits for another for ever. */
class ImportRaceResourceTest extends ImportCase {
    private static final int PEOPLE = 600;
    private static final int ROUNDS = 3;

    ImportRaceResourceTest(Service service) {
        super(service);
    }

    private record Row(String name, String phone, String city) {
        @Override
        public String toString() {
            return name + "," + phone + "," + city;
        }
    }

    private static List<Row> people() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(n -> new Row("竞争" + n, Firm.newPhone(), "上海"))
                .toList();
    }

    private static byte[] table(List<Row> rows, String city) {
        List<String> lines = new ArrayList<>(List.of("姓名,手机,城市"));
        rows.forEach(row -> lines.add(new Row(row.name(), row.phone(), city).toString()));
        return csv(lines.toArray(String[]::new));
    }

    private static List<Row> reversed(List<Row> rows) {
        List<Row> turned = new ArrayList<>(rows);
        Collections.reverse(turned);
        return turned;
    }

    private List<UUID> bothAtOnce(Person one, Person other, List<Row> rows, Map<String, String> parts) {
        var first = CompletableFuture.supplyAsync(() -> accepted(send(one, "a.csv", table(rows, "北京"), parts)));
        var second =
                CompletableFuture.supplyAsync(() -> accepted(send(other, "b.csv", table(reversed(rows), "深圳"), parts)));
        List<UUID> both = List.of(first.join(), second.join());
        both.forEach(id -> ended("CUSTOMER_IMPORT", id));
        return both;
    }

    /** At its end, at the first try: a deadlock would have cost one of them another. */
    private void assertDoneAtOnce(UUID id) {
        assertThat(firm.one(
                        "select status || '/' || attempts from jobs where subject_id = ? and kind = 'CUSTOMER_IMPORT'",
                        id))
                .isEqualTo("DONE/0");
    }

    @Test
    void twoOfTheSamePeopleInOppositeOrderPutEachOnFileOnce() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        for (int round = 0; round < ROUNDS; round++) {
            Person fresh = firm.advisor();
            Map<String, String> toFresh = Map.of("advisorId", fresh.id().toString());

            bothAtOnce(lead, lead, people(), toFresh).forEach(this::assertDoneAtOnce);

            assertThat(firm.one("select count(*) from customers where advisor_id = ?", fresh.id()))
                    .isEqualTo(Integer.toString(PEOPLE));
        }
    }

    @Test
    void twoThatBringTheSamePeopleUpToDateTakeTurns() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        List<Row> rows = people();
        imported(table(rows, "上海"));
        for (int round = 0; round < ROUNDS; round++) {
            List<UUID> both = bothAtOnce(advisor, lead, rows, Map.of("known", "UPDATE"));

            both.forEach(this::assertDoneAtOnce);
            both.forEach(id -> view(lead, id).statusCode(id.equals(both.get(1)) ? 200 : 404));
            assertThat(firm.one(
                            "select count(*) || '/' || count(distinct city) from customers where advisor_id = ?",
                            advisor.id()))
                    .isEqualTo(PEOPLE + "/1");
        }
    }

    @Test
    void mergesBesideAnImportOfTheSamePeopleAreDoneOrRefused() {
        Person operations = firm.office(Role.OPERATIONS);
        List<Row> rows = people();
        imported(table(rows, "上海"));
        List<UUID> customers = customersOf(advisor);
        var running = CompletableFuture.supplyAsync(
                () -> accepted(send(advisor, "a.csv", table(rows, "北京"), Map.of("known", "UPDATE"))));

        List<CompletableFuture<List<Integer>>> merging = IntStream.range(0, 4)
                .mapToObj(lane -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 20)
                        .mapToObj(n -> status(
                                operations,
                                customers.get(lane * 40 + (n % 2 == 0 ? 2 * n : 2 * n + 1)),
                                customers.get(lane * 40 + (n % 2 == 0 ? 2 * n + 1 : 2 * n))))
                        .toList()))
                .toList();
        List<Integer> answers =
                merging.stream().flatMap(lane -> lane.join().stream()).toList();
        UUID id = running.join();

        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        assertDoneAtOnce(id);
        assertThat(answers).containsOnly(201);
        assertThat(firm.one("select count(*) from customers where advisor_id = ?", advisor.id()))
                .isEqualTo(Integer.toString(PEOPLE - answers.size()));
        assertThat(firm.one("select updated + refused from imports where id = ?", id))
                .isEqualTo(Integer.toString(PEOPLE));
    }

    @Test
    void giftsToWhomAnImportIsForAreDoneBesideIt() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person heir = firm.advisor();
        List<Row> rows = people();
        imported(table(rows, "上海"));
        List<UUID> customers = customersOf(advisor);
        Map<String, String> parts =
                Map.of("known", "UPDATE", "advisorId", heir.id().toString());
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<List<Integer>>> giving = IntStream.range(0, 4)
                .mapToObj(lane -> CompletableFuture.supplyAsync(() -> {
                    List<Integer> answers = new ArrayList<>();
                    while (!over.get()) {
                        answers.add(give(lead, customers.get(4 * (answers.size() % 20) + lane), heir));
                    }
                    return answers;
                }))
                .toList();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                UUID id = accepted(send(lead, "a.csv", table(rows, "北京" + round), parts));
                assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
                assertDoneAtOnce(id);
            }
        } finally {
            over.set(true);
        }

        // 412: the import brought the customer up to date in between.
        assertThat(giving)
                .allSatisfy(lane -> assertThat(lane.join()).contains(200).isSubsetOf(200, 412));
    }

    private static int give(Person by, UUID customer, Person to) {
        return by.once()
                .body(Map.of("advisorId", to.id(), "reason", "团队调整"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .statusCode();
    }

    private List<UUID> customersOf(Person person) {
        return List.of(firm.one(
                                "select string_agg(cast(id as text), ',' order by phone_index) from customers where advisor_id = ?",
                                person.id())
                        .split(","))
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    private static int status(Person by, UUID survivor, UUID merged) {
        return by.once()
                .body(Map.of("survivorId", survivor, "mergedId", merged))
                .post("/api/v1/customers/merges")
                .statusCode();
    }
}
