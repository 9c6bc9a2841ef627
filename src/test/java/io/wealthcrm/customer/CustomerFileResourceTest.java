package io.wealthcrm.customer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hangs on a customer: timeline, suitability, holdings. Timeline and holdings are one statement beside the caller's. */
@OnSharedService
class CustomerFileResourceTest {
    private static Firm firm;
    private static Person advisor;
    private UUID customer;
    private String path;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @BeforeEach
    void customer() {
        customer = firm.customerOf(advisor, "陆游");
        path = "/api/v1/customers/" + customer;
    }

    private static Map<String, Object> interaction(String kind, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", kind);
        body.put("at", at.toString());
        body.put("summary", "谈了养老规划");
        return body;
    }

    @Test
    void writesACallDownOnTheTimelineAndAsLastContact() {
        Instant at = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> call = interaction("CALL", at);
        call.put("nextStep", "发产品资料");
        call.put("nextAt", at.plus(3, ChronoUnit.DAYS).toString());
        String id = advisor.once()
                .body(call)
                .post(path + "/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        advisor.request()
                .get(path + "/timeline")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", notNullValue())
                .body("items[0].kind", equalTo("CALL"))
                .body("items[0].at", equalTo(at.toString()))
                .body("items[0].by", equalTo(advisor.id().toString()))
                .body("items[0].refId", equalTo(id))
                .body("items[0].summary", equalTo("谈了养老规划"))
                .body("items[0].data.nextStep", equalTo("发产品资料"));
        advisor.request()
                .get(path)
                .then()
                .body("lastContactAt", equalTo(at.toString()))
                .body("version", equalTo(0));
        await().until(
                        () -> firm.one("select assignee_id from tasks where customer_id = ?", customer),
                        advisor.id().toString()::equals);
    }

    @Test
    void movesTheLastContactForwardOnlyAndNotByANote() {
        Instant at = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        advisor.once()
                .body(interaction("VISIT", at))
                .post(path + "/interactions")
                .then()
                .statusCode(201);
        advisor.once()
                .body(interaction("CALL", at.minusSeconds(60)))
                .post(path + "/interactions")
                .then()
                .statusCode(201);
        advisor.once()
                .body(interaction("NOTE", at.plusSeconds(60)))
                .post(path + "/interactions")
                .then()
                .statusCode(201);
        advisor.request().get(path).then().body("lastContactAt", equalTo(at.toString()));
        String cursor = advisor.request()
                .queryParam("limit", 2)
                .get(path + "/timeline")
                .then()
                .body("items.kind", equalTo(List.of("NOTE", "VISIT")))
                .extract()
                .path("nextCursor");
        advisor.request()
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get(path + "/timeline")
                .then()
                .body("items.kind", equalTo(List.of("CALL")))
                .body("nextCursor", nullValue());
    }

    @Test
    void refusesAnInteractionOfTheFutureOrOfAStranger() {
        advisor.once()
                .body(interaction("CALL", Instant.now().plusSeconds(3600)))
                .post(path + "/interactions")
                .then()
                .statusCode(400);
        Map<String, Object> backwards = interaction("CALL", Instant.now().minusSeconds(60));
        backwards.put("nextAt", Instant.now().minusSeconds(3600).toString());
        advisor.once().body(backwards).post(path + "/interactions").then().statusCode(400);
        Person stranger = firm.advisorIn(firm.teamB);
        stranger.once()
                .body(interaction("CALL", Instant.now()))
                .post(path + "/interactions")
                .then()
                .statusCode(404);
        stranger.request().get(path + "/timeline").then().statusCode(404);
        stranger.request().get(path + "/holdings").then().statusCode(404);
        advisor.request().get(path + "/timeline").then().body("items", hasSize(0));
    }

    @Test
    void assessesRiskAndShowsTheNewestOnTheProfile() {
        var answers = Map.of("answers", Collections.nCopies(10, 3));
        advisor.once()
                .body(answers)
                .post(path + "/risk-assessments")
                .then()
                .statusCode(201)
                .body("level", equalTo("C3"))
                .body("score", equalTo(30))
                .body("validUntil", notNullValue());
        var older = Map.of(
                "answers",
                Collections.nCopies(10, 5),
                "assessedOn",
                LocalDate.now().minusYears(1).toString());
        advisor.once()
                .body(older)
                .post(path + "/risk-assessments")
                .then()
                .statusCode(201)
                .body("level", equalTo("C5"));
        advisor.request().get(path).then().body("riskLevel", equalTo("C3"));
        advisor.request().get(path + "/risk-assessments").then().statusCode(200).body("items", hasSize(2));
        var tooLong = Map.of(
                "answers",
                Collections.nCopies(10, 3),
                "validUntil",
                LocalDate.now().plusYears(4).toString());
        advisor.once()
                .body(tooLong)
                .post(path + "/risk-assessments")
                .then()
                .statusCode(422)
                .body("code", equalTo("ASSESSMENT_TERM"));
        advisor.once()
                .body(Map.of("answers", List.of(1, 2)))
                .post(path + "/risk-assessments")
                .then()
                .statusCode(400);
    }

    @Test
    void certifiesAnInvestorByEvidence() {
        String file = upload(advisor);
        var body = new HashMap<String, Object>(
                Map.of("kind", "FINANCIAL_ASSETS", "amount", "3000000.00", "evidenceFileId", file));
        advisor.once()
                .body(body)
                .post(path + "/investor-certifications")
                .then()
                .statusCode(201)
                .body("amount", equalTo("3000000.00"));
        advisor.request().get(path).then().body("qualifiedUntil", notNullValue());
        firm.office(Role.COMPLIANCE)
                .request()
                .accept("*/*")
                .get(path + "/evidence/" + file)
                .then()
                .statusCode(200);
        body.put("amount", "2999999.99");
        advisor.once()
                .body(body)
                .post(path + "/investor-certifications")
                .then()
                .statusCode(422)
                .body("code", equalTo("BELOW_QUALIFICATION"))
                .body("required", equalTo("3000000.00"));
    }

    private String upload(Person person) {
        return RestAssured.given()
                .port(person.port())
                .auth()
                .preemptive()
                .oauth2(person.token())
                .multiPart(
                        "file",
                        "assets.pdf",
                        "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".getBytes(US_ASCII),
                        "application/pdf")
                .post(path + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void keepsTheLedgerOfConsents() {
        advisor.once()
                .body(Map.of("purpose", "MARKETING", "granted", true))
                .post(path + "/consents")
                .then()
                .statusCode(201);
        advisor.once()
                .body(Map.of("purpose", "MARKETING", "granted", false))
                .post(path + "/consents")
                .then()
                .statusCode(201);
        advisor.request().get(path + "/consents").then().body("items.granted", equalTo(List.of(false, true)));
    }

    @Test
    void valuesHoldingsByTheNewestNetAssetValue() {
        UUID fund = firm.product(Map.of("kind", "'NAV_FUND'", "term_days", "null"));
        firm.execute(
                "insert into navs (product_id, nav_date, nav, recorded_at) values (?, current_date - 3, 1.1, now()), (?, current_date - 1, 1.2345, now())",
                fund,
                fund);
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, shares, opened_on, matures_on)
                values (gen_random_uuid(), ?, ?, gen_random_uuid(), ?, ?, 1000000, 900000.1234, current_date - 10, current_date + 30)""",
                customer,
                fund,
                advisor.id(),
                firm.teamA);
        advisor.request()
                .get(path + "/holdings")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].value", equalTo("1111050.15"))
                .body("items[0].principal", equalTo("1000000.00"))
                .body("items[0].nav", equalTo("1.2345"))
                .body("items[0].status", equalTo("OPEN"));
        assertThat(firm.one("select advisor_id from maturing_holdings where customer_id = ?", customer))
                .isEqualTo(advisor.id().toString());
    }

    @Test
    void answersARepeatedKeyWithTheFirstAnswer() {
        Map<String, Object> call = interaction("CALL", Instant.now().minusSeconds(5));
        String key = UUID.randomUUID().toString();
        String first = advisor.request()
                .header("Idempotency-Key", key)
                .body(call)
                .post(path + "/interactions")
                .then()
                .statusCode(201)
                .extract()
                .asString();
        String second = advisor.request()
                .header("Idempotency-Key", key)
                .body(call)
                .post(path + "/interactions")
                .then()
                .statusCode(201)
                .extract()
                .asString();
        assertThat(second).isEqualTo(first);
        advisor.request().get(path + "/timeline").then().body("items", hasSize(1));
    }
}
