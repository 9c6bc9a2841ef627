package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What is taken back is as it was, byte for byte; what has moved on since stays. */
class OffboardingUndoResourceTest extends SuccessionCase {
    OffboardingUndoResourceTest(Service service) {
        super(service);
    }

    @Test
    void undoneEverythingIsAsItWasByteForByte() {
        UUID busy = busyCustomer();
        UUID idle = customer("空闲客户");
        created(heir, "/api/v1/agenda/appointments", appointment(null, 14));
        created(
                leaver,
                "/api/v1/households",
                Map.of("name", "王家", "kind", "FAMILY", "members", List.of(Map.of("customerId", busy, "role", "HEAD"))));
        var before = everything(busy, idle);

        offboard(manager, to(heir)).statusCode(201);
        assertThat(everything(busy, idle)).isNotEqualTo(before);
        assertThat(firm.one("select count(*) from tasks where origin = 'APPOINTMENT' and assignee_id = ?", heir.id()))
                .isEqualTo("1");
        undo(manager).statusCode(200).body("state", equalTo("UNDONE")).body("leftAlone", hasSize(0));

        assertThat(everything(busy, idle)).isEqualTo(before);
        undo(manager).statusCode(409).body("code", equalTo("ALREADY_UNDONE"));
        assertThat(firm.one(
                        "select string_agg(action, ',' order by id) from audit_log where subject_kind = 'SUCCESSION' and actor_id = ?",
                        manager.id()))
                .isEqualTo("OFFBOARDING_DONE,OFFBOARDING_UNDONE");
    }

    @Test
    void thePoolTakesWhomNobodyElseDoesAndGivesThemBack() {
        UUID busy = busyCustomer();
        UUID idle = customer("空闲客户");
        UUID named = customer("点名客户");
        var before = everything(busy, idle, named);
        Map<String, Object> input =
                offboarding("POOL", List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(named))));

        offboard(manager, input)
                .statusCode(201)
                .body("outcome.pooled", equalTo(2))
                .body("outcome.customers", equalTo(3));

        assertThat(firm.one(
                        "select string_agg(reason, ',') from pool_entries where left_at is null and customer_id in (?, ?)",
                        busy,
                        idle))
                .isEqualTo("OFFBOARDED,OFFBOARDED");
        assertThat(firm.one("select advisor_id from orders where customer_id = ? and status = 'BOOKED'", busy))
                .isEqualTo(lead.id().toString());
        assertThat(firm.one("select advisor_id from customers where id = ?", named))
                .isEqualTo(heir.id().toString());
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(busy, idle, named)).isEqualTo(before);
    }

    @Test
    void whatMovedOnSinceStaysAndIsListed() {
        UUID gone = busyCustomer();
        UUID edited = customer("被编辑");
        UUID back = customer("回来");
        Person third = firm.advisor();
        offboard(manager, to(heir)).statusCode(201);
        manager.once()
                .body(Map.of("advisorId", third.id()))
                .post("/api/v1/customers/" + gone + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> third.id()
                .toString()
                .equals(firm.one("select advisor_id from orders where customer_id = ? and status = 'BOOKED'", gone)));
        heir.request()
                .header("If-Match", '"' + firm.one("select version from customers where id = ?", edited) + '"')
                .body(Map.of("city", "杭州"))
                .patch("/api/v1/customers/" + edited)
                .then()
                .statusCode(200);
        String bookedSince = created(
                heir,
                "/api/v1/orders",
                Map.of("customerId", edited, "productId", firm.product(), "amount", "1000000.00"));

        String taskSince = created(heir, "/api/v1/agenda/tasks", task(edited));
        String appointmentSince = created(heir, "/api/v1/agenda/appointments", appointment(edited, 16));

        undo(manager)
                .statusCode(200)
                .body("leftAlone.findAll { it.kind == 'customers' }.id", contains(gone.toString()));

        assertThat(firm.one("select advisor_id from customers where id = ?", gone))
                .isEqualTo(third.id().toString());
        assertThat(firm.one("select advisor_id from orders where customer_id = ? and status = 'BOOKED'", gone))
                .isEqualTo(third.id().toString());
        assertThat(firm.one("select advisor_id || city from customers where id = ?", edited))
                .isEqualTo(leaver.id() + "杭州");
        assertThat(firm.one("select advisor_id from orders where id = cast(? as uuid)", bookedSince))
                .isEqualTo(leaver.id().toString());
        assertThat(firm.one("select advisor_id from customers where id = ?", back))
                .isEqualTo(leaver.id().toString());
        heir.request().get("/api/v1/customers/" + edited).then().statusCode(404);
        assertThat(firm.one("select assignee_id from tasks where id = cast(? as uuid)", taskSince))
                .isEqualTo(leaver.id().toString());
        assertThat(firm.one("select state from appointments where id = cast(? as uuid)", appointmentSince))
                .isEqualTo("CANCELLED");
    }

    /** What was one for a while goes back as if it had not been. */
    @Test
    void whoWasMergedMeanwhileAndIsTwoAgainComesBack() {
        UUID first = customer("入池客户");
        UUID second = customer("同一客户");
        UUID served = firm.customerOf(heir, "他人客户");
        var before = everything(first, second, served);
        offboard(manager, offboarding("POOL", List.of())).statusCode(201);
        mergeAndBack(served, first);
        mergeAndBack(first, second);
        mergeAndBack(second, served);

        undo(manager).statusCode(200).body("leftAlone", hasSize(0));

        assertThat(everything(first, second, served)).isEqualTo(before);
    }

    /** What the succession's undoing had to leave alone in somebody else's file follows as soon as the two are two again. */
    @Test
    void whoIsInAnothersFileWhenItIsTakenBackComesBackOnceTwoAgain() {
        for (String plan : List.of("POOL", "TRANSFER")) {
            people();
            UUID merged = customer("并入他人");
            assertThat(order(merged)).isNotNull();
            created(leaver, "/api/v1/agenda/tasks", task(merged));
            created(leaver, "/api/v1/agenda/appointments", appointment(merged, 10));
            UUID other = customer("未合并");
            Person third = firm.advisor();
            UUID served = firm.customerOf(third, "他人客户");
            var before = everything(merged, other, served);
            offboard(manager, offboarding(plan, plan.equals("POOL") ? List.of() : List.of(any(heir))))
                    .statusCode(201);
            String merge = merge(served, merged);

            undo(manager).statusCode(200);

            assertThat(advisorOf(other)).isEqualTo(leaver.id().toString());
            assertThat(advisorOf(served)).isEqualTo(third.id().toString());
            unmerge(merge);
            assertThat(everything(merged, other, served)).isEqualTo(before);
            manager.request()
                    .get(path(leaver))
                    .then()
                    .body("state", equalTo("UNDONE"))
                    .body("leftAlone", hasSize(0));
        }
    }

    /** Two of the same succession come back as the one they are, and as two: neither stays where they went. */
    @Test
    void twoWhoAreOneWhenItIsTakenBackBothComeBack() {
        for (String plan : List.of("POOL", "TRANSFER")) {
            people();
            UUID first = busyCustomer();
            UUID second = busyCustomer();
            offboard(manager, offboarding(plan, plan.equals("POOL") ? List.of() : List.of(any(heir))))
                    .statusCode(201);
            String merge = merge(first, second);

            undo(manager).statusCode(200);

            assertThat(advisorOf(first)).isEqualTo(leaver.id().toString());
            assertThat(astray(first, second)).isEqualTo("0/0/0");
            unmerge(merge);
            assertThat(everything(first, second)).isNotEmpty();
            assertThat(advisorOf(first)).isEqualTo(leaver.id().toString());
            assertThat(advisorOf(second)).isEqualTo(leaver.id().toString());
            assertThat(astray(first, second)).isEqualTo("0/0/0");
        }
    }

    /** Out of a file that the succession took along: with who serves that one, and back with all of them. */
    @Test
    void whoIsTwoAgainAfterTheAdvisorHasLeftGoesWithTheOtherAndComesBackToo() {
        for (String plan : List.of("POOL", "TRANSFER")) {
            people();
            UUID survivor = customer("留存客户");
            UUID merged = customer("并入客户");
            assertThat(order(merged)).isNotNull();
            created(leaver, "/api/v1/agenda/tasks", task(merged));
            created(leaver, "/api/v1/agenda/appointments", appointment(merged, 10));
            String merge = merge(survivor, merged);
            offboard(manager, offboarding(plan, plan.equals("POOL") ? List.of() : List.of(any(heir))))
                    .statusCode(201);

            unmerge(merge);

            assertThat(everything(survivor, merged)).isNotEmpty();
            assertThat(advisorOf(merged)).isEqualTo(advisorOf(survivor));
            assertThat(servedBy(merged)).isEqualTo(plan.equals("POOL") ? "pool/0/0" : heir.id() + "/1/1");
            undo(manager).statusCode(200).body("leftAlone", hasSize(0));
            assertThat(everything(survivor, merged)).isNotEmpty();
            assertThat(advisorOf(survivor)).isEqualTo(leaver.id().toString());
            assertThat(servedBy(merged)).isEqualTo(leaver.id() + "/1/1");
            assertThat(astray(survivor, merged)).isEqualTo("0/0/0");
        }
    }

    /** Of two advisors the one whose customer was in the other's file has left. */
    @Test
    void whoComesOutOfAColleaguesFileAfterTheOwnAdvisorLeftStaysWithTheColleague() {
        UUID survivor = firm.customerOf(heir, "同事客户");
        UUID merged = customer("并入客户");
        assertThat(order(merged)).isNotNull();
        created(leaver, "/api/v1/agenda/tasks", task(merged));
        String merge = merge(survivor, merged);
        offboard(manager, to(heir)).statusCode(201);

        unmerge(merge);

        assertThat(everything(survivor, merged)).isNotEmpty();
        assertThat(servedBy(merged)).isEqualTo(heir.id() + "/1/1");
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(survivor, merged)).isNotEmpty();
        assertThat(servedBy(merged)).isEqualTo(leaver.id() + "/1/1");
        assertThat(advisorOf(survivor)).isEqualTo(heir.id().toString());
    }

    /** The other of the two changed hands at the last moment, and who got it is leaving too. */
    @Test
    void whoComesOutOfAFileWaitsForAnHeirWhoIsLeaving() throws SQLException {
        UUID survivor = firm.customerOf(heir, "同事客户");
        UUID merged = customer("并入客户");
        Person third = firm.advisor();
        String merge = merge(survivor, merged);
        offboard(manager, to(heir)).statusCode(201);
        try (Connection first = held("select id from users where id = ? for no key update", leaver);
                Connection leaving = held("update users set active = false where id = ? returning id", third)) {
            unmerge(merge);
            awaitWaiterFor(first);
            firm.execute("update customers set advisor_id = ? where id = ?", third.id(), survivor);
            first.commit();
            awaitWaiterFor(leaving);
            firm.execute("update customers set advisor_id = ? where id = ?", heir.id(), survivor);
            leaving.commit();
        }

        assertThat(everything(survivor, merged)).isNotEmpty();
        assertThat(advisorOf(merged)).isEqualTo(heir.id().toString());
    }

    private Connection held(String lock, Person person) throws SQLException {
        Connection connection = service.jdbc();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.setObject(1, person.id());
            assertThat(statement.executeQuery().next()).isTrue();
        }
        return connection;
    }

    private void awaitWaiterFor(Connection holder) throws SQLException {
        int process = holder.unwrap(PGConnection.class).getBackendPID();
        await().atMost(Duration.ofSeconds(10)).until(() -> !"0"
                .equals(firm.one(
                        "select count(*) from pg_stat_activity where ? = any (pg_blocking_pids(pid))", process)));
    }

    /** Who serves a customer, or the pool it is in, and how many of its open orders and tasks. */
    private String servedBy(UUID customer) {
        return firm.one(
                """
                select coalesce(cast(c.advisor_id as text),
                                (select 'pool' from pool_entries p where p.customer_id = c.id and p.left_at is null and p.pool_id = c.unit_id))
                    || '/' || (select count(*) from orders o where o.customer_id = c.id and o.status = 'BOOKED' and o.advisor_id = c.advisor_id)
                    || '/' || (select count(*) from tasks t where t.customer_id = c.id and t.state = 'OPEN' and t.assignee_id = c.advisor_id)
                  from customers c where c.id = ?
                """,
                customer);
    }

    /** Open stays in the pool, open tasks and orders of theirs that are not the leaver's. */
    private String astray(UUID first, UUID second) {
        return firm.one(
                """
                with who as (select cast(? as uuid) as leaver, array[cast(? as uuid), cast(? as uuid)] as ids)
                select (select count(*) from pool_entries, who where customer_id = any (ids) and left_at is null) || '/'
                    || (select count(*) from tasks, who where customer_id = any (ids) and state = 'OPEN' and assignee_id is distinct from leaver)
                    || '/' || (select count(*) from orders, who where customer_id = any (ids) and advisor_id <> leaver)
                """,
                leaver.id(),
                first,
                second);
    }

    private String advisorOf(UUID customer) {
        return firm.one("select advisor_id from customers where id = ?", customer);
    }

    @Test
    void whoWentOnWhileTwoWereOneStays() {
        UUID first = customer("入池客户");
        UUID second = customer("同一客户");
        Person claimer = firm.advisor();
        offboard(manager, offboarding("POOL", List.of())).statusCode(201);
        String merge = merge(first, second);
        claimer.once().post("/api/v1/pool/customers/" + first + "/claim").then().statusCode(200);
        undo(manager).statusCode(200);

        unmerge(merge);

        assertThat(everything(first, second)).contains(claimer.id().toString());
        assertThat(advisorOf(first)).isEqualTo(claimer.id().toString());
        assertThat(advisorOf(second)).isEqualTo(leaver.id().toString());
    }

    private String merge(UUID survivor, UUID merged) {
        return created(manager, "/api/v1/customers/merges", Map.of("survivorId", survivor, "mergedId", merged));
    }

    private void unmerge(String merge) {
        manager.once()
                .post("/api/v1/customers/merges/" + merge + "/undo")
                .then()
                .statusCode(200);
    }

    private void mergeAndBack(UUID survivor, UUID merged) {
        unmerge(merge(survivor, merged));
    }

    @Test
    void afterThreeDaysItIsForGood() {
        customer("唯一客户");
        String id = offboard(manager, to(heir)).statusCode(201).extract().path("id");
        assertThat(firm.one(
                        "select undo_until - done_at = interval '72 hours' from successions where id = cast(? as uuid)",
                        id))
                .isEqualTo("t");
        firm.execute(
                "update restorable_operations set undo_until = at where id = (select operation_id from successions where id = cast(? as uuid))",
                id);
        var before = everything();

        undo(manager).statusCode(409).body("code", equalTo("UNDO_EXPIRED"));

        assertThat(everything()).isEqualTo(before);
    }
}
