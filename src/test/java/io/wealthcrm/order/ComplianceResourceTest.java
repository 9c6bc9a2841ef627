package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Film;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What compliance sets for a regime, and what it does to orders. All of it for private equity funds, which no other test uses. */
@OnSharedService
@Execution(ExecutionMode.SAME_THREAD)
class ComplianceResourceTest {
    private static final String REGIME = "/api/v1/regimes/PRIVATE_EQUITY_FUND";
    private static final Map<String, Object> AT_FIRST = Map.of(
            "minAmount",
            "1000000.00",
            "mismatch",
            "REFUSE",
            "declarationsRequired",
            false,
            "dualRecordingRequired",
            false,
            "callbackRequired",
            true,
            "coolingOffHours",
            24,
            "certificationReview",
            "WITH_APPROVAL",
            "partnershipCap",
            50);

    private final Firm firm;
    private final Service service;
    private final Person advisor;
    private final Person compliance;

    ComplianceResourceTest(Service service) {
        this.service = service;
        firm = Firm.on(service);
        advisor = firm.advisor();
        compliance = firm.office(Role.COMPLIANCE);
    }

    @AfterEach
    void asAtFirst() {
        set(AT_FIRST);
    }

    @Test
    void complianceKeepsTheRegimesAndEachVersionIsRemembered() {
        int version = version();
        Map<String, Object> longer = Map.of("coolingOffHours", 48);
        compliance.request().body(longer).patch(REGIME).then().statusCode(428);
        patch(compliance, version - 1, longer).statusCode(412);
        patch(advisor, version, longer).statusCode(403);
        patch(compliance, version, Map.of("coolingOffHours", 23)).statusCode(400);
        patch(compliance, version, Map.of("minAmount", "999999.99"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/minAmount"))
                .body("errors[0].code", equalTo("BELOW_LAW"));
        patch(compliance, version, Map.of("code", "TRUST")).statusCode(400).body("code", equalTo("INVALID_INPUT"));
        assertThat(version()).isEqualTo(version);

        patch(firm.office(Role.ADMIN), version, longer)
                .statusCode(200)
                .body("coolingOffHours", equalTo(48))
                .body("version", equalTo(version + 1));
        assertThat(firm.one(
                        "select terms ->> 'cooling_off_hours' from regime_versions where code = ? and version = ?",
                        "PRIVATE_EQUITY_FUND",
                        version))
                .isEqualTo("24");
        advisor.request().get("/api/v1/regimes").then().statusCode(200).body("items", hasSize(4));
    }

    @Test
    void aNewProductHonoursMinimumAndCap() {
        Person operations = firm.office(Role.OPERATIONS);
        UUID mark = UUID.randomUUID();
        product(operations, mark, "PARTNERSHIP", 51, "1000000.00")
                .statusCode(422)
                .body("code", equalTo("SEATS_ABOVE_REGIME"))
                .body("cap", equalTo(50));
        set(Map.of("minAmount", "2000000.00", "partnershipCap", 49));
        product(operations, mark, "PARTNERSHIP", 50, "2000000.00")
                .statusCode(422)
                .body("cap", equalTo(49));
        product(operations, mark, "CONTRACT", 200, "1999999.00")
                .statusCode(422)
                .body("code", equalTo("MINIMUM_BELOW_REGIME"))
                .body("minimum", equalTo("2000000.00"));
        assertThat(firm.one("select count(*) from products where name = ?", mark.toString()))
                .isEqualTo("0");
        product(operations, mark, "PARTNERSHIP", 49, "2000000.00")
                .statusCode(201)
                .body("legalForm", equalTo("PARTNERSHIP"));

        UUID older = equityFund("R3");
        Sale.book(advisor, firm.buyerOf(advisor, "起点"), older, "1900000.00")
                .statusCode(422)
                .body("code", equalTo("BELOW_MINIMUM"));
    }

    @Test
    void aSignedWarningIsForThoseAboveTheLowestCategoryAndForTheLevelItWasSignedAt() {
        UUID product = equityFund("R4");
        UUID bold = firm.buyerOf(advisor, "大胆");
        UUID lowest = firm.buyerOf(advisor, "最低");
        firm.assess(bold, "C3", LocalDate.now().plusYears(1));
        firm.assess(lowest, "C1", LocalDate.now().plusYears(1));
        book(bold, product).statusCode(422).body("code", equalTo("UNSUITABLE"));
        set(Map.of("mismatch", "SIGNED_WARNING"));
        book(lowest, product).statusCode(422).body("code", equalTo("UNSUITABLE"));
        declare(lowest, product, "MISMATCH_WARNING", paper(lowest))
                .statusCode(422)
                .body("code", equalTo("LOWEST_CATEGORY"));
        UUID order =
                UUID.fromString(book(bold, product).statusCode(201).extract().path("id"));
        gates(order).body("find { it.gate == 'SUITABILITY' }.missing", contains("MISMATCH_WARNING"));

        declare(bold, product, "MISMATCH_WARNING", paper(lowest))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_EVIDENCE"));
        declare(bold, UUID.randomUUID(), "MISMATCH_WARNING", paper(bold))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_PRODUCT"));
        gates(order).body("find { it.gate == 'SUITABILITY' }.status", equalTo("BLOCKED"));
        UUID paper = paper(bold);
        declare(bold, product, "MISMATCH_WARNING", paper).statusCode(201).body("riskLevel", equalTo("C3"));
        gates(order).body("find { it.gate == 'SUITABILITY' }.status", equalTo("PASSED"));
        compliance
                .request()
                .accept("*/*")
                .get("/api/v1/customers/" + bold + "/evidence/" + paper)
                .then()
                .statusCode(200);
        firm.assess(bold, "C2", LocalDate.now().plusYears(1));
        gates(order).body("find { it.gate == 'SUITABILITY' }.status", equalTo("BLOCKED"));
    }

    @Test
    void declarationsBlockSubmissionWhereTheRegimeDemandsThem() {
        UUID customer = firm.buyerOf(advisor, "承诺");
        UUID product = equityFund("R3");
        UUID order = UUID.fromString(book(customer, product).extract().path("id"));
        gates(order).body("gate", not(hasItem("DECLARATIONS")));
        set(Map.of("declarationsRequired", true));
        gates(order).body("find { it.gate == 'DECLARATIONS' }.missing", contains("NO_NOMINEE", "NO_SPLITTING"));
        declare(customer, product, "NO_NOMINEE", paper(customer)).statusCode(201);
        declare(customer, equityFund("R3"), "NO_SPLITTING", paper(customer)).statusCode(201);
        gates(order).body("find { it.gate == 'DECLARATIONS' }.missing", contains("NO_SPLITTING"));
        declare(customer, product, "NO_SPLITTING", paper(customer)).statusCode(201);
        gates(order).body("find { it.gate == 'DECLARATIONS' }.missing", empty());
        advisor.request()
                .get("/api/v1/customers/" + customer + "/declarations")
                .then()
                .statusCode(200)
                .body("items", hasSize(3));
        firm.advisor()
                .request()
                .get("/api/v1/customers/" + customer + "/declarations")
                .then()
                .statusCode(404);
    }

    @Test
    void anApprovalAcceptsTheCertificationOrWaitsForItsOwnReview() {
        Sale sale = Sale.of(service, Map.of("regime", "'PRIVATE_EQUITY_FUND'"));
        UUID first = certify(sale.advisor, sale.customer);
        sale.submitted();
        sale.get(sale.advisor).body("gates.find { it.gate == 'QUALIFIED_INVESTOR' }.status", equalTo("WAITING"));
        set(Map.of("certificationReview", "BEFORE_APPROVAL"));
        sale.decide(sale.compliance, "APPROVE", null)
                .statusCode(409)
                .body("code", equalTo("GATES_BLOCKED"))
                .body("gates.missing.flatten()", contains("CERTIFICATION_REVIEW"));
        assertThat(sale.status()).isEqualTo("SUBMITTED");
        assertThat(status(first)).isEqualTo("PENDING");
        set(Map.of("certificationReview", "WITH_APPROVAL"));
        sale.decide(sale.compliance, "APPROVE", null).statusCode(200);
        assertThat(status(first)).isEqualTo("ACCEPTED");
        assertThat(firm.one("select reviewed_by from investor_certifications where id = ?", first))
                .isEqualTo(sale.compliance.id().toString());
    }

    @Test
    void aDualRecordingBlocksSubmissionWhereTheRegimeDemandsOne() throws Exception {
        Sale sale = Sale.of(service, Map.of("regime", "'PRIVATE_EQUITY_FUND'")).ready();
        set(Map.of("dualRecordingRequired", true));
        sale.post(sale.advisor, "submission", Map.of())
                .statusCode(409)
                .body("gates.gate", contains("DUAL_RECORDING"))
                .body("gates.missing.flatten()", contains("RECORDING"));
        assertThat(sale.status()).isEqualTo("BOOKED");
        TusClient tus = TusClient.of(sale.advisor);
        byte[] film = Film.mp4(20_000);
        String path = tus.begin(film.length);
        assertThat(tus.patch(path, 0, film).status()).isEqualTo(204);
        String upload = path.substring(path.lastIndexOf('/') + 1);
        sale.post(sale.advisor, "recordings", Map.of("uploadId", upload)).statusCode(201);
        sale.post(sale.advisor, "submission", Map.of()).statusCode(200).body("status", equalTo("SUBMITTED"));
    }

    @Test
    void somebodyElseReviewsACertificationOnce() {
        UUID customer = firm.customerOf(advisor, "审核");
        UUID id = certify(advisor, customer);
        review(advisor, customer, id, Map.of("decision", "ACCEPT")).statusCode(403);
        review(compliance, customer, id, Map.of("decision", "REJECT")).statusCode(400);
        review(compliance, firm.customerOf(advisor, "他人"), id, Map.of("decision", "ACCEPT"))
                .statusCode(404);
        assertThat(status(id)).isEqualTo("PENDING");
        customer(customer).body("qualifiedPending", equalTo(true));

        review(firm.office(Role.OPERATIONS), customer, id, Map.of("decision", "REJECT", "reason", "流水不足"))
                .statusCode(200)
                .body("status", equalTo("REJECTED"));
        review(compliance, customer, id, Map.of("decision", "ACCEPT"))
                .statusCode(409)
                .body("code", equalTo("CERTIFICATION_REVIEWED"))
                .body("current", equalTo("REJECTED"));
        customer(customer).body("qualifiedUntil", nullValue()).body("qualifiedPending", equalTo(false));

        UUID second = certify(advisor, customer);
        firm.execute("update users set roles = '{ADVISOR,COMPLIANCE}' where id = ?", advisor.id());
        review(advisor, customer, second, Map.of("decision", "ACCEPT"))
                .statusCode(403)
                .body("code", equalTo("SUBMITTER_MAY_NOT_REVIEW"));
        review(compliance, customer, second, Map.of("decision", "ACCEPT")).statusCode(200);
        customer(customer).body("qualifiedPending", equalTo(false));
    }

    @Test
    void theCertificationThatLastsLongestCounts() {
        UUID customer = firm.customerOf(advisor, "两份");
        LocalDate late = LocalDate.now().plusYears(2);
        for (LocalDate until : List.of(late, LocalDate.now().plusDays(2))) {
            UUID id = UUID.fromString(advisor.once()
                    .body(Map.of(
                            "kind",
                            "INCOME",
                            "amount",
                            "500000.00",
                            "evidenceFileId",
                            paper(advisor, customer),
                            "validUntil",
                            until.toString()))
                    .post("/api/v1/customers/{id}/investor-certifications", customer)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
            review(compliance, customer, id, Map.of("decision", "ACCEPT")).statusCode(200);
        }
        customer(customer).body("qualifiedUntil", equalTo(late.toString()));
    }

    @Test
    void withoutCallBackOperationsConfirm() {
        Sale sale = Sale.of(service, Map.of("regime", "'PRIVATE_EQUITY_FUND'")).cooledOff();
        sale.post(sale.operations, "confirmation", Map.of()).statusCode(409).body("code", equalTo("CALLBACK_REQUIRED"));
        assertThat(sale.status()).isEqualTo("AWAITING_CALLBACK");
        set(Map.of("callbackRequired", false));
        sale.post(sale.advisor, "confirmation", Map.of()).statusCode(403);
        sale.post(sale.operations, "confirmation", Map.of()).statusCode(200).body("status", equalTo("CONFIRMED"));
        assertThat(firm.one("select count(*) from holdings where order_id = ?", sale.order))
                .isEqualTo("1");
    }

    private int version() {
        return Integer.parseInt(firm.one("select version from regimes where code = 'PRIVATE_EQUITY_FUND'"));
    }

    private void set(Map<String, Object> changes) {
        patch(compliance, version(), changes).statusCode(200);
    }

    private static ValidatableResponse patch(Person by, int version, Map<String, Object> changes) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(changes)
                .patch(REGIME)
                .then();
    }

    private UUID equityFund(String riskLevel) {
        return firm.product(Map.of("regime", "'PRIVATE_EQUITY_FUND'", "risk_level", "'" + riskLevel + "'"));
    }

    private static ValidatableResponse product(Person by, UUID name, String form, int seats, String minimum) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "code",
                "C" + UUID.randomUUID().toString().replace("-", ""),
                "name",
                name.toString(),
                "kind",
                "NAV_FUND",
                "riskLevel",
                "R3",
                "regime",
                "PRIVATE_EQUITY_FUND",
                "legalForm",
                form));
        input.putAll(Map.of(
                "minAmount", minimum,
                "increment", "100000.00",
                "quotaAmount", "90000000.00",
                "quotaSeats", seats,
                "dayCount", "ACT_365F",
                "opensAt", "2026-01-01T00:00:00Z",
                "closesAt", "2099-01-01T00:00:00Z"));
        return by.once().body(input).post("/api/v1/products").then();
    }

    private ValidatableResponse book(UUID customer, UUID product) {
        return Sale.book(advisor, customer, product, Sale.AMOUNT);
    }

    private ValidatableResponse gates(UUID order) {
        return advisor.request().get("/api/v1/orders/{id}/gates", order).then().statusCode(200);
    }

    private ValidatableResponse customer(UUID customer) {
        return compliance.request().get("/api/v1/customers/" + customer).then().statusCode(200);
    }

    private UUID paper(UUID customer) {
        return paper(advisor, customer);
    }

    private static UUID paper(Person by, UUID customer) {
        return UUID.fromString(by.once()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Sale.photo(), "image/jpeg")
                .post("/api/v1/customers/{id}/evidence", customer)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private ValidatableResponse declare(UUID customer, UUID product, String kind, UUID paper) {
        return advisor.once()
                .body(Map.of("kind", kind, "productId", product, "evidenceFileId", paper))
                .post("/api/v1/customers/{id}/declarations", customer)
                .then();
    }

    private static UUID certify(Person by, UUID customer) {
        return UUID.fromString(by.once()
                .body(Map.of("kind", "INCOME", "amount", "500000.00", "evidenceFileId", paper(by, customer)))
                .post("/api/v1/customers/{id}/investor-certifications", customer)
                .then()
                .statusCode(201)
                .body("status", equalTo("PENDING"))
                .extract()
                .path("id"));
    }

    private static ValidatableResponse review(Person by, UUID customer, UUID id, Map<String, Object> review) {
        return by.once()
                .body(review)
                .post("/api/v1/customers/{id}/investor-certifications/{cid}/review", customer, id)
                .then();
    }

    private String status(UUID certification) {
        return firm.one("select status from investor_certifications where id = ?", certification);
    }
}
