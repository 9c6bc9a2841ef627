package io.wealthcrm.product;

import static org.hamcrest.Matchers.equalTo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Operations at work, for tests. */
record ShelfDesk(Firm firm, Person operations) {
    static final String PRODUCTS = "/api/v1/products";

    @CanIgnoreReturnValue
    String create(Map<String, Object> product) {
        return operations
                .once()
                .body(product)
                .post(PRODUCTS)
                .then()
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .extract()
                .path("id");
    }

    ValidatableResponse get(String id) {
        return operations.request().get(PRODUCTS + "/" + id).then().statusCode(200);
    }

    ValidatableResponse launch(String id) {
        return operations.once().post(PRODUCTS + "/" + id + "/launch").then();
    }

    ValidatableResponse patch(String id, String ifMatch, Map<String, Object> patch) {
        var request = operations.request().body(patch);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .patch(PRODUCTS + "/" + id)
                .then();
    }

    String notices(String kind, String product, Person person) {
        return firm.one(
                "select count(*) from notifications where kind = ? and entity_id = cast(? as uuid) and person_id = ?",
                kind,
                product,
                person.id());
    }

    static Map<String, Object> aProduct() {
        Map<String, Object> product = new HashMap<>();
        product.put("code", "T" + UUID.randomUUID().toString().substring(0, 18));
        product.put("name", "稳健一号");
        product.put("kind", "FIXED_TERM");
        product.put("riskLevel", "R3");
        product.put("regime", "PRIVATE_SECURITIES_FUND");
        product.put("currency", "CNY");
        product.put("minAmount", "1000000.00");
        product.put("increment", "100000.00");
        product.put("quotaAmount", "50000000.00");
        product.put("quotaSeats", 50);
        product.put("benchmarkRate", "0.0650");
        product.put("termDays", 365);
        product.put("dayCount", "ACT_365F");
        product.put("opensAt", Instant.now().minus(1, ChronoUnit.DAYS).toString());
        product.put("closesAt", Instant.now().plus(3650, ChronoUnit.DAYS).toString());
        return product;
    }
}
