package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An advisor's day on the demo firm: REST, WebSocket and pushes to a server that speaks FCM's wire protocol. */
class StoryServiceTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final FakeFcm FCM = FakeFcm.start();
    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.named("story")
                .with("wealth.push.fcm.endpoint", FCM.endpoint().toString())
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        FCM.close();
    }

    @Test
    void theAdvisorsDay() {
        Person advisor = signIn("advisor1");
        Person operations = signIn("operations1");
        register(advisor, "advisor-phone");

        UUID product = newProduct(operations);
        launch(operations, product);
        awaitPush("advisor-phone", "PRODUCT_LAUNCHED", product);
        advisor.request().get("/api/v1/products/" + product + "/quota").then().body("seatsLeft", equalTo(10));
        project(advisor, product);

        UUID customer = newCustomer(advisor);
        advisor.request()
                .queryParam("q", "ogsz")
                .get("/api/v1/customers")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(customer.toString()));

        UUID order = book(advisor, customer, product);
        advisor.request().get("/api/v1/products/" + product + "/quota").then().body("seatsLeft", equalTo(9));
        enterContract(advisor, order);
        advisor.request()
                .post("/api/v1/orders/" + order + "/submission")
                .then()
                .statusCode(409)
                .body("code", equalTo("GATES_BLOCKED"));
        photograph(advisor, order);
        act(advisor, order, "submission", Map.of(), "SUBMITTED");
        chatAbout(order, advisor, operations);

        act(signIn("compliance1"), order, "approval", Map.of("decision", "APPROVE", "reason", "齐全"), "APPROVED");
        awaitPush("advisor-phone", "ORDER_MOVED", order);
        pay(operations, order);
        Person callback = signIn("callback1");
        callBack(callback, order).statusCode(409).body("code", equalTo("COOLING_OFF_NOT_OVER"));
        LocalDate today = advance(operations, "PT25H");
        callBack(signIn("callback1"), order).statusCode(201).body("status", equalTo("CONFIRMED"));

        advisor.request()
                .get("/api/v1/customers/" + customer + "/holdings")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].principal", equalTo("1000000.00"));
        String matures = advisor.request()
                .get("/api/v1/customers/" + customer + "/holdings")
                .path("items[0].maturesOn");
        long days = LocalDate.parse(matures).minusDays(7).toEpochDay() - today.toEpochDay();
        assertThat(advance(signIn("operations1"), "P" + days + "D"))
                .isEqualTo(LocalDate.parse(matures).minusDays(7));
        awaitPushOf("advisor-phone", "MATURITY");
        advisor.request().get("/api/v1/notifications").then().statusCode(200).body("items.kind", hasItem("MATURITY"));
    }

    private static Person signIn(String username) {
        return Person.signIn(service.port(), username, "Wealth-Demo-2026");
    }

    private static void register(Person person, String token) {
        person.request()
                .body(Map.of("platform", "ANDROID", "pushToken", token, "locale", "zh-CN", "timeZone", "Asia/Shanghai"))
                .put("/api/v1/devices/test-" + person.username())
                .then()
                .statusCode(204);
    }

    private static UUID newProduct(Person operations) {
        return id(operations
                .once()
                .body(
                        """
                        {"code":"STORY-1","name":"稳健一年","kind":"FIXED_TERM","riskLevel":"R2",
                         "regime":"ASSET_MANAGEMENT_PLAN","currency":"CNY","minAmount":"1000000.00","increment":"100000.00",
                         "quotaAmount":"20000000.00","quotaSeats":10,"benchmarkRate":"0.0650","termDays":365,
                         "dayCount":"ACT_365F","opensAt":"%s","closesAt":"%s"}"""
                                .formatted(
                                        Instant.now().minusSeconds(60),
                                        Instant.now().plus(Duration.ofDays(30))))
                .post("/api/v1/products"));
    }

    private static void launch(Person operations, UUID product) {
        operations
                .once()
                .post("/api/v1/products/" + product + "/launch")
                .then()
                .statusCode(200)
                .body("status", equalTo("OPEN"));
    }

    private static void project(Person advisor, UUID product) {
        advisor.request()
                .body(Map.of("amount", "1000000.00", "from", "2027-01-04"))
                .post("/api/v1/products/" + product + "/projections")
                .then()
                .statusCode(200)
                .body("promise", equalTo(false))
                .body("scenarios", hasSize(greaterThan(1)))
                // 1,000,000 × 0.065 × 365 ÷ 365
                .body(
                        "scenarios.flatten().collect { it.toString() }.join()",
                        org.hamcrest.Matchers.containsString("65000.00"));
    }

    private static UUID newCustomer(Person advisor) {
        UUID customer = id(advisor.once()
                .body(
                        """
                        {"name":"欧故事真","phone":"%s","gender":"FEMALE","birthday":"1980-03-05","occupation":"BUSINESS_OWNER",
                         "city":"上海","hometown":"苏州","channel":"REFERRAL","interests":["网球"]}"""
                                .formatted(Firm.newPhone()))
                .post("/api/v1/customers"));
        id(advisor.once()
                .body(Map.of("answers", Collections.nCopies(10, 4)))
                .post("/api/v1/customers/" + customer + "/risk-assessments"));
        UUID evidence = id(upload(advisor, "/api/v1/customers/" + customer + "/evidence"));
        id(advisor.once()
                .body(Map.of("kind", "FINANCIAL_ASSETS", "amount", "5000000.00", "evidenceFileId", evidence))
                .post("/api/v1/customers/" + customer + "/investor-certifications"));
        return customer;
    }

    private static UUID book(Person advisor, UUID customer, UUID product) {
        return id(advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders"));
    }

    private static void enterContract(Person advisor, UUID order) {
        int version = advisor.request().get("/api/v1/orders/" + order).path("version");
        advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of(
                        "contractNumber",
                        "HT-" + order,
                        "signedAt",
                        Instant.now().minusSeconds(60).toString(),
                        "bankName",
                        "招商银行上海分行",
                        "bankAccount",
                        "6225880212345678"))
                .put("/api/v1/orders/" + order + "/contract")
                .then()
                .statusCode(200);
    }

    private static void photograph(Person advisor, UUID order) {
        for (String kind : List.of("CONTRACT_PHOTO", "ID_DOCUMENT", "RISK_DISCLOSURE")) {
            RequestSpecification form =
                    multipart(advisor).multiPart("kind", kind).multiPart("file", "合同.jpg", Photo.jpeg(), "image/jpeg");
            form.post("/api/v1/orders/" + order + "/documents")
                    .then()
                    .statusCode(201)
                    .body("sha256", org.hamcrest.Matchers.matchesPattern("[0-9a-f]{64}"))
                    .body("mediaType", equalTo("image/jpeg"));
        }
    }

    private static void chatAbout(UUID order, Person advisor, Person operations) {
        UUID conversation = UUID.fromString(advisor.request()
                .body(Map.of("kind", "ORDER", "orderId", order, "memberIds", List.of(operations.id())))
                .post("/api/v1/conversations")
                .path("id"));
        ChatApp atDesk = ChatApp.of(operations);
        ChatApp onTheRoad = ChatApp.of(advisor);
        var sent = onTheRoad.say(conversation, "合同已上传，请审核");
        assertThat(sent.path("t").asText()).isEqualTo("ok");
        var seen = atDesk.awaitMessage(conversation, sent.path("seq").asLong());
        assertThat(seen.at("/d/body/text").asText()).isEqualTo("合同已上传，请审核");
        onTheRoad.close();
        atDesk.close();
    }

    private static void pay(Person operations, UUID order) {
        Map<String, Object> payment = Map.of(
                "payerName",
                "欧故事真",
                "amount",
                "1000000.00",
                "paidAt",
                Instant.now().minusSeconds(30).toString(),
                "bankReference",
                "B" + order);
        operations
                .once()
                .body(Map.of(
                        "payerName",
                        "王五",
                        "amount",
                        "1000000.00",
                        "paidAt",
                        Instant.now().toString(),
                        "bankReference",
                        "C" + order))
                .post("/api/v1/orders/" + order + "/payments")
                .then()
                .statusCode(422)
                .body("code", equalTo("PAYER_MISMATCH"));
        operations
                .once()
                .body(payment)
                .post("/api/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201)
                .body("status", equalTo("COOLING_OFF"));
    }

    private static io.restassured.response.ValidatableResponse callBack(Person callback, UUID order) {
        return callback.once()
                .body(Map.of("outcome", "CONFIRMED", "answers", Collections.nCopies(8, "是")))
                .post("/api/v1/orders/" + order + "/callbacks")
                .then();
    }

    private static void act(Person who, UUID order, String action, Map<String, ?> body, String status) {
        who.once()
                .body(body)
                .post("/api/v1/orders/" + order + "/" + action)
                .then()
                .statusCode(200)
                .body("status", equalTo(status));
    }

    /** Moves the firm's clock and answers with the business date it shows then. */
    private static LocalDate advance(Person who, String duration) {
        return LocalDate.parse(who.request()
                .body(Map.of("advance", duration))
                .post("/api/v1/demo/clock")
                .then()
                .statusCode(200)
                .extract()
                .path("businessDate"));
    }

    private static void awaitPush(String token, String kind, UUID entity) {
        await().atMost(SOON).until(() -> FCM.received(token).stream()
                .anyMatch(push -> kind.equals(push.data("kind"))
                        && push.message().path("data").toString().contains(entity.toString())));
    }

    private static void awaitPushOf(String token, String kind) {
        await().atMost(SOON).until(() -> FCM.received(token).stream().anyMatch(push -> kind.equals(push.data("kind"))));
    }

    private static io.restassured.response.Response upload(Person person, String path) {
        return multipart(person)
                .multiPart("file", "证明.jpg", Photo.jpeg(), "image/jpeg")
                .post(path);
    }

    private static RequestSpecification multipart(Person person) {
        return RestAssured.given()
                .port(service.port())
                .auth()
                .preemptive()
                .oauth2(person.token())
                .contentType(ContentType.MULTIPART);
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static UUID id(io.restassured.response.Response response) {
        return UUID.fromString(response.then()
                .statusCode(201)
                .header("Location", startsWith("/api/v1/"))
                .extract()
                .path("id"));
    }
}
