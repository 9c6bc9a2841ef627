package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Successions by several at once, in real parallel requests, and of many customers. */
class SuccessionServiceTest extends SuccessionCase {
    private static final int ROUNDS = 5;
    private static final int MANY = 2000;

    SuccessionServiceTest(Service service) {
        super(service);
    }

    @Test
    void ofTwoWhoAreToFollowEachOtherOneLeaves() {
        for (int round = 0; round < ROUNDS; round++) {
            people();
            customer("一方客户");
            UUID unused = firm.customerOf(heir, "另一方客户");

            List<Response> answers = atOnce(List.of(
                    () -> manager.once().body(to(heir)).post(path(leaver)),
                    () -> lead.once().body(to(leaver)).post(path(heir))));

            assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 422);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 422).allSatisfy(answer -> answer.then()
                    .body("code", equalTo("TRANSFER_TO_DEPARTED")));
            assertThat(firm.one(
                            "select count(*) || '/' || count(*) filter (where u.active) from customers c join users u on u.id = c.advisor_id"
                                    + " where c.advisor_id in (?, ?)",
                            leaver.id(),
                            heir.id()))
                    .isEqualTo("2/2");
        }
    }

    @Test
    void nobodyIsGivenCustomersInTheMomentOfLeaving() {
        Person third = firm.advisor();
        for (int round = 0; round < ROUNDS; round++) {
            leaver = firm.advisor();
            UUID customer = firm.customerOf(third, "抢手客户");
            Map<String, Object> toLeaver = Map.of("advisorId", leaver.id());

            List<Response> answers = atOnce(List.of(
                    () -> manager.once().body(toLeaver).post("/api/v1/customers/" + customer + "/transfer"),
                    () -> lead.once().body(to(heir)).post(path(leaver))));

            assertThat(answers.get(0).statusCode()).isIn(200, 422);
            assertThat(answers.get(1).statusCode()).isEqualTo(201);
            assertThat(firm.one(
                            "select u.active from customers c join users u on u.id = c.advisor_id where c.id = ?",
                            customer))
                    .isEqualTo("t");
        }
    }

    @Test
    void nobodyKeepsWhomTheyEnterInTheMomentOfLeaving() {
        for (int round = 0; round < ROUNDS; round++) {
            leaver = firm.advisor();
            Map<String, Object> entered = Map.of("name", "临走客户", "phone", Firm.newPhone(), "confirmNew", true);

            List<Response> answers = atOnce(List.of(
                    () -> leaver.once().body(entered).post("/api/v1/customers"),
                    () -> lead.once().body(to(heir)).post(path(leaver))));

            assertThat(answers.get(0).statusCode()).isIn(201, 401, 422);
            assertThat(answers.get(1).statusCode()).isEqualTo(201);
            assertThat(firm.one("select count(*) from customers where advisor_id = ?", leaver.id()))
                    .isEqualTo("0");
        }
    }

    @Test
    void doneByManyAtOnceItIsDoneAndUndoneOnce() {
        UUID customer = customer("唯一客户");
        var before = everything(customer);
        List<Supplier<Response>> done = new ArrayList<>();
        List<Supplier<Response>> undone = new ArrayList<>();
        for (Person by : List.of(manager, lead, manager, lead)) {
            done.add(() -> by.once().body(to(heir)).post(path(leaver)));
            undone.add(() -> by.once().post(path(leaver) + "/undo"));
        }

        assertThat(atOnce(done)).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(atOnce(undone)).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409, 409, 409);

        assertThat(everything(customer)).isEqualTo(before);
    }

    /** Steps are statements that changed something: as many for two thousand as for one. */
    @Test
    void manyAreMovedByAFewStatements() {
        UUID customer = customer("第一位");
        UUID order = order(customer);
        firm.copies(customer, MANY - 1);
        firm.allowHoldings(3000);
        String before = digest();

        String id = offboard(manager, to(heir))
                .statusCode(201)
                .body("outcome.openOrders", equalTo(MANY))
                .extract()
                .path("id");

        assertThat(firm.one(
                        """
                        select count(distinct step) filter (where relation in ('customers', 'orders')) || ' ' || (count(distinct step) < 8)
                          from restorable_rows where operation_id = (select operation_id from successions where id = cast(? as uuid))""",
                        id))
                .isEqualTo("2 true");
        assertThat(firm.one("select count(*) from orders where advisor_id = ?", heir.id()))
                .isEqualTo(Integer.toString(MANY));
        assertThat(firm.one("select advisor_id from orders where id = ?", order))
                .isEqualTo(heir.id().toString());
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(digest()).isEqualTo(before);
    }

    private String digest() {
        return firm.one(
                """
                select md5(string_agg(cast(c as text) || cast(o as text), '' order by c.id))
                  from customers c join orders o on o.customer_id = c.id where c.advisor_id in (?, ?)""",
                leaver.id(),
                heir.id());
    }

    private static List<Response> atOnce(List<Supplier<Response>> requests) {
        List<CompletableFuture<Response>> sent =
                requests.stream().map(CompletableFuture::supplyAsync).toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }
}
