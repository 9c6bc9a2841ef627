package io.wealthcrm.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's way into the pool and out of it, and what everybody sees of it. */
@OnSharedService
class PoolResourceTest {
    private PoolDesk desk;

    @BeforeEach
    void desk(Service service) {
        desk = new PoolDesk(service);
    }

    @Test
    void aReleasedCustomerIsNobodysUntilSomebodyClaims() {
        UUID customer = desk.customer();
        Person other = desk.firm.advisorIn(desk.firm.teamB);

        desk.release(desk.advisor, customer)
                .statusCode(200)
                .body("reason", equalTo("RELEASED"))
                .body("note", equalTo("长期联系不上"))
                .body("pool", equalTo(desk.firm.branch.toString()))
                .body("fromAdvisorId", equalTo(desk.advisor.id().toString()))
                .body("leftAt", nullValue());
        assertThat(seen(desk.advisor, customer)).isEqualTo(404);
        assertThat(seen(other, customer)).isEqualTo(404);
        assertThat(seen(desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD), customer))
                .isEqualTo(404);
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        assertThat(seen(manager, customer)).isEqualTo(200);

        desk.claim(other, customer)
                .statusCode(200)
                .body("customerId", equalTo(customer.toString()))
                .body("advisorId", equalTo(other.id().toString()))
                .body("unitId", equalTo(desk.firm.teamB.toString()));
        assertThat(seen(other, customer)).isEqualTo(200);
        assertThat(seen(desk.advisor, customer)).isEqualTo(404);
        desk.stays(other, customer)
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].leftAt", notNullValue())
                .body("items[0].toAdvisorId", equalTo(other.id().toString()))
                .body("items[0].claimedOn", notNullValue());
        other.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items.kind", contains("CLAIMED", "RELEASED"))
                .body("items[1].summary", equalTo("长期联系不上"));
        desk.list(other, "pool=" + desk.firm.branch).body("items.customerId", not(hasItem(customer.toString())));
    }

    @Test
    void thePreviewIsMasked() {
        UUID customer = desk.customer();
        desk.firm.execute(
                """
                update customers set birthday = '1978-05-06', city = '杭州', tier = 'GOLD', asset_band = 'FROM_3M_TO_6M',
                       last_contact_at = '2025-12-31T17:00:00Z' where id = ?""",
                customer);
        desk.release(desk.advisor, customer).statusCode(200);
        Map<String, Object> shown = desk.firm
                .advisor()
                .request()
                .get("/api/v1/pool/customers/" + customer)
                .then()
                .statusCode(200)
                .extract()
                .path("$");

        assertThat(shown)
                .containsEntry("name", "欧**")
                .containsEntry("bornDecade", 1970)
                .containsEntry("city", "杭州")
                .containsEntry("tier", "GOLD")
                .containsEntry("assetBand", "FROM_3M_TO_6M")
                .containsEntry("lastContact", "2026-01")
                .containsEntry("holds", false)
                .containsEntry("stays", 1)
                .containsOnlyKeys(
                        "customerId",
                        "entryId",
                        "pool",
                        "poolName",
                        "reason",
                        "enteredAt",
                        "name",
                        "bornDecade",
                        "city",
                        "tier",
                        "assetBand",
                        "holds",
                        "lastContact",
                        "stays");
    }

    @Test
    void aPoolIsSeenByItsBranchItsLineAndTheOffice() {
        UUID customer = desk.pooled();
        String id = customer.toString();
        String branch = "pool=" + desk.firm.branch;
        for (Person near : List.of(
                desk.firm.advisorIn(desk.firm.teamB),
                desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER),
                desk.firm.office(Role.OPERATIONS),
                desk.firm.office(Role.EXECUTIVE))) {
            desk.list(near, branch).statusCode(200).body("items.customerId", contains(id));
        }
        Person far = desk.firm.advisorIn(desk.firm.otherTeam);
        desk.list(far, branch).statusCode(200).body("items", empty());
        far.request().get("/api/v1/pool/customers/" + id).then().statusCode(404);
        String before = desk.state(customer);
        desk.claim(far, customer).statusCode(404);
        desk.claim(desk.firm.office(Role.OPERATIONS), customer).statusCode(403);
        desk.firm
                .office(Role.COMPLIANCE)
                .request()
                .get("/api/v1/pool/customers")
                .then()
                .statusCode(403);
        assertThat(desk.state(customer)).isEqualTo(before);

        desk.firm.execute("update pool_entries set pool_id = ? where customer_id = ?", desk.firm.headOffice, customer);
        desk.list(far, "pool=" + desk.firm.headOffice).body("items.customerId", hasItem(id));
        desk.claim(far, customer).statusCode(200);
    }

    @Test
    void theListIsFilteredAndRunsOnStably() {
        List<UUID> pooled = List.of(desk.pooled(), desk.pooled(), desk.pooled());
        desk.firm.execute("update customers set city = '宁波', tier = 'DIAMOND' where id = ?", pooled.get(1));
        Person other = desk.firm.advisor();
        String own = "pool=" + desk.firm.branch;
        String first = desk.list(other, own + "&limit=2")
                .body("items.customerId", contains(text(pooled, 2), text(pooled, 1)))
                .extract()
                .path("nextCursor");
        UUID late = desk.pooled();
        assertThat(late).isNotNull();
        desk.list(other, own + "&limit=2&cursor=" + first)
                .body("items.customerId", contains(text(pooled, 0)))
                .body("nextCursor", nullValue());

        desk.list(other, own + "&city=宁波&tier=DIAMOND&reason=RELEASED")
                .body("items.customerId", contains(text(pooled, 1)));
        desk.list(other, own + "&reason=NEGLECTED").body("items", empty());
        desk.list(other, own + "&assetBand=ABOVE_50M").body("items", empty());
        desk.list(other, own + "&enteredBefore=" + LocalDate.now().minusDays(2)).body("items", empty());
        desk.list(other, own + "&enteredBefore=" + LocalDate.now().plusDays(2)).body("items", hasSize(4));
        desk.list(other, "tier=HUGE").statusCode(400);
        desk.list(other, "pool=none").statusCode(400);
        desk.list(other, "cursor=none").statusCode(400).body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void aLeadWhoHandsAPooledCustomerToSomebodyEndsTheStay() {
        UUID customer = desk.pooled();
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        Person heir = desk.firm.advisorIn(desk.firm.teamB);
        manager.once()
                .body(Map.of("advisorId", heir.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);

        desk.stays(heir, customer)
                .body("items", hasSize(1))
                .body("items[0].toAdvisorId", equalTo(heir.id().toString()))
                .body("items[0].claimedOn", nullValue());
        desk.claim(desk.firm.advisor(), customer).statusCode(409).body("code", equalTo("ALREADY_CLAIMED"));
        desk.release(heir, customer).statusCode(200);
        desk.stays(manager, customer).body("items", hasSize(2)).body("items[0].leftAt", nullValue());
        desk.stays(desk.advisor, customer).statusCode(404);
    }

    private static int seen(Person person, UUID customer) {
        return person.request().get("/api/v1/customers/" + customer).statusCode();
    }

    private static String text(List<UUID> ids, int index) {
        return ids.get(index).toString();
    }
}
