package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Orders through REST, by everybody who has a hand in them. */
@OnSharedService
class OrderResourceTest {
    private final Service service;

    OrderResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void anOrderGoesFromBookingToConfirmation() {
        Sale sale = Sale.of(service).booked();
        sale.post(sale.advisor, "submission", Map.of())
                .statusCode(409)
                .body("code", equalTo("GATES_BLOCKED"))
                .body("current", equalTo("BOOKED"))
                .body("gates.gate", containsInAnyOrder("CONTRACT", "DOCUMENTS"));
        sale.enterContract(sale.version(), " HT-1-" + sale.order)
                .statusCode(200)
                .body("contract.bankAccount", equalTo("****6789"))
                .body("contract.contractNumber", equalTo("HT-1-" + sale.order));
        for (DocumentKind kind : DocumentKind.required()) {
            sale.upload(kind, Sale.photo())
                    .statusCode(201)
                    .header("Location", containsString("/documents/"))
                    .body("sha256.length()", equalTo(64))
                    .body("mediaType", equalTo("image/jpeg"));
        }
        sale.post(sale.advisor, "submission", Map.of()).statusCode(200).body("status", equalTo("SUBMITTED"));
        sale.decide(sale.compliance, "RETURN", null).statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        sale.decide(sale.compliance, "RETURN", "照片模糊").statusCode(200).body("status", equalTo("RETURNED"));
        sale.upload(DocumentKind.CONTRACT_PHOTO, Sale.photo()).statusCode(201);
        sale.post(sale.advisor, "submission", Map.of()).statusCode(200);
        sale.upload(DocumentKind.CONTRACT_PHOTO, Sale.photo()).statusCode(409).body("current", equalTo("SUBMITTED"));
        sale.decide(sale.compliance, "APPROVE", null).statusCode(200).body("status", equalTo("APPROVED"));
        sale.pay("欧阳明日", Sale.AMOUNT, "B1-" + sale.order).statusCode(422).body("code", equalTo("PAYER_MISMATCH"));
        sale.pay(Sale.NAME, "1500000.01", "B1-" + sale.order)
                .statusCode(422)
                .body("code", equalTo("PAYMENT_AMOUNT_MISMATCH"));
        assertThat(sale.status()).isEqualTo("APPROVED");
        sale.pay("欧阳　明月 ", Sale.AMOUNT, "B1-" + sale.order).statusCode(201).body("status", equalTo("COOLING_OFF"));
        sale.callBack("CONFIRMED").statusCode(409).body("code", equalTo("COOLING_OFF_NOT_OVER"));
        sale.firm.execute(
                "update orders set cooling_off_ends_at = now() - interval '1 second' where id = ?", sale.order);
        assertThat(sale.status()).isEqualTo("AWAITING_CALLBACK");
        sale.callBack("UNREACHED").statusCode(201).body("unreached", equalTo(1));
        sale.callBack("CONFIRMED")
                .statusCode(201)
                .body("status", equalTo("CONFIRMED"))
                .body("gates.status", everyItem(equalTo("PASSED")))
                .body(
                        "history.to",
                        contains(
                                "BOOKED",
                                "SUBMITTED",
                                "RETURNED",
                                "SUBMITTED",
                                "APPROVED",
                                "COOLING_OFF",
                                "AWAITING_CALLBACK",
                                "CONFIRMED"));
        assertThat(sale.firm.one("select principal from holdings where order_id = ?", sale.order))
                .isEqualTo(Sale.AMOUNT);
        assertThat(sale.amountHeld()).isEqualTo(Sale.AMOUNT);
        sale.callBack("CONFIRMED").statusCode(409).body("code", equalTo("ILLEGAL_TRANSITION"));
    }

    /** As while the scan for due orders, or a colleague, moves it: the reader waits, and is not shown what is over. */
    @Test
    void aReaderWaitsForWhoeverMovesAnOrderThatIsDue() throws Exception {
        Sale sale = Sale.of(service).paid();
        try (Connection mover = service.jdbc();
                var statement = mover.createStatement()) {
            sale.firm.execute(
                    "update orders set cooling_off_ends_at = now() + interval '1 second' where id = ?", sale.order);
            mover.setAutoCommit(false);
            statement.execute("select from orders where id = '" + sale.order + "' for update");
            await().until(() -> sale.firm
                    .one("select cooling_off_ends_at < now() from orders where id = ?", sale.order)
                    .equals("t"));
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(sale::status);
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> reader.get(500, TimeUnit.MILLISECONDS));
            mover.rollback();
            assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo("AWAITING_CALLBACK");
        }
    }

    @Test
    void movesStandOnTheTimelineAndReachTheAdvisor() {
        Sale sale = Sale.of(service).approved();
        sale.advisor
                .request()
                .get("/api/v1/customers/{id}/timeline", sale.customer)
                .then()
                .statusCode(200)
                .body("items.kind", hasItem("ORDER_APPROVED"));
        await().untilAsserted(() -> assertThat(sale.firm.one(
                        """
                        select count(*) from notifications
                         where kind = 'ORDER_MOVED' and entity_id = ? and person_id = ?""",
                        sale.order,
                        sale.advisor.id()))
                .isEqualTo("1"));
    }

    @Test
    void aRescindedOrderIsRefundedAndGivesItsQuotaBackOnce() {
        Sale sale = Sale.of(service).paid();
        sale.post(sale.operations, "refund", Map.of()).statusCode(409).body("current", equalTo("COOLING_OFF"));
        sale.post(sale.advisor, "rescission", Map.of()).statusCode(403);
        sale.post(sale.operations, "rescission", Map.of("reason", "客户改变主意"))
                .statusCode(200)
                .body("status", equalTo("RESCINDED"));
        assertThat(sale.amountHeld()).isEqualTo("0.00");
        sale.post(sale.operations, "rescission", Map.of()).statusCode(409);
        sale.post(sale.operations, "refund", Map.of()).statusCode(200).body("status", equalTo("REFUNDED"));
        assertThat(sale.amountHeld()).isEqualTo("0.00");
        assertThat(sale.firm.one("select refunded_by from order_payments where order_id = ?", sale.order))
                .isEqualTo(sale.operations.id().toString());
    }

    @Test
    void theCustomerMayRescindOnTheCallBack() {
        Sale sale = Sale.of(service).cooledOff();
        sale.callBack("RESCIND").statusCode(201).body("status", equalTo("RESCINDED"));
        assertThat(sale.amountHeld()).isEqualTo("0.00");
    }

    @Test
    void rejectionAndCancellationGiveTheQuotaBack() {
        Sale rejected = Sale.of(service).submitted();
        rejected.post(rejected.advisor, "cancellation", Map.of()).statusCode(409);
        rejected.decide(rejected.compliance, "REJECT", "材料不实").statusCode(200).body("status", equalTo("REJECTED"));
        assertThat(rejected.amountHeld()).isEqualTo("0.00");
        Sale cancelled = Sale.of(service).booked();
        cancelled
                .post(cancelled.advisor, "cancellation", Map.of())
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        assertThat(cancelled.amountHeld()).isEqualTo("0.00");
        cancelled.post(cancelled.advisor, "cancellation", Map.of()).statusCode(409);
    }

    @Test
    void eachRoleMaysOnlyItsOwnPart() {
        Sale sale = Sale.of(service).booked();
        Person admin = sale.firm.office(Role.ADMIN);
        Person marketing = sale.firm.office(Role.MARKETING);
        sale.get(admin).statusCode(403);
        sale.get(marketing).statusCode(403);
        sale.get(sale.compliance).statusCode(200);
        sale.get(sale.firm.person(sale.firm.teamA, Role.TEAM_LEAD)).statusCode(200);
        sale.get(sale.firm.person(sale.firm.branch, Role.BRANCH_MANAGER)).statusCode(200);
        sale.get(sale.firm.person(sale.firm.teamB, Role.TEAM_LEAD)).statusCode(404);
        sale.get(sale.firm.person(sale.firm.otherBranch, Role.BRANCH_MANAGER)).statusCode(404);
        sale.get(sale.firm.advisor()).statusCode(404);
        Sale.book(sale.operations, sale.customer, sale.product, Sale.AMOUNT).statusCode(403);
        Sale.book(sale.firm.advisor(), sale.customer, sale.product, Sale.AMOUNT).statusCode(404);
        sale.post(sale.firm.advisor(), "cancellation", Map.of()).statusCode(404);
        sale.decide(sale.operations, "APPROVE", null).statusCode(403);
        sale.post(sale.advisor, "payments", Map.of()).statusCode(403);
        sale.post(sale.compliance, "callbacks", Map.of()).statusCode(403);
        Person both = sale.firm.person(sale.firm.headOffice, Role.CALLBACK, Role.ADVISOR);
        sale.post(both, "callbacks", Map.of("outcome", "UNREACHED")).statusCode(403);
    }

    /** As after an offboarding, when the customer is nobody's and a lead has the order. */
    @Test
    void whoSoldSeesTheOrderOfACustomerInThePoolThrough() {
        Sale sale = Sale.of(service).ready();
        String gates = "/api/v1/orders/" + sale.order + "/gates";
        String judged = sale.advisor.request().get(gates).asString();
        sale.firm.execute(
                "update customers set advisor_id = null, unit_id = ? where id = ?", sale.firm.branch, sale.customer);
        sale.advisor.request().get("/api/v1/customers/" + sale.customer).then().statusCode(404);
        sale.get(sale.advisor).statusCode(200).body("status", equalTo("BOOKED"));
        assertThat(sale.advisor.request().get(gates).asString()).isEqualTo(judged);
        sale.firm.execute("update customers set qualified_until = null where id = ?", sale.customer);
        sale.post(sale.advisor, "submission", Map.of())
                .statusCode(409)
                .body("gates.gate", contains("QUALIFIED_INVESTOR"));
        sale.firm.qualify(sale.customer, LocalDate.now().plusYears(2));
        sale.post(sale.advisor, "submission", Map.of()).statusCode(200).body("status", equalTo("SUBMITTED"));
        sale.decide(sale.compliance, "RETURN", "补材料").statusCode(200);
        sale.post(sale.advisor, "cancellation", Map.of()).statusCode(200).body("status", equalTo("CANCELLED"));
        sale.get(sale.firm.advisor()).statusCode(404);
    }

    @Test
    void whoBookedNeverApproves() {
        Sale sale = Sale.of(service).submitted();
        sale.firm.execute("update users set roles = '{ADVISOR,COMPLIANCE}' where id = ?", sale.advisor.id());
        sale.decide(sale.advisor, "APPROVE", null).statusCode(403).body("code", equalTo("BOOKER_MAY_NOT_APPROVE"));
        assertThat(sale.status()).isEqualTo("SUBMITTED");
    }

    @Test
    void gatesNameTheirRuleInTheReadersLanguage() {
        Sale sale = Sale.of(service).booked();
        sale.firm.execute("update customers set qualified_until = null where id = ?", sale.customer);
        sale.advisor
                .request()
                .header("Accept-Language", "en")
                .get("/api/v1/orders/{id}/gates", sale.order)
                .then()
                .statusCode(200)
                // Neither declarations nor a recording are demanded here, and no discount is asked for.
                .body("size()", equalTo(Gate.values().length - 3))
                .body("find { it.gate == 'QUALIFIED_INVESTOR' }.status", equalTo("BLOCKED"))
                .body("find { it.gate == 'QUALIFIED_INVESTOR' }.missing", contains("INVESTOR_CERTIFICATION"))
                .body("find { it.gate == 'QUALIFIED_INVESTOR' }.rule", containsString("arts. 27"))
                .body("find { it.gate == 'DOCUMENTS' }.fixableBy", contains("ADVISOR"))
                .body("find { it.gate == 'RISK_ASSESSMENT' }.status", equalTo("PASSED"))
                .body("find { it.gate == 'CALLBACK' }.status", equalTo("WAITING"));
        sale.advisor
                .request()
                .header("Accept-Language", "zh-CN")
                .get("/api/v1/orders/{id}/gates", sale.order)
                .then()
                .body("find { it.gate == 'COOLING_OFF' }.rule", containsString("第二十九条"));
    }

    @Test
    void papersAreReadThroughScope() {
        Sale sale = Sale.of(service).ready();
        List<String> ids = sale.compliance
                .request()
                .get("/api/v1/orders/{id}/documents", sale.order)
                .then()
                .statusCode(200)
                .body("items.kind", containsInAnyOrder("CONTRACT_PHOTO", "ID_DOCUMENT", "RISK_DISCLOSURE"))
                .extract()
                .path("items.id");
        String path = "/api/v1/orders/" + sale.order + "/documents/" + ids.get(0);
        sale.compliance.request().accept("*/*").get(path).then().statusCode(200).contentType("image/jpeg");
        sale.firm.advisor().request().accept("*/*").get(path).then().statusCode(404);
        String identity = "/api/v1/orders/" + sale.order + "/documents/"
                + sale.firm.one(
                        "select id from order_documents where order_id = ? and kind = 'ID_DOCUMENT'", sale.order);
        sale.compliance.request().accept("*/*").get(identity).then().statusCode(200);
        for (Role role : List.of(Role.FINANCE, Role.EXECUTIVE)) {
            sale.firm.office(role).request().accept("*/*").get(identity).then().statusCode(403);
            sale.firm.office(role).request().accept("*/*").get(path).then().statusCode(200);
        }
        sale.upload(DocumentKind.CONTRACT_PHOTO, "not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode(415);
    }

    @Test
    void listsAreFilteredAndPaged() {
        Sale sale = Sale.of(service);
        UUID first = sale.booked().order;
        UUID second = sale.booked().order;
        UUID third = sale.booked().order;
        sale.post(sale.advisor, "cancellation", Map.of()).statusCode(200);
        String cursor = sale.advisor
                .request()
                .get("/api/v1/orders?limit=2&customerId=" + sale.customer)
                .then()
                .statusCode(200)
                .body("items.id", contains(third.toString(), second.toString()))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        sale.operations
                .request()
                .get("/api/v1/orders?limit=2&customerId=" + sale.customer + "&cursor=" + cursor)
                .then()
                .body("items.id", contains(first.toString()))
                .body("nextCursor", nullValue());
        sale.advisor
                .request()
                .get("/api/v1/orders?status=BOOKED&productId=" + sale.product)
                .then()
                .body("items.id", contains(second.toString(), first.toString()));
    }
}
