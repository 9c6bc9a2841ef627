package io.wealthcrm.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused on the way into the pool and out of it, and changes nothing. */
@OnSharedService
class PoolRefusalResourceTest {
    private PoolDesk desk;

    @BeforeEach
    void desk(Service service) {
        desk = new PoolDesk(service);
    }

    @Test
    void whoGaveACustomerUpMayNotHaveThemBackAtOnce() {
        UUID customer = desk.pooled();
        String before = desk.state(customer);

        desk.claim(desk.advisor, customer)
                .statusCode(409)
                .body("code", equalTo("TAKE_BACK_TOO_SOON"))
                .body("allowedFrom", notNullValue());
        assertThat(desk.state(customer)).isEqualTo(before);

        desk.firm.execute(
                "update pool_entries set entered_at = entered_at - interval '90 days' where customer_id = ?", customer);
        desk.claim(desk.advisor, customer).statusCode(200);
    }

    @Test
    void aClaimedCustomerIsClaimedNoMore() {
        UUID customer = desk.pooled();
        desk.claim(desk.firm.advisor(), customer).statusCode(200);
        String before = desk.state(customer);

        desk.claim(desk.firm.advisor(), customer).statusCode(409).body("code", equalTo("ALREADY_CLAIMED"));
        desk.claim(desk.firm.advisor(), UUID.randomUUID()).statusCode(404);
        desk.claim(desk.firm.advisor(), desk.customer()).statusCode(404);
        assertThat(desk.state(customer)).isEqualTo(before);
    }

    @Test
    void onlyWhoServesOrLeadsReleasesAndOnlyOnce() {
        UUID customer = desk.customer();
        String before = desk.state(customer);

        desk.release(desk.firm.advisor(), customer).statusCode(404);
        desk.release(desk.firm.person(desk.firm.teamB, Role.TEAM_LEAD), customer)
                .statusCode(404);
        desk.release(desk.firm.office(Role.OPERATIONS), customer).statusCode(403);
        desk.advisor
                .once()
                .body(Map.of("reason", " "))
                .post("/api/v1/customers/" + customer + "/release")
                .then()
                .statusCode(400);
        assertThat(desk.state(customer)).isEqualTo(before);

        desk.release(desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD), customer)
                .statusCode(200);
        String pooled = desk.state(customer);
        desk.release(desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER), customer)
                .statusCode(409)
                .body("code", equalTo("ALREADY_IN_POOL"));
        assertThat(desk.state(customer)).isEqualTo(pooled);
    }

    @Test
    void ordersUnderWayKeepACustomerOutOfThePool() {
        UUID customer = desk.firm.buyerOf(desk.advisor, "欧阳明月");
        UUID order = UUID.fromString(desk.advisor
                .once()
                .body(Map.of("customerId", customer, "productId", desk.firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        String before = desk.state(customer);

        desk.release(desk.advisor, customer).statusCode(409).body("code", equalTo("OPEN_ORDERS"));
        assertThat(desk.state(customer)).isEqualTo(before);

        desk.advisor
                .once()
                .body(Map.of("reason", "客户放弃"))
                .post("/api/v1/orders/" + order + "/cancellation")
                .then()
                .statusCode(200);
        desk.release(desk.advisor, customer).statusCode(200);
    }

    @Test
    void aReleaseMakesAnOpenFormStale() {
        UUID customer = desk.customer();
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        desk.release(desk.advisor, customer).statusCode(200);
        manager.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("city", "温州"))
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(412);
        manager.request()
                .get("/api/v1/customers/" + customer)
                .then()
                .body("advisorId", nullValue())
                .body("version", greaterThan(0));
    }
}
