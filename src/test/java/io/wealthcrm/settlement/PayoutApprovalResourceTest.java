package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Batches of payouts on their way through a flow of kind PAYOUT, whose steps name the product of the test. */
@OnSharedService
class PayoutApprovalResourceTest {
    private static final String BATCHES = "/api/v1/payouts/batches/";

    private final Desk desk;
    private final UUID product;
    private final UUID distribution;
    private final Person executive;

    PayoutApprovalResourceTest(Service service) {
        desk = Desk.at(service);
        executive = desk.firm.office(Role.EXECUTIVE);
        product = desk.fixedTerm();
        desk.holding(product, "1000000.00");
        distribution = desk.interest(product, "100000.00");
    }

    @Test
    void theLastApprovalReleasesTheBatch() {
        activate(step(1, "FINANCE"), step(2, "EXECUTIVE"));
        UUID batch = desk.batch(distribution);
        desk.release(desk.finance, batch)
                .statusCode(409)
                .body("code", equalTo("PAYOUT_IN_APPROVAL"))
                .body("decideAt", equalTo(BATCHES + batch + "/approval"));
        cancel(batch).statusCode(409).body("code", equalTo("PAYOUT_IN_APPROVAL"));
        assertThat(tasks(desk.finance)).contains(batch.toString());
        assertThat(tasks(executive)).doesNotContain(batch.toString());
        decide(executive, batch, "APPROVE").statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        decide(desk.advisor, batch, "APPROVE").statusCode(403).body("code", equalTo("NOT_YOUR_STEP"));
        decide(desk.finance, batch, "APPROVE").statusCode(200).body("status", equalTo("PREPARED"));
        assertThat(status()).isEqualTo("PREPARED");
        assertThat(tasks(executive)).contains(batch.toString());
        decide(executive, batch, "APPROVE")
                .statusCode(200)
                .body("status", equalTo("RELEASED"))
                .body("decidedBy", equalTo(executive.id().toString()));
        assertThat(status()).isEqualTo("RELEASED");
        assertThat(tasks(executive)).doesNotContain(batch.toString());
        decide(executive, batch, "APPROVE").statusCode(403);
        decide(desk.finance, batch, "APPROVE").statusCode(409).body("code", equalTo("PAYOUT_NOT_IN_APPROVAL"));
    }

    @Test
    void aRejectedOrReturnedBatchIsGivenUp() {
        activate(step(1, "FINANCE"));
        for (String verdict : List.of("REJECT", "RETURN")) {
            UUID batch = desk.batch(distribution);
            decide(desk.finance, batch, verdict).statusCode(400).body("errors[0].pointer", equalTo("/reason"));
            post(desk.finance, batch, Map.of("decision", verdict, "reason", "账户待核"))
                    .statusCode(200)
                    .body("status", equalTo("CANCELLED"));
            assertThat(status()).isEqualTo("DUE");
            assertThat(tasks(desk.finance)).doesNotContain(batch.toString());
        }
    }

    @Test
    void aReturnToAnEarlierStepLeavesTheBatchWaiting() {
        activate(step(1, "FINANCE"), step(2, "EXECUTIVE"));
        UUID batch = desk.batch(distribution);
        decide(desk.finance, batch, "APPROVE").statusCode(200);
        post(executive, batch, Map.of("decision", "RETURN", "toStep", 1, "reason", "请复核"))
                .statusCode(200)
                .body("status", equalTo("PREPARED"));
        assertThat(tasks(desk.finance)).contains(batch.toString());
        assertThat(status()).isEqualTo("PREPARED");
    }

    @Test
    void whoPreparedItDecidesNoStep() {
        activate(step(1, "FINANCE"));
        UUID batch = Desk.id(desk.both
                .once()
                .body(Map.of("distributionId", distribution))
                .post("/api/v1/payouts/batches")
                .then()
                .statusCode(201));
        decide(desk.both, batch, "APPROVE").statusCode(403).body("code", equalTo("OWN_REQUEST"));
        assertThat(tasks(desk.both)).doesNotContain(batch.toString());
        assertThat(status()).isEqualTo("PREPARED");
    }

    @Test
    void theLastApprovalWaitsForThePayDay() {
        activate(step(1, "FINANCE"));
        desk.firm.execute("update payouts set pay_on = '2998-01-02' where distribution_id = ?", distribution);
        UUID batch = desk.batch(distribution);
        decide(desk.finance, batch, "APPROVE")
                .statusCode(409)
                .body("code", equalTo("PAYOUT_BEFORE_PAY_DAY"))
                .body("payOn", equalTo("2998-01-02"));
        assertThat(tasks(desk.finance)).contains(batch.toString());
        assertThat(status()).isEqualTo("PREPARED");
        desk.firm.execute("update payouts set pay_on = '2026-03-05' where distribution_id = ?", distribution);
        decide(desk.finance, batch, "APPROVE").statusCode(200).body("status", equalTo("RELEASED"));
    }

    @Test
    void withoutAFlowThatAppliesAnotherPersonReleases() {
        activate(step(1, "EXECUTIVE", "amountFrom", "100000.01"));
        UUID batch = desk.batch(distribution);
        decide(executive, batch, "APPROVE").statusCode(403);
        decide(desk.finance, batch, "APPROVE").statusCode(409).body("code", equalTo("PAYOUT_NOT_IN_APPROVAL"));
        desk.release(desk.finance, batch).statusCode(200).body("status", equalTo("RELEASED"));
    }

    private Map<String, Object> step(int stage, String role, String... otherwise) {
        Map<String, Object> step = new HashMap<>(
                Map.of("stage", stage, "name", role + " " + stage, "role", role, "dueHours", 24, "productId", product));
        if (otherwise.length > 0) {
            step.put(otherwise[0], otherwise[1]);
        }
        return step;
    }

    /** The methods of this class, which alone has this kind, run one after the other. */
    @SafeVarargs
    private void activate(Map<String, Object>... steps) {
        Person admin = desk.firm.office(Role.ADMIN);
        String flows = "/api/v1/approvals/flows";
        String known = admin.request().get(flows).path("items.find { it.kind == 'PAYOUT' }?.id");
        String flow = known != null
                ? known
                : admin.once()
                        .body(Map.of("kind", "PAYOUT", "name", "兑付审批"))
                        .post(flows)
                        .path("id");
        int number = admin.once()
                .body(Map.of("steps", new ArrayList<>(List.of(steps))))
                .post(flows + "/" + flow + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("number");
        admin.once()
                .header("If-Match", "\"0\"")
                .post(flows + "/" + flow + "/versions/" + number + "/activation")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(Person by, UUID batch, String verdict) {
        return post(by, batch, Map.of("decision", verdict));
    }

    private static ValidatableResponse post(Person by, UUID batch, Map<String, ?> decision) {
        return by.once().body(decision).post(BATCHES + batch + "/approval").then();
    }

    private ValidatableResponse cancel(UUID batch) {
        return desk.operations.once().post(BATCHES + batch + "/cancellation").then();
    }

    private static List<String> tasks(Person of) {
        return of.request()
                .queryParam("limit", 100)
                .get("/api/v1/tasks")
                .then()
                .statusCode(200)
                .extract()
                .path("items.subjectId");
    }

    private Object status() {
        return desk.payouts(distribution).get(0).get("status");
    }
}
