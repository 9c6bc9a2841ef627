package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was acknowledged is there after the service and its database were killed between two requests. */
class CrashServiceTest {
    private static Service service;
    private static Firm firm;

    @BeforeAll
    static void start() {
        service = Service.named("crash").withoutDemo().start();
        firm = Firm.on(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aKilledServiceLosesNoBookingUploadOrMessage() throws Exception {
        survive(service::kill9);
    }

    @Test
    void aKilledDatabaseLosesNoBookingUploadOrMessage() throws Exception {
        survive(() -> {
            service.killDatabase9();
            service.kill9();
        });
    }

    @Test
    void successionsAndMergesAreWhollyDoneOrNotAtAll() {
        new KilledOperations(service, firm).run(1);
    }

    @Test
    @Tag("faults")
    void soTheyAreKilledAgainAndAgain() {
        new KilledOperations(service, firm).run(20);
    }

    private void survive(Runnable crash) throws Exception {
        Person advisor = firm.advisor();
        Person colleague = firm.advisor();
        UUID product = firm.product(Map.of("quota_seats", "7"));
        UUID order = book(advisor, firm.buyerOf(advisor, "崩溃测试"), product);
        Map<String, Object> document = upload(advisor, order);
        UUID conversation = UUID.fromString(advisor.request()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(colleague.id())))
                .post("/api/v1/conversations")
                .path("id"));
        ChatApp app = ChatApp.of(advisor);
        String acknowledged = app.say(conversation, "一字不漏").path("mid").asText();
        assertThat(acknowledged).isNotEmpty();

        crash.run();
        Service unused = service.start();

        assertThat(advisor.request().get("/api/v1/orders/" + order).<String>path("status"))
                .isEqualTo("BOOKED");
        assertThat(advisor.request()
                        .get("/api/v1/products/" + product + "/quota")
                        .<Integer>path("seatsLeft"))
                .isEqualTo(6);
        byte[] photo = advisor.request()
                .accept("*/*")
                .get("/api/v1/orders/" + order + "/documents/" + document.get("id"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo)))
                .isEqualTo(document.get("sha256"));
        assertThat(colleague
                        .request()
                        .get("/api/v1/conversations/" + conversation + "/messages?after=0")
                        .<List<String>>path("items.id"))
                .containsExactly(acknowledged);
    }

    private static UUID book(Person advisor, UUID customer, UUID product) {
        return UUID.fromString(advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static Map<String, Object> upload(Person advisor, UUID order) {
        return RestAssured.given()
                .port(service.port())
                .auth()
                .preemptive()
                .oauth2(advisor.token())
                .contentType(ContentType.MULTIPART)
                .multiPart("kind", "CONTRACT_PHOTO")
                .multiPart("file", "合同.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/orders/" + order + "/documents")
                .then()
                .statusCode(201)
                .extract()
                .path("$");
    }
}
