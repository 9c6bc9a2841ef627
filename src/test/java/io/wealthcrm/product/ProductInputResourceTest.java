package io.wealthcrm.product;

import static io.wealthcrm.product.ShelfDesk.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operations may not send, and what they may send twice. */
@OnSharedService
class ProductInputResourceTest {
    private final ShelfDesk desk;
    private final Person operations;

    ProductInputResourceTest(Service service) {
        Firm firm = Firm.on(service);
        desk = new ShelfDesk(firm, firm.office(Role.OPERATIONS));
        operations = desk.operations();
    }

    @Test
    void faultyInputIsRefusedWithPointers() {
        Map<String, Object> faulty = ShelfDesk.aProduct();
        faulty.put("increment", "0.00");
        faulty.remove("termDays");
        operations
                .once()
                .body(faulty)
                .post(PRODUCTS)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/increment", "/termDays"));
        expect400("quotaSeats", 201, "/quotaSeats");
        expect400("closesAt", "2020-01-01T00:00:00Z", "/closesAt");
        expect400("minAmount", "1000000.001", "/minAmount");
        expect400("kind", "BOND", "/kind");
        expect400("colour", "red", "/colour");
        Map<String, Object> cheap = ShelfDesk.aProduct();
        cheap.put("minAmount", "999999.99");
        operations
                .once()
                .body(cheap)
                .post(PRODUCTS)
                .then()
                .statusCode(422)
                .body("code", equalTo("MINIMUM_BELOW_REGIME"));
    }

    @Test
    void aCodeIsTakenOnce() {
        Map<String, Object> product = ShelfDesk.aProduct();
        desk.create(product);
        product.put("code", product.get("code").toString().toLowerCase(java.util.Locale.ROOT));
        operations
                .once()
                .body(product)
                .post(PRODUCTS)
                .then()
                .statusCode(409)
                .body("code", equalTo("PRODUCT_CODE_TAKEN"));
    }

    @Test
    void aKeyReplaysTheSameProduct() {
        Map<String, Object> product = ShelfDesk.aProduct();
        String key = UUID.randomUUID().toString();
        String first = operations
                .request()
                .header("Idempotency-Key", key)
                .body(product)
                .post(PRODUCTS)
                .then()
                .statusCode(201)
                .extract()
                .asString();
        String second = operations
                .request()
                .header("Idempotency-Key", key)
                .body(product)
                .post(PRODUCTS)
                .then()
                .statusCode(201)
                .extract()
                .asString();
        assertThat(second).isEqualTo(first);
        operations
                .request()
                .get(PRODUCTS + "?q=" + product.get("code"))
                .then()
                .body("items", hasSize(1))
                .body("items.id", not(hasItem(nullValue())));
    }

    private void expect400(String member, Object value, String pointer) {
        Map<String, Object> product = ShelfDesk.aProduct();
        product.put(member, value);
        operations.once().body(product).post(PRODUCTS).then().statusCode(400).body("errors.pointer", contains(pointer));
    }
}
