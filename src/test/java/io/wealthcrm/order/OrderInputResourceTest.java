package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused, and that a refusal changes nothing. */
@OnSharedService
class OrderInputResourceTest {
    private final Service service;
    private Sale sale;

    OrderInputResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void aSale() {
        sale = Sale.of(service);
    }

    private void refused(UUID customer, UUID product, String amount, int status, String code) {
        Sale.book(sale.advisor, customer, product, amount).statusCode(status).body("code", equalTo(code));
        assertThat(sale.firm.one("select count(*) from orders where product_id = ?", product))
                .isEqualTo("0");
        assertThat(sale.firm.one("select coalesce(sum(amount_held), 0) from products where id = ?", product))
                .startsWith("0");
    }

    @Test
    void whatCanNeverPassIsRefusedAtOnce() {
        refused(sale.customer, sale.product, "999999.99", 422, "BELOW_MINIMUM");
        refused(sale.customer, sale.product, "-1000000.00", 422, "BELOW_MINIMUM");
        refused(sale.customer, sale.product, "1050000.00", 422, "NOT_IN_INCREMENTS");
        sale.firm.assess(sale.customer, "C2", LocalDate.now().plusYears(1));
        refused(sale.customer, sale.product, Sale.AMOUNT, 422, "UNSUITABLE");
        sale.firm.assess(sale.customer, "C3", LocalDate.now().plusYears(1));
        UUID closed = sale.firm.product(Map.of("status", "'CLOSED'"));
        refused(sale.customer, closed, Sale.AMOUNT, 409, "PRODUCT_CLOSED");
        UUID over = sale.firm.product(Map.of("closes_at", "now() - interval '1 minute'"));
        refused(sale.customer, over, Sale.AMOUNT, 409, "PRODUCT_CLOSED");
        UUID small = sale.firm.product(Map.of("quota_amount", "1000000.00"));
        refused(sale.customer, small, Sale.AMOUNT, 409, "QUOTA_EXHAUSTED");
        Sale.book(sale.advisor, Ids.next(), sale.product, Sale.AMOUNT).statusCode(404);
        Sale.book(sale.advisor, sale.customer, Ids.next(), Sale.AMOUNT).statusCode(404);
    }

    @Test
    void anExpiredAssessmentShowsAsAGateOnly() {
        sale.firm.assess(sale.customer, "C5", LocalDate.now().minusDays(2));
        Sale.book(sale.advisor, sale.customer, sale.product, Sale.AMOUNT)
                .statusCode(201)
                .body("gates.find { it.gate == 'RISK_ASSESSMENT' }.status", equalTo("BLOCKED"));
    }

    @Test
    void malformedBookingsAreInvalidInput() {
        String valid = "{\"customerId\":\"%s\",\"productId\":\"%s\",\"amount\":%s}";
        String good = valid.formatted(sale.customer, sale.product, "\"1500000.00\"");
        for (String body : new String[] {
            good.replace("}", ",\"discount\":1}"),
            good.replace("}", ""),
            valid.formatted("x", sale.product, "\"1500000.00\""),
            valid.formatted(sale.customer, sale.product, "\"1500000.001\""),
            valid.formatted(sale.customer, sale.product, "[]"),
            valid.formatted(sale.customer, sale.product, "null"),
            "[]",
            ""
        }) {
            assertThat(sale.advisor.once().body(body).post("/api/v1/orders").statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        sale.advisor
                .request()
                .body(good)
                .post("/api/v1/orders")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_REQUIRED"));
        sale.advisor
                .once()
                .contentType("text/plain")
                .body(good)
                .post("/api/v1/orders")
                .then()
                .statusCode(415);
        assertThat(sale.firm.one("select count(*) from orders where customer_id = ?", sale.customer))
                .isEqualTo("0");
    }

    @Test
    void contractsAreCheckedAndVersioned() {
        sale.booked();
        Map<String, Object> body =
                Sale.contract("HT-2-" + sale.order, Instant.now().toString());
        String path = "/api/v1/orders/" + sale.order + "/contract";
        sale.advisor.request().body(body).put(path).then().statusCode(428);
        sale.enterContract(sale.version() + 7, "HT-2-" + sale.order).statusCode(412);
        sale.advisor
                .request()
                .header("If-Match", "\"" + sale.version() + "\"")
                .body(Sale.contract(
                        "HT-2-" + sale.order, Instant.now().plusSeconds(3600).toString()))
                .put(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/signedAt"));
        sale.enterContract(sale.version(), "HT-2-" + sale.order).statusCode(200);
        Sale other = Sale.of(service).booked();
        other.enterContract(other.version(), "HT-2-" + sale.order)
                .statusCode(409)
                .body("code", equalTo("CONTRACT_NUMBER_USED"));
        assertThat(sale.firm.one(
                        "select position(convert_to('6789', 'UTF8') in bank_account_cipher) from orders where id = ?",
                        sale.order))
                .isEqualTo("0");
    }

    @Test
    void callBacksNeedEightGoodAnswers() {
        sale.cooledOff();
        sale.post(sale.callback, "callbacks", Map.of("outcome", "CONFIRMED")).statusCode(400);
        sale.post(
                        sale.callback,
                        "callbacks",
                        Map.of("outcome", "CONFIRMED", "answers", java.util.List.of(1, 2, 3, 4, 5, 6, 7, false)))
                .statusCode(422)
                .body("code", equalTo("CALLBACK_NOT_AFFIRMED"));
        sale.post(sale.callback, "callbacks", Map.of("outcome", "PERHAPS")).statusCode(400);
        assertThat(sale.status()).isEqualTo("AWAITING_CALLBACK");
    }

    @Test
    void aBankReferenceIsUsedOnce() {
        sale.paid();
        Sale other = Sale.of(service).approved();
        other.pay(Sale.NAME, Sale.AMOUNT, "BANK-" + sale.order)
                .statusCode(409)
                .body("code", equalTo("BANK_REFERENCE_USED"));
        assertThat(other.status()).isEqualTo("APPROVED");
    }

    @Test
    void aReasonMayBeLeftOutAltogether() throws Exception {
        sale.booked();
        for (String body : new String[] {"{\"why\":1}", "{", "{\"reason\":\"" + "x".repeat(501) + "\"}"}) {
            assertThat(sale.advisor
                            .request()
                            .body(body)
                            .post("/api/v1/orders/{id}/cancellation", sale.order)
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        HttpRequest bare = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + service.port() + "/api/v1/orders/" + sale.order + "/cancellation"))
                .header("Authorization", "Bearer " + sale.advisor.token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(bare, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(sale.status()).isEqualTo("CANCELLED");
    }

    @Test
    void filtersAndCursorsAreChecked() {
        for (String query : new String[] {"cursor=x", "limit=0", "limit=101", "status=SOLD", "customerId=1"}) {
            assertThat(sale.advisor.request().get("/api/v1/orders?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(sale.advisor.request().get("/api/v1/orders/not-an-id").statusCode())
                .isEqualTo(404);
    }
}
