package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.approval.Desk;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Paper contracts from the printer to the archive, and on orders. */
@OnSharedService
class PaperContractResourceTest {
    private final Sale sale;
    private final Person lead;
    private final String prefix;

    PaperContractResourceTest(Service service) {
        sale = Sale.of(service);
        lead = sale.firm.person(sale.firm.teamA, Role.TEAM_LEAD);
        prefix = "P" + sale.product.toString().substring(24) + "-";
    }

    @Test
    void aPaperGoesFromStockToArchive() {
        String batch = batch(1, 3)
                .statusCode(201)
                .header("Location", containsString("/contracts/batches/"))
                .body("firstNumber", equalTo(number(1)))
                .body("lastNumber", equalTo(number(3)))
                .body("count", equalTo(3))
                .extract()
                .path("id");
        read(sale.advisor, number(1)).statusCode(404);
        receive(sale.advisor, batch).statusCode(404);
        dispatch(batch, Map.of("advisorId", sale.advisor.id())).statusCode(200).body("status", equalTo("SENT"));
        dispatch(batch, Map.of("unitId", sale.firm.branch)).statusCode(409).body("current", equalTo("SENT"));
        receive(sale.firm.advisor(), batch).statusCode(404);
        receive(sale.advisor, batch).statusCode(200).body("status", equalTo("RECEIVED"));
        receive(sale.advisor, batch).statusCode(409);
        sale.booked();
        sale.enterContract(0, number(1)).statusCode(200);
        read(sale.advisor, number(1))
                .statusCode(200)
                .body("status", equalTo("SIGNED"))
                .body("orderId", equalTo(sale.order.toString()));
        scan("archive", number(1), sale.order).statusCode(409).body("current", equalTo("SIGNED"));
        scan("return", number(1), null).statusCode(422).body("code", equalTo("CONTRACT_ORDER_MISMATCH"));
        scan("return", number(1), UUID.randomUUID()).statusCode(422);
        sale.operations
                .once()
                .body(Map.of("reason", "污损"))
                .post("/api/v1/contracts/{number}/void", number(1))
                .then()
                .statusCode(409)
                .body("current", equalTo("SIGNED"));
        scan("return", number(1), sale.order).statusCode(200).body("status", equalTo("RETURNED"));
        scan("archive", number(1), UUID.randomUUID()).statusCode(422);
        scan("archive", number(1), sale.order)
                .statusCode(200)
                .body("history.to", contains("IN_STOCK", "SENT", "RECEIVED", "SIGNED", "RETURNED", "ARCHIVED"));
        scan("return", number(2), null).statusCode(200).body("status", equalTo("RETURNED"));
        scan("archive", number(2), null).statusCode(409);
        assertThatThrownBy(() -> sale.firm.execute("delete from paper_contract_history where number = ?", number(1)))
                .hasStackTraceContaining("never changed");
    }

    @Test
    void numbersAreRegisteredOnceAndAllOfABatchOrNone() {
        batch(1, 5000).statusCode(201);
        assertThat(count("paper_contracts where number like ?")).isEqualTo("5000");
        batch(5000, 2).statusCode(409).body("code", equalTo("CONTRACT_NUMBERS_TAKEN"));
        assertThat(count("paper_contracts where number like ?")).isEqualTo("5000");
        assertThat(count("paper_contract_batches where prefix || '%' = ?")).isEqualTo("1");
        batch(6000, 5001).statusCode(400).body("errors[0].pointer", equalTo("/count"));
        register(Map.of("prefix", "a/b", "first", 1, "count", 1, "productId", sale.product))
                .statusCode(400);
        register(Map.of("prefix", prefix, "first", 7000, "count", 1, "productId", UUID.randomUUID()))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_CONTRACT_PRODUCT"));
    }

    @Test
    void aBatchGoesToAnAdvisorOrAUnitThatExists() {
        String batch = batch(1, 1).statusCode(201).extract().path("id");
        dispatch(batch, Map.of()).statusCode(400);
        dispatch(batch, Map.of("advisorId", sale.advisor.id(), "unitId", sale.firm.branch))
                .statusCode(400);
        dispatch(batch, Map.of("advisorId", sale.operations.id()))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_HOLDER"));
        dispatch(batch, Map.of("unitId", UUID.randomUUID())).statusCode(422);
        assertThat(sale.firm.one("select status from paper_contracts where number = ?", number(1)))
                .isEqualTo("IN_STOCK");
    }

    @Test
    void anOrderTakesOnlyAPaperOfItsProductAndOfItsAdvisor() {
        sale.booked();
        sale.enterContract(0, "FREE-" + sale.order).statusCode(200);
        held(1, 2, sale.firm.advisor().id());
        sale.enterContract(1, "FREE-" + sale.order).statusCode(200);
        refused(2, "FREE-2-" + sale.order, 422, "UNKNOWN_CONTRACT_NUMBER");
        refused(2, number(1), 422, "CONTRACT_HOLDER_MISMATCH");
        String stock = batch(11, 1).statusCode(201).extract().path("id");
        refused(2, number(11), 422, "CONTRACT_HOLDER_MISMATCH");
        dispatch(stock, Map.of("advisorId", sale.advisor.id())).statusCode(200);
        UUID other = sale.firm.product();
        String foreign = register(Map.of("prefix", prefix, "first", 21, "count", 1, "productId", other))
                .statusCode(201)
                .extract()
                .path("id");
        dispatch(foreign, Map.of("advisorId", sale.advisor.id())).statusCode(200);
        refused(2, number(21), 422, "CONTRACT_PRODUCT_MISMATCH");
        voided(number(11));
        refused(2, number(11), 409, "CONTRACT_NOT_MOVABLE");
        assertThat(sale.firm.one("select contract_number from orders where id = ?", sale.order))
                .isEqualTo("FREE-" + sale.order);
        assertThat(sale.version()).isEqualTo(2);
    }

    @Test
    void aBranchsPaperIsAnyoneOfTheBranchsUntilSigned() {
        String batch = batch(1, 2).statusCode(201).extract().path("id");
        dispatch(batch, Map.of("unitId", sale.firm.branch)).statusCode(200);
        receive(sale.advisor, batch).statusCode(404);
        receive(sale.firm.person(sale.firm.otherBranch, Role.BRANCH_MANAGER), batch)
                .statusCode(404);
        receive(sale.firm.person(sale.firm.branch, Role.BRANCH_MANAGER), batch).statusCode(200);
        sale.booked();
        sale.enterContract(0, number(2)).statusCode(200);
        read(sale.advisor, number(2))
                .statusCode(200)
                .body("advisorId", equalTo(sale.advisor.id().toString()));
        Person stranger = sale.firm.advisorIn(sale.firm.otherTeam);
        UUID customer = sale.firm.buyerOf(stranger, "外分公司客户");
        UUID order = UUID.fromString(Sale.book(stranger, customer, sale.product, Sale.AMOUNT)
                .statusCode(201)
                .extract()
                .path("id"));
        stranger.request()
                .header("If-Match", "\"0\"")
                .body(Sale.contract(
                        number(1), java.time.Instant.now().minusSeconds(60).toString()))
                .put("/api/v1/orders/{id}/contract", order)
                .then()
                .statusCode(422)
                .body("code", equalTo("CONTRACT_HOLDER_MISMATCH"));
    }

    @Test
    void anotherNumberFreesTheEarlierPaperAndTheSameChangesNothing() {
        held(1, 3, sale.advisor.id());
        sale.booked();
        sale.enterContract(0, number(1)).statusCode(200);
        sale.enterContract(1, number(1)).statusCode(200);
        sale.enterContract(2, number(2)).statusCode(200);
        read(sale.advisor, number(1))
                .body("status", equalTo("RECEIVED"))
                .body("history.to", contains("IN_STOCK", "SENT", "RECEIVED", "SIGNED", "RECEIVED"));
        scan("return", number(2), sale.order).statusCode(200);
        sale.enterContract(3, number(1)).statusCode(200);
        read(sale.advisor, number(1)).body("status", equalTo("SIGNED"));
        read(sale.advisor, number(2)).body("status", equalTo("VOIDED"));
        assertThat(sale.firm.one("select contract_number from orders where id = ?", sale.order))
                .isEqualTo(number(1));
    }

    @Test
    void ofTwoOrdersThatTakeOnePaperOneGetsIt() {
        held(1, 1, sale.advisor.id());
        List<UUID> orders = IntStream.range(0, 8)
                .mapToObj(i -> UUID.fromString(Sale.book(sale.advisor, sale.customer, sale.product, "1000000.00")
                        .statusCode(201)
                        .extract()
                        .path("id")))
                .toList();
        List<Integer> answers = Desk.atOnce(orders.size(), i -> sale.advisor
                .request()
                .header("If-Match", "\"0\"")
                .body(Sale.contract(
                        number(1), java.time.Instant.now().minusSeconds(60).toString()))
                .put("/api/v1/orders/{id}/contract", orders.get(i))
                .then());
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(sale.firm.one("select count(*) from orders where contract_number = ?", number(1)))
                .isEqualTo("1");
    }

    @Test
    void eachSeesTheirOwnAndWhatIsOverdueIsFound() {
        held(1, 3, sale.advisor.id());
        sale.booked();
        sale.enterContract(0, number(1)).statusCode(200);
        Person sibling = sale.firm.advisor();
        listed(sibling, Map.of()).body("items", empty());
        listed(lead, Map.of("productId", sale.product)).body("items", hasSize(3));
        listed(sale.firm.person(sale.firm.teamB, Role.TEAM_LEAD), Map.of("productId", sale.product))
                .body("items", empty());
        listed(sale.operations, Map.of("productId", sale.product, "status", "SIGNED"))
                .body("items.number", contains(number(1)));
        read(sibling, number(1)).statusCode(404);
        listed(sale.advisor, Map.of("overdue", true)).body("items", empty());
        sale.firm.execute(
                "update paper_contracts set status_at = now() - interval '15 days' where number = ?", number(1));
        sale.firm.execute(
                "update paper_contracts set status_at = now() - interval '90 days' where number = ?", number(3));
        listed(sale.advisor, Map.of("overdue", true))
                .body("items.number", contains(number(1), number(3)))
                .body("items.overdue", contains(true, true));
        String next = listed(sale.advisor, Map.of("limit", 2))
                .body("items.number", contains(number(1), number(2)))
                .extract()
                .path("nextCursor");
        listed(sale.advisor, Map.of("limit", 2, "cursor", next)).body("items.number", contains(number(3)));
        sale.advisor
                .request()
                .queryParam("status", "LOST")
                .get("/api/v1/contracts")
                .then()
                .statusCode(400);
        sale.advisor
                .request()
                .queryParam("overdue", "maybe")
                .get("/api/v1/contracts")
                .then()
                .statusCode(400);
    }

    /** Sent to the advisor and received. */
    private void held(int first, int count, UUID advisor) {
        String batch = batch(first, count).statusCode(201).extract().path("id");
        dispatch(batch, Map.of("advisorId", advisor)).statusCode(200);
        receive(lead, batch).statusCode(200);
    }

    private void refused(int version, String number, int status, String code) {
        sale.enterContract(version, number).statusCode(status).body("code", equalTo(code));
    }

    private void voided(String number) {
        sale.operations
                .once()
                .body(Map.of("reason", "遗失"))
                .post("/api/v1/contracts/{number}/void", number)
                .then()
                .statusCode(200)
                .body("status", equalTo("VOIDED"));
    }

    private String number(int count) {
        return prefix + String.format(java.util.Locale.ROOT, "%06d", count);
    }

    private ValidatableResponse batch(int first, int count) {
        return register(Map.of("prefix", prefix, "first", first, "count", count, "productId", sale.product));
    }

    private ValidatableResponse register(Map<String, Object> batch) {
        return sale.operations
                .once()
                .body(batch)
                .post("/api/v1/contracts/batches")
                .then();
    }

    private ValidatableResponse dispatch(String batch, Map<String, Object> to) {
        return sale.operations
                .once()
                .body(to)
                .post("/api/v1/contracts/batches/{id}/dispatch", batch)
                .then();
    }

    private static ValidatableResponse receive(Person by, String batch) {
        return by.once().post("/api/v1/contracts/batches/{id}/receipt", batch).then();
    }

    private static ValidatableResponse read(Person by, String number) {
        return by.request().get("/api/v1/contracts/{number}", number).then();
    }

    private ValidatableResponse scan(String action, String number, UUID order) {
        Map<String, Object> scan = new HashMap<>();
        scan.put("orderId", order);
        return sale.operations
                .once()
                .body(scan)
                .post("/api/v1/contracts/{number}/" + action, number)
                .then();
    }

    private static ValidatableResponse listed(Person by, Map<String, Object> filter) {
        return by.request().queryParams(filter).get("/api/v1/contracts").then().statusCode(200);
    }

    private String count(String from) {
        return sale.firm.one("select count(*) from " + from, prefix + "%");
    }
}
