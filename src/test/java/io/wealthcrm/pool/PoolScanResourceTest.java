package io.wealthcrm.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Customers fall by rules of the test's own branch, which leave everybody else's alone. Days are put back in the database,
 * then the scan runs.
 */
@OnSharedService
@ResourceLock(PoolDays.RULES)
class PoolScanResourceTest {
    private PoolDays days;

    @BeforeEach
    void days(Service service) {
        days = new PoolDays(service);
    }

    @Test
    void nobodyFallsWithoutHavingBeenWarnedForTheDaysOfTheRule() {
        UUID customer = days.idleFor(400);
        days.rules(days.rule("NO_CONTACT", 90, 7));

        days.scan().body("result.fallen", equalTo(0));
        days.warnings(days.desk.advisor)
                .body("items.customerId", contains(customer.toString()))
                .body("items[0].idleSince", equalTo(days.today.minusDays(400).toString()))
                .body("items[0].fallsOn", equalTo(days.today.plusDays(7).toString()));
        assertThat(days.told(customer)).isEqualTo("NO_CONTACT/" + days.today.plusDays(7));
        String before = days.desk.state(customer);
        days.scan().body("result.warned", equalTo(0));
        days.warnedEarlier(6);
        days.scan();
        assertThat(days.desk.state(customer)).isEqualTo(before);

        days.warnedEarlier(1);
        days.scan();
        days.manager
                .request()
                .get("/api/v1/customers/" + customer)
                .then()
                .statusCode(200)
                .body("advisorId", nullValue())
                .body("unitId", equalTo(days.desk.firm.branch.toString()));
        days.desk
                .stays(days.manager, customer)
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("NEGLECTED"))
                .body("items[0].fromAdvisorId", equalTo(days.desk.advisor.id().toString()))
                .body("items[0].releasedBy", nullValue());
        assertThat(days.desk.firm.one("select rule ->> 'kind' from pool_entries where customer_id = ?", customer))
                .isEqualTo("NO_CONTACT");
        days.manager
                .request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items.kind", contains("RELEASED"));
        days.warnings(days.desk.advisor).body("items", empty());
        days.desk
                .claim(days.desk.firm.advisorIn(days.desk.firm.teamB), customer)
                .statusCode(200);
    }

    @Test
    void theWarningComesSoManyDaysBefore() {
        UUID early = days.idleFor(82);
        UUID due = days.idleFor(83);
        days.rules(days.rule("NO_CONTACT", 90, 7));
        days.scan();

        assertThat(days.told(early)).isNull();
        assertThat(days.told(due)).isEqualTo("NO_CONTACT/" + days.today.plusDays(7));
    }

    @Test
    void aContactLiftsTheWarningAtOnce() {
        UUID customer = days.idleFor(400);
        days.rules(days.rule("NO_CONTACT", 90, 7));
        days.scan();
        days.desk
                .advisor
                .once()
                .body(Map.of("kind", "CALL", "at", Instant.now().toString(), "summary", "电话回访"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201);
        days.warnings(days.desk.advisor).body("items", empty());
        days.warnedEarlier(7);
        days.scan();

        assertThat(days.desk.firm.one("select advisor_id from customers where id = ?", customer))
                .isEqualTo(days.desk.advisor.id().toString());
        assertThat(days.desk.firm.one("select count(*) from pool_warnings where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void holdersAndOrdersUnderWayAreProtectedAndOtherTiersAreNotMeant() {
        UUID holder = days.idleFor(400);
        UUID buyer = days.idleFor(400);
        UUID golden = days.idleFor(400);
        UUID plain = days.idleFor(400);
        days.hold(holder, "OPEN", null);
        days.order(buyer, "SUBMITTED", 1);
        days.desk.firm.execute("update customers set tier = 'GOLD' where id = ?", golden);
        days.rules(days.rule("NO_CONTACT", 90, 7));
        days.scan();
        days.warnings(days.desk.advisor).body("items.customerId", contains(plain.toString()));

        days.settings(days.desk.firm.branch, 10, 300, 90, false).statusCode(200);
        days.scan();
        assertThat(days.told(holder)).isNotNull();
        assertThat(days.told(buyer)).isNull();
    }

    @Test
    void anOrderThatComesBetweenWarningAndFallSavesTheCustomer() {
        UUID customer = days.idleFor(400);
        days.rules(days.rule("NO_CONTACT", 90, 7));
        days.scan();
        days.order(customer, "BOOKED", 0);
        days.warnedEarlier(7);
        String before = days.desk.state(customer);
        days.scan();

        assertThat(days.desk.state(customer)).isEqualTo(before);
    }

    @Test
    void eachKindCountsFromItsOwnDay() {
        UUID neverCalled = days.customerServedFor(40);
        UUID called = days.customerServedFor(40);
        days.contacted(called, 39);
        UUID unsold = days.customerServedFor(200);
        days.contacted(unsold, 1);
        UUID sold = days.customerServedFor(200);
        days.contacted(sold, 1);
        days.order(sold, "CONFIRMED", 10);
        UUID matured = days.customerServedFor(150);
        days.contacted(matured, 1);
        days.hold(matured, "MATURED", days.today.minusDays(70));
        days.rules(days.rule("NEVER_CONTACTED", 30, 5), days.rule("NO_ORDER", 180, 30), days.rule("MATURED", 60, 10));
        days.scan();

        assertThat(days.told(neverCalled)).startsWith("NEVER_CONTACTED/");
        assertThat(days.told(called)).isNull();
        assertThat(days.told(unsold)).startsWith("NO_ORDER/");
        assertThat(days.told(sold)).isNull();
        assertThat(days.told(matured)).startsWith("MATURED/");
    }

    @Test
    void whoeverTakesACustomerOverStartsAnew() {
        UUID customer = days.idleFor(400);
        days.rules(days.rule("NO_CONTACT", 90, 7));
        days.scan();
        days.manager
                .once()
                .body(Map.of(
                        "advisorId",
                        days.desk.firm.advisorIn(days.desk.firm.teamB).id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        days.warnedEarlier(7);
        String before = days.desk.state(customer);
        days.scan();

        assertThat(days.desk.state(customer)).isEqualTo(before);
    }

    @Test
    void aRuleOfTheFirmsPoolLetsCustomersFallForAll() {
        UUID customer = days.idleFor(400);
        Map<String, Object> firmWide = days.rule("NO_CONTACT", 90, 7);
        firmWide.put("scope", "FIRM");
        days.rules(firmWide);
        days.scan();
        days.warnedEarlier(7);
        days.scan();

        Person far = days.desk.firm.advisorIn(days.desk.firm.otherTeam);
        far.request().get("/api/v1/pool/customers/" + customer).then().statusCode(200);
        days.desk.claim(far, customer).statusCode(200);
    }
}
