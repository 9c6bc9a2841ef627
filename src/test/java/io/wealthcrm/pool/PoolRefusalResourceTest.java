package io.wealthcrm.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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

    @Test
    void nobodyIsGivenMoreThanAnAdvisorMayHave() {
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        Person heir = desk.firm.advisor();
        desk.firm.execute(
                """
                insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
                values (?, 1, 10, 1, 90, true, now())""",
                desk.firm.branch);
        UUID first = desk.customer();
        give(manager, first, heir, 200);
        String given = desk.state(first);
        give(manager, first, heir, 200);
        assertThat(desk.state(first)).as("given to who has them").isEqualTo(given);
        for (UUID another : List.of(desk.customer(), desk.pooled())) {
            String before = desk.state(another);
            give(manager, another, heir, 409)
                    .body("code", equalTo("HOLDINGS_CAP"))
                    .body("cap", equalTo(1));
            assertThat(desk.state(another)).isEqualTo(before);
        }
    }

    @Test
    void aLeadClaimsFromThePoolAsOthersDo() {
        Person lead = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER, Role.ADVISOR);
        UUID own = desk.firm.customerOf(lead, "主管客户");
        UUID others = desk.pooled();
        desk.release(lead, own).statusCode(200);
        String before = desk.state(own);
        give(lead, own, lead, 409).body("code", equalTo("TAKE_BACK_TOO_SOON")).body("allowedFrom", notNullValue());
        desk.claim(lead, own).statusCode(409).body("code", equalTo("TAKE_BACK_TOO_SOON"));
        assertThat(desk.state(own)).isEqualTo(before);
        give(lead, others, lead, 409).body("code", equalTo("CLAIM_INSTEAD"));

        // Nor by way of somebody else.
        give(lead, own, desk.advisor, 200);
        give(lead, own, lead, 409).body("code", equalTo("TAKE_BACK_TOO_SOON"));
        Person another = desk.firm.advisor();
        give(lead, others, another, 200);
        give(lead, others, lead, 409).body("code", equalTo("CLAIM_INSTEAD"));
        UUID claimed = desk.pooled();
        desk.claim(another, claimed).statusCode(200);
        give(lead, claimed, lead, 200);
    }

    @Test
    void customersOfAUnitThatAnAdvisorHasLeftCountForTheCap() {
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        Person moved = desk.firm.advisorIn(desk.firm.otherTeam);
        assertThat(desk.firm.customerOf(moved, "留在原处")).isNotNull();
        desk.firm.execute("update users set unit_id = ? where id = ?", desk.firm.teamA, moved.id());
        desk.firm.execute(
                """
                insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
                values (?, 1, 10, 1, 90, true, now())""",
                desk.firm.branch);
        give(manager, desk.customer(), moved, 409).body("code", equalTo("HOLDINGS_CAP"));
    }

    @Test
    void whoIsAboutToLeaveClaimsNobody() {
        Person leaver = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER, Role.ADVISOR);
        Person manager = desk.firm.office(Role.ADMIN);
        UUID customer = desk.pooled();
        Map<String, Object> plan = Map.of(
                "effectiveOn",
                LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(3).toString(),
                "plan",
                "POOL",
                "transfers",
                List.of());
        manager.once()
                .body(plan)
                .post("/api/v1/users/" + leaver.id() + "/offboarding")
                .then()
                .statusCode(201);
        String before = desk.state(customer);
        desk.claim(leaver, customer).statusCode(409).body("code", equalTo("LEAVING"));
        give(leaver, customer, leaver, 409).body("code", equalTo("LEAVING"));
        assertThat(desk.state(customer)).isEqualTo(before);
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse give(Person by, UUID customer, Person to, int status) {
        return by.once()
                .body(Map.of("advisorId", to.id(), "reason", "主管分配"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(status);
    }
}
