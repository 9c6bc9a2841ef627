package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Payouts are prepared by one, released by another, settled by the bank's file, and paid once. */
@OnSharedService
class PayoutResourceTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Service service;
    private final Desk desk;
    private final UUID product;
    private final UUID distribution;

    /** Two payouts of 100,000.00 and 200,000.00 are due. */
    PayoutResourceTest(Service service) {
        this.service = service;
        desk = Desk.at(service);
        product = desk.fixedTerm();
        desk.holding(product, "1000000.00");
        desk.holding(product, "2000000.00");
        distribution = desk.interest(product, "300000.00");
    }

    @Test
    void aPayoutGoesToTheBankAndIsBooked() {
        UUID batch = desk.batch(distribution);
        desk.release(desk.finance, batch).statusCode(200).body("status", equalTo("RELEASED"));
        desk.results(batch, desk.resultFile(distribution, "PAID"))
                .statusCode(200)
                .body("status", equalTo("SETTLED"))
                .body("paid", equalTo(2));
        assertThat(desk.balance(product, "CASH")).isEqualTo("0.00");
        assertThat(desk.balance(product, "DISTRIBUTIONS_PAYABLE")).isEqualTo("0.00");
        Map<String, Object> payout = desk.payouts(distribution).get(0);
        assertThat(payout).containsEntry("status", "PAID").containsKeys("holdingId", "distributionId", "orderId");
        for (String entry : List.of("debtEntryId", "paymentEntryId")) {
            desk.finance
                    .request()
                    .get("/api/v1/ledger/entries/" + payout.get(entry))
                    .then()
                    .statusCode(200)
                    .body("lines.holdingId", hasItem(payout.get("holdingId")));
        }
        assertThat(desk.advisor.request().get("/api/v1/notifications").<List<String>>path("items.kind"))
                .contains("PAYOUT");
        assertThat(desk.advisor.request().get("/api/v1/notifications").asString())
                .doesNotContain("100000");
    }

    /** The payee is erased meanwhile, and with the last article that keeps the order the account goes. */
    @Test
    void theBankFileIsTheSameWheneverItIsFetchedOrIsGone() {
        UUID sold = desk.fixedTerm();
        UUID order = desk.contract(sold, "1000000.00");
        UUID batch = desk.released(desk.interest(sold, "100000.00"));
        String file = bankFile(batch).statusCode(200).extract().asString();
        assertThat(file).contains("招商银行,6225880123456789,100000.00");
        desk.firm.execute(
                "update customers set erased_at = now() where id = (select customer_id from orders where id = ?)",
                order);
        assertThat(bankFile(batch).statusCode(200).extract().asString()).isEqualTo(file);
        desk.firm.execute(
                "update orders set bank_account_cipher = null, bank_account_tail = null, bank_name = null where id = ?",
                order);
        bankFile(batch).statusCode(410);
    }

    private ValidatableResponse bankFile(UUID batch) {
        return desk.finance
                .request()
                .accept("text/csv")
                .get("/api/v1/payouts/batches/" + batch + "/file")
                .then();
    }

    @Test
    void nobodyReleasesTheOwnBatchNotEvenInTheDatabase() {
        UUID batch = id(desk.both
                .once()
                .body(Map.of("distributionId", distribution))
                .post("/api/v1/payouts/batches")
                .then()
                .statusCode(201));
        desk.release(desk.both, batch).statusCode(409).body("code", equalTo("SECOND_PERSON_REQUIRED"));
        desk.release(desk.operations, batch).statusCode(403);
        assertThatThrownBy(() -> desk.firm.execute(
                        "update payout_batches set status = 'RELEASED', decided_by = prepared_by, decided_at = now() where id = ?",
                        batch))
                .hasMessageContaining("payout_batches_four_eyes");
        desk.finance
                .request()
                .accept("text/csv")
                .get("/api/v1/payouts/batches/" + batch + "/file")
                .then()
                .statusCode(409)
                .body("current", equalTo("PREPARED"));
        assertThat(desk.payouts(distribution))
                .allMatch(payout -> payout.get("status").equals("PREPARED"));
        // What is in a batch is in no other.
        desk.operations
                .once()
                .body(Map.of("distributionId", distribution))
                .post("/api/v1/payouts/batches")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_TO_PAY"));
        desk.operations
                .once()
                .post("/api/v1/payouts/batches/" + batch + "/cancellation")
                .then()
                .statusCode(200);
        desk.release(desk.finance, batch).statusCode(409).body("current", equalTo("CANCELLED"));
        assertThat(desk.payouts(distribution))
                .allMatch(payout -> payout.get("status").equals("DUE"));
    }

    @Test
    void aBatchIsNotReleasedBeforeTheLatestPayDay() {
        desk.firm.execute(
                "update payouts set pay_on = '2998-01-02' where distribution_id = ? and amount = 200000", distribution);
        UUID batch = desk.batch(distribution);
        desk.release(desk.finance, batch)
                .statusCode(409)
                .body("code", equalTo("PAYOUT_BEFORE_PAY_DAY"))
                .body("payOn", equalTo("2998-01-02"));
        assertThat(desk.payouts(distribution))
                .allMatch(payout -> payout.get("status").equals("PREPARED"));
        String today = desk.firm.one("select cast(now() at time zone 'Asia/Shanghai' as date)");
        desk.firm.execute("update payouts set pay_on = cast(? as date) where distribution_id = ?", today, distribution);
        desk.release(desk.finance, batch).statusCode(200).body("payOn", equalTo(today));
    }

    @Test
    void theSameResultFileTwiceChangesNothing() {
        UUID batch = desk.released(distribution);
        String file = desk.resultFile(distribution, "PAID");
        desk.results(batch, file).statusCode(200);
        String after = desk.counts(product);
        desk.results(batch, file).statusCode(200).body("paid", equalTo(2));
        assertThat(desk.counts(product)).isEqualTo(after);
        desk.results(batch, desk.resultFile(distribution, "PAID"))
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_RUN_STATE"));
        assertThat(desk.counts(product)).isEqualTo(after);
    }

    @Test
    void aWrongResultFileChangesNothing() {
        UUID batch = desk.released(distribution);
        String file = desk.resultFile(distribution, "PAID");
        String before = desk.counts(product);
        desk.results(batch, file + Ids.next() + ",1.00,PAID,X,\r\n")
                .statusCode(422)
                .body("code", equalTo("RESULT_LINE_UNKNOWN"))
                .body("lines", equalTo(1));
        desk.results(batch, file.replace("200000.00", "200000.01"))
                .statusCode(422)
                .body("code", equalTo("RESULT_AMOUNT_WRONG"));
        desk.results(batch, file.replace("PAID", "MAYBE"))
                .statusCode(422)
                .body("code", equalTo("RESULT_FILE_INVALID"))
                .body("line", equalTo(2));
        assertThat(desk.counts(product)).isEqualTo(before);
        assertThat(desk.payouts(distribution))
                .allMatch(payout -> payout.get("status").equals("RELEASED"));
        // Half now, then a file that names the settled half once more.
        String half = file.substring(0, file.lastIndexOf("\r\n", file.length() - 3) + 2);
        desk.results(batch, half)
                .statusCode(200)
                .body("status", equalTo("RELEASED"))
                .body("paid", equalTo(1));
        String halfway = desk.counts(product);
        desk.results(batch, file).statusCode(409).body("code", equalTo("RESULT_ALREADY_SETTLED"));
        assertThat(desk.counts(product)).isEqualTo(halfway);
    }

    @Test
    void whatTheBankSendsBackIsRetriedByHandAndPaidOnce() {
        UUID batch = desk.released(distribution);
        desk.results(batch, desk.resultFile(distribution, "FAILED"))
                .statusCode(200)
                .body("status", equalTo("SETTLED"))
                .body("failed", equalTo(2));
        assertThat(desk.balance(product, "CASH")).isEqualTo("300000.00");
        String payout = (String) desk.payouts(distribution).get(0).get("id");
        retry(payout, 200, "DUE");
        retry(payout, 409, null);
        UUID second = id(desk.operations
                .once()
                .body(Map.of("payoutIds", List.of(payout)))
                .post("/api/v1/payouts/batches")
                .then()
                .statusCode(201)
                .body("payouts", equalTo(1)));
        desk.release(desk.finance, second).statusCode(200);
        String amount = desk.payouts(distribution).get(0).get("amount").toString();
        String file = "payoutId,amount,status,bankReference,reason\r\n" + payout + "," + amount + ",PAID,R-" + payout
                + ",\r\n";
        desk.results(second, file).statusCode(200).body("paid", equalTo(1));
        desk.operations
                .request()
                .get("/api/v1/payouts/" + payout)
                .then()
                .body("status", equalTo("PAID"))
                .body("attempts.status", equalTo(List.of("FAILED", "PAID")))
                .body("paymentEntryId", not(nullValue()));
        retry(payout, 409, null);
        assertThatThrownBy(() -> desk.firm.execute(
                        "insert into payout_attempts (batch_id, payout_id) values (?, cast(? as uuid))", batch, payout))
                .hasMessageContaining("payout_attempts");
        assertThat(desk.firm.one(
                        "select count(*) from ledger_entries where subject_id = cast(? as uuid) and kind = 'PAYOUT'",
                        payout))
                .isEqualTo("1");
    }

    @Test
    void payoutsWithoutAnAccountStayDue() {
        desk.firm.execute(
                "update orders set bank_account_cipher = null where product_id = ? and amount = 2000000", product);
        desk.operations
                .once()
                .body(Map.of("distributionId", distribution))
                .post("/api/v1/payouts/batches")
                .then()
                .statusCode(409)
                .body("code", equalTo("PAYOUT_ACCOUNT_MISSING"))
                .body("payouts", equalTo(1));
        assertThat(desk.payouts(distribution))
                .allMatch(payout -> payout.get("status").equals("DUE"));
    }

    @Test
    void aHundredEqualReleasesReleaseOnce() {
        UUID batch = desk.batch(distribution);
        UUID key = UUID.randomUUID();
        List<HttpResponse<String>> answers =
                IntStream.range(0, 100).mapToObj(i -> release(desk.finance, batch, key)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(HttpResponse::body)
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(answer -> assertThat(answer.body()).contains("IDEMPOTENCY_IN_FLIGHT"));
        assertThat(desk.firm.one(
                        "select count(*) from audit_log where subject_id = ? and action = 'PAYOUTS_RELEASED'", batch))
                .isEqualTo("1");
        // With keys of their own the later ones meet the state.
        assertThat(release(desk.finance, batch, UUID.randomUUID()).join().body())
                .contains("ILLEGAL_RUN_STATE");
    }

    @Test
    void releasesNeedAKey() {
        UUID batch = desk.batch(distribution);
        desk.finance
                .request()
                .post("/api/v1/payouts/batches/" + batch + "/release")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_REQUIRED"));
    }

    private void retry(String payout, int status, String state) {
        var answer = desk.operations
                .once()
                .post("/api/v1/payouts/" + payout + "/retry")
                .then()
                .statusCode(status);
        if (state == null) {
            answer.body("code", equalTo("PAYOUT_NOT_DUE"));
        } else {
            answer.body("status", equalTo(state));
        }
    }

    private CompletableFuture<HttpResponse<String>> release(Person by, UUID batch, UUID key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + service.port() + "/api/v1/payouts/batches/" + batch + "/release"))
                .header("Authorization", "Bearer " + by.token())
                .header("Idempotency-Key", key.toString())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
