package io.wealthcrm.product;

import static io.wealthcrm.product.ShelfDesk.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnSharedService
class ProductResourceTest {
    private final Firm firm;
    private final ShelfDesk desk;
    private final Person operations;
    private final Person advisor;

    ProductResourceTest(Service service) {
        firm = Firm.on(service);
        desk = new ShelfDesk(firm, firm.office(Role.OPERATIONS));
        operations = desk.operations();
        advisor = firm.advisor();
    }

    @Test
    void operationsPrepareAndLaunchAProductAndEveryAdvisorIsTold() {
        String id = desk.create(ShelfDesk.aProduct());
        advisor.request().get(PRODUCTS + "/" + id).then().statusCode(404);
        Instant before = Instant.now().minusSeconds(1);

        desk.launch(id).statusCode(200).body("status", equalTo("OPEN")).body("launchedAt", notNullValue());
        desk.launch(id).statusCode(200).body("status", equalTo("OPEN")).body("version", equalTo(1));

        advisor.request()
                .get(PRODUCTS + "/" + id)
                .then()
                .statusCode(200)
                .body("minAmount", equalTo("1000000.00"))
                .body("benchmarkRate", equalTo("0.0650"))
                .body("amountLeft", equalTo("50000000.00"))
                .body("seatsLeft", equalTo(50))
                .body("documents", equalTo(0));
        await().untilAsserted(() ->
                assertThat(desk.notices("PRODUCT_LAUNCHED", id, advisor)).isEqualTo("1"));
        assertThat(desk.notices("PRODUCT_LAUNCHED", id, operations)).isEqualTo("0");
        assertThat(firm.one(
                        "select count(*) from outbox_events where kind = 'ProductLaunched' and payload->>'productId' = ?",
                        id))
                .isEqualTo("1");
        assertThat(Instant.parse(desk.get(id).extract().path("launchedAt"))).isAfter(before);
    }

    @Test
    void onlyOperationsWrite() {
        for (Role role : List.of(Role.ADVISOR, Role.COMPLIANCE, Role.MARKETING, Role.ADMIN)) {
            Person other = firm.office(role);
            other.once().body(ShelfDesk.aProduct()).post(PRODUCTS).then().statusCode(403);
            other.once()
                    .post(PRODUCTS + "/" + firm.product() + "/launch")
                    .then()
                    .statusCode(403);
        }
        RestAssured.given().get(PRODUCTS).then().statusCode(401);
        RestAssured.given().get(PRODUCTS + "/" + firm.product()).then().statusCode(401);
    }

    @Test
    void aPatchMergesAndKeepsTheTermsOfWhatIsLaunched() {
        String id = desk.create(ShelfDesk.aProduct());
        desk.patch(id, "\"0\"", Map.of("name", "稳健二号", "termDays", 180))
                .statusCode(200)
                .body("termDays", equalTo(180));
        desk.patch(id, "\"0\"", Map.of("name", "x")).statusCode(412);
        desk.patch(id, null, Map.of("name", "x")).statusCode(428);
        desk.patch(id, "\"1\"", Map.of("nothing", 1)).statusCode(400);
        desk.patch(id, "\"1\"", Map.of("quotaSeats", 0))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/quotaSeats"));
        Map<String, Object> removal = new HashMap<>();
        removal.put("benchmarkRate", null);
        desk.patch(id, "\"1\"", removal)
                .statusCode(200)
                .body("benchmarkRate", nullValue())
                .body("name", equalTo("稳健二号"));

        desk.launch(id).statusCode(200);
        desk.patch(id, "\"3\"", Map.of("riskLevel", "R1")).statusCode(409).body("code", equalTo("TERMS_FIXED"));
        desk.patch(id, "\"3\"", Map.of("quotaAmount", "60000000.00"))
                .statusCode(200)
                .body("amountLeft", equalTo("60000000.00"));
        advisor.request()
                .header("If-Match", "\"4\"")
                .body(Map.of("name", "x"))
                .patch(PRODUCTS + "/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void aMergePatchMayBeCalledByItsName() {
        String id = desk.create(ShelfDesk.aProduct());
        operations
                .request()
                .contentType("application/merge-patch+json; charset=UTF-8")
                .header("If-Match", "\"0\"")
                .body("{\"summary\":\"债券\"}")
                .patch(PRODUCTS + "/" + id)
                .then()
                .statusCode(200)
                .body("summary", equalTo("债券"));
    }

    @Test
    void theShelfIsFilteredAndPaged() {
        String tag = "Z" + Long.toString(System.nanoTime(), 36).toUpperCase(java.util.Locale.ROOT);
        for (int i = 0; i < 3; i++) {
            Map<String, Object> product = ShelfDesk.aProduct();
            product.put("name", "橡树 " + tag);
            product.put("riskLevel", i == 0 ? "R2" : "R4");
            String id = desk.create(product);
            if (i < 2) {
                desk.launch(id).statusCode(200);
            }
        }
        shelf(operations, "q=" + tag).body("items", hasSize(3));
        shelf(operations, "q=" + tag + "&status=DRAFT").body("items", hasSize(1));
        shelf(advisor, "q=" + tag).body("items", hasSize(2)).body("items.status", everyItem(equalTo("OPEN")));
        shelf(advisor, "q=" + tag + "&status=DRAFT").body("items", hasSize(0));
        shelf(advisor, "q=" + tag + "&riskLevel=R2&kind=FIXED_TERM").body("items", hasSize(1));
        shelf(advisor, "q=" + tag + "&kind=NAV_FUND").body("items", hasSize(0));
        shelf(advisor, "q=%25" + tag).body("items", hasSize(0));
        String cursor = shelf(operations, "limit=2&q=" + tag)
                .body("items", hasSize(2))
                .extract()
                .path("nextCursor");
        shelf(operations, "limit=2&q=" + tag + "&cursor=" + cursor)
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
        advisor.request().get(PRODUCTS + "?status=GONE").then().statusCode(400);
        advisor.request().get(PRODUCTS + "?cursor=nonsense").then().statusCode(400);
    }

    @Test
    void closingTimeClosesTheShelfForAll() {
        UUID closed = firm.product(Map.of("closes_at", "now() - interval '1 minute'"));
        advisor.request().get(PRODUCTS + "/" + closed).then().body("status", equalTo("CLOSED"));
        advisor.request()
                .get(PRODUCTS + "/" + closed + "/quota")
                .then()
                .statusCode(200)
                .body("status", equalTo("CLOSED"));
        operations
                .once()
                .post(PRODUCTS + "/" + closed + "/launch")
                .then()
                .statusCode(409)
                .body("current", equalTo("CLOSED"));
    }

    private static ValidatableResponse shelf(Person who, String query) {
        return who.request()
                .urlEncodingEnabled(false)
                .get(PRODUCTS + "?" + query)
                .then()
                .statusCode(200);
    }
}
