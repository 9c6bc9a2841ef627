package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.approval.Desk;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Discounts on the subscription fee: alone within the leeway, by the firm's flow beyond it. */
@OnSharedService
class DiscountResourceTest {
    private static final Map<String, String> FUND = Map.of("kind", "'NAV_FUND'", "term_days", "null");

    private final Service service;

    DiscountResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void withinTheLeewayTheAdvisorGrantsAlone() {
        Sale sale = Sale.of(service, FUND).booked();
        leeway(sale, "0.3");
        ask(sale, sale.advisor, "0.3")
                .statusCode(201)
                .body("status", equalTo("GRANTED"))
                .body("leeway", equalTo("0.3"));
        order(sale).body("feeDiscount", equalTo("0.3")).body("gates.gate", not(hasItem("DISCOUNT")));
        ask(sale, sale.advisor, "0").statusCode(201).body("status", equalTo("GRANTED"));
        order(sale).body("feeDiscount", equalTo("0"));
        list(sale, sale.compliance).body("items.discount", contains("0.3", "0"));
    }

    @Test
    void beyondItTheFlowDecidesAndTheOrderWaits() {
        Sale sale = Sale.of(service, FUND).cooledOff();
        Person finance = sale.firm.office(Role.FINANCE);
        Person executive = sale.firm.office(Role.EXECUTIVE);
        Map<String, Object> step = Desk.step(2, "EXECUTIVE", Map.of("productId", sale.product));
        new Desk(sale.firm.office(Role.ADMIN)).addTo("DISCOUNT", List.of(step));
        ask(sale, sale.advisor, "0.5").statusCode(201).body("status", equalTo("PENDING"));
        order(sale)
                .body("feeDiscount", equalTo("0"))
                .body("gates.find { it.gate == 'DISCOUNT' }.status", equalTo("WAITING"));
        ask(sale, sale.advisor, "0.6").statusCode(409).body("code", equalTo("DISCOUNT_PENDING"));
        sale.callBack("CONFIRMED").statusCode(409).body("code", equalTo("DISCOUNT_PENDING"));
        decide(sale, sale.compliance, "APPROVE").statusCode(403).body("code", equalTo("NOT_YOUR_STEP"));
        decide(sale, executive, "APPROVE").statusCode(409).body("code", equalTo("STEP_NOT_OPEN"));
        decide(sale, finance, "REJECT").statusCode(400);
        decide(sale, finance, "APPROVE").statusCode(200).body("status", equalTo("PENDING"));
        assertThat(Desk.tasks(executive)).contains(request(sale));
        decide(sale, executive, "APPROVE").statusCode(200).body("status", equalTo("GRANTED"));
        decide(sale, executive, "APPROVE").statusCode(404);
        order(sale).body("feeDiscount", equalTo("0.5")).body("gates.gate", not(hasItem("DISCOUNT")));
        sale.callBack("CONFIRMED").statusCode(201);
        ask(sale, sale.advisor, "0.1").statusCode(409).body("code", equalTo("ILLEGAL_TRANSITION"));
    }

    @Test
    void refusedItLeavesTheFeeAsItWas() {
        Sale sale = Sale.of(service, FUND).booked();
        leeway(sale, "0.1");
        ask(sale, sale.advisor, "0.1").statusCode(201);
        ask(sale, sale.advisor, "0.9").statusCode(201).body("status", equalTo("PENDING"));
        Person finance = sale.firm.office(Role.FINANCE);
        sale.post(finance, "discounts/approval", Map.of("decision", "REJECT", "reason", "折扣过高"))
                .statusCode(200)
                .body("status", equalTo("REFUSED"));
        order(sale).body("feeDiscount", equalTo("0.1"));
        ask(sale, sale.advisor, "0.2").statusCode(201).body("status", equalTo("PENDING"));
    }

    @Test
    void itEndsWithItsOrder() {
        Sale sale = Sale.of(service, FUND).booked();
        ask(sale, sale.advisor, "0.5").statusCode(201).body("status", equalTo("PENDING"));
        Person finance = sale.firm.office(Role.FINANCE);
        String request = request(sale);
        assertThat(Desk.tasks(finance)).contains(request);
        sale.post(sale.advisor, "cancellation", Map.of()).statusCode(200);
        await().untilAsserted(() -> list(sale, sale.advisor).body("items.status", contains("WITHDRAWN")));
        assertThat(Desk.tasks(finance)).doesNotContain(request);
        decide(sale, finance, "APPROVE").statusCode(404);
        order(sale).body("feeDiscount", equalTo("0"));
    }

    /** The clock has ended the booking, though nobody has looked since: the call writes that down or changes nothing. */
    @Test
    void aBookingThatHasLapsedIsGivenBackWhole() {
        Sale sale = Sale.of(service, FUND).booked();
        ask(sale, sale.advisor, "0.5").statusCode(201);
        Person finance = sale.firm.office(Role.FINANCE);
        sale.firm.execute("update orders set expires_at = now() - interval '1 second' where id = ?", sale.order);
        int status = decide(sale, finance, "APPROVE").extract().statusCode();
        assertThat(status).isIn(404, 409);
        await().untilAsserted(() -> assertThat(sale.firm.one(
                        "select status || ' ' || quota_held || ' ' || fee_discount from orders where id = ?",
                        sale.order))
                .isEqualTo("EXPIRED false 0"));
        assertThat(sale.amountHeld()).isEqualTo("0.00");
        assertThat(sale.firm.one(
                        "select count(*) from order_history where order_id = ? and to_status = 'EXPIRED'", sale.order))
                .isEqualTo("1");
    }

    @Test
    void withoutAFlowNothingGoesBeyondTheLeeway() {
        Sale sale = Sale.of(service, FUND).booked();
        leeway(sale, "0.2");
        new Desk(sale.firm.office(Role.ADMIN)).without("DISCOUNT", () -> {
            ask(sale, sale.advisor, "0.21")
                    .statusCode(422)
                    .body("code", equalTo("DISCOUNT_EXCEEDS_LEEWAY"))
                    .body("leeway", equalTo("0.2"));
            list(sale, sale.advisor).body("items", empty());
            ask(sale, sale.advisor, "0.2").statusCode(201).body("status", equalTo("GRANTED"));
        });
        order(sale).body("feeDiscount", equalTo("0.2"));
    }

    @Test
    void whatHasNoFeeHasNoDiscount() {
        Sale sale = Sale.of(service).booked();
        ask(sale, sale.advisor, "0.5").statusCode(422).body("code", equalTo("NO_FEE_TO_DISCOUNT"));
        list(sale, sale.advisor).body("items", empty());
    }

    @Test
    void onlyWhoServesTheCustomerAsks() {
        Sale sale = Sale.of(service, FUND).booked();
        ask(sale, sale.firm.advisor(), "0.1").statusCode(404);
        ask(sale, sale.operations, "0.1").statusCode(403);
        ask(sale, sale.advisor, "1.1").statusCode(400).body("errors[0].pointer", equalTo("/discount"));
        ask(sale, sale.advisor, "-0.1").statusCode(400);
        sale.post(sale.advisor, "discounts", Map.of("discount", "0.1")).statusCode(400);
        list(sale, sale.advisor).body("items", empty());
        assertThat(sale.firm.one("select count(*) from order_discounts where order_id = ?", sale.order))
                .isEqualTo("0");
    }

    private static void leeway(Sale sale, String leeway) {
        sale.firm.execute(
                """
                insert into customer_contributions (customer_id, advisor_id, unit_id, fees, cost, contribution, assets, confirmed,
                       level, leeway, computed_at)
                select id, advisor_id, unit_id, 0, 0, 0, 0, 0, 1, cast(? as numeric), now() from customers where id = ?
                on conflict (customer_id) do update set leeway = excluded.leeway""",
                leeway,
                sale.customer);
    }

    private static ValidatableResponse ask(Sale sale, Person by, String discount) {
        return sale.post(by, "discounts", Map.of("discount", discount, "reason", "长期客户"));
    }

    private static ValidatableResponse decide(Sale sale, Person by, String decision) {
        return sale.post(by, "discounts/approval", Map.of("decision", decision));
    }

    private static ValidatableResponse order(Sale sale) {
        return sale.advisor
                .request()
                .get("/api/v1/orders/{id}", sale.order)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse list(Sale sale, Person by) {
        return by.request()
                .get("/api/v1/orders/{id}/discounts", sale.order)
                .then()
                .statusCode(200);
    }

    private static String request(Sale sale) {
        return sale.firm.one(
                "select id from approval_requests where subject_id = ? and kind = 'DISCOUNT' and status = 'OPEN'",
                sale.order);
    }
}
