package io.wealthcrm.order;

import static org.hamcrest.Matchers.equalTo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;

/** An order on its way through a firm of its own, and the people who move it. */
final class Sale {
    static final String NAME = "欧阳 明月";
    static final String AMOUNT = "1500000.00";

    final Firm firm;
    final Person advisor;
    final Person compliance;
    final Person operations;
    final Person callback;
    final UUID customer;
    final UUID product;
    UUID order;

    private Sale(Service service, Map<String, String> productOtherwise) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        compliance = firm.office(Role.COMPLIANCE);
        operations = firm.office(Role.OPERATIONS);
        callback = firm.office(Role.CALLBACK);
        customer = firm.buyerOf(advisor, NAME);
        product = firm.product(productOtherwise);
    }

    static Sale of(Service service) {
        return of(service, Map.of());
    }

    /** With some columns of the product otherwise; values are SQL literals. */
    static Sale of(Service service, Map<String, String> productOtherwise) {
        return new Sale(service, productOtherwise);
    }

    /** Booked a moment ago. */
    @CanIgnoreReturnValue
    Sale booked() {
        order = UUID.fromString(book(advisor, customer, product, AMOUNT)
                .statusCode(201)
                .extract()
                .path("id"));
        return this;
    }

    /** Booked, with contract and all papers. */
    @CanIgnoreReturnValue
    Sale ready() {
        booked();
        enterContract(version(), "HT-" + order).statusCode(200);
        for (DocumentKind kind : DocumentKind.required()) {
            upload(kind, photo()).statusCode(201);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Sale submitted() {
        ready();
        post(advisor, "submission", Map.of()).body("status", equalTo("SUBMITTED"));
        return this;
    }

    @CanIgnoreReturnValue
    Sale approved() {
        submitted();
        decide(compliance, "APPROVE", null).body("status", equalTo("APPROVED"));
        return this;
    }

    @CanIgnoreReturnValue
    Sale paid() {
        approved();
        pay(NAME, AMOUNT, "BANK-" + order).body("status", equalTo("COOLING_OFF"));
        return this;
    }

    /** Paid, and the cooling-off was yesterday. */
    @CanIgnoreReturnValue
    Sale cooledOff() {
        paid();
        firm.execute("update orders set cooling_off_ends_at = now() - interval '1 second' where id = ?", order);
        return this;
    }

    static ValidatableResponse book(Person by, UUID customer, UUID product, String amount) {
        return by.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", amount))
                .post("/api/v1/orders")
                .then();
    }

    ValidatableResponse enterContract(int version, String number) {
        return advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(contract(number, Instant.now().minusSeconds(60).toString()))
                .put("/api/v1/orders/{id}/contract", order)
                .then();
    }

    static Map<String, Object> contract(String number, String signedAt) {
        return Map.of(
                "contractNumber",
                number,
                "signedAt",
                signedAt,
                "bankName",
                "招商银行",
                "bankAccount",
                "6225 8801 2345 6789");
    }

    ValidatableResponse upload(DocumentKind kind, byte[] content) {
        return advisor.once()
                .contentType("multipart/form-data")
                .multiPart("kind", kind.name())
                .multiPart("file", "photo.jpg", content, "image/jpeg")
                .post("/api/v1/orders/{id}/documents", order)
                .then();
    }

    ValidatableResponse decide(Person by, String decision, String reason) {
        Map<String, Object> body =
                reason == null ? Map.of("decision", decision) : Map.of("decision", decision, "reason", reason);
        return post(by, "approval", body);
    }

    ValidatableResponse pay(String payer, String amount, String reference) {
        return post(
                operations,
                "payments",
                Map.of(
                        "payerName",
                        payer,
                        "amount",
                        amount,
                        "paidAt",
                        Instant.now().toString(),
                        "bankReference",
                        reference));
    }

    ValidatableResponse callBack(String outcome) {
        return post(
                callback,
                "callbacks",
                outcome.equals("UNREACHED")
                        ? Map.of("outcome", outcome)
                        : Map.of("outcome", outcome, "answers", Collections.nCopies(8, true)));
    }

    ValidatableResponse post(Person by, String action, Map<String, Object> body) {
        return by.once().body(body).post("/api/v1/orders/{id}/" + action, order).then();
    }

    ValidatableResponse get(Person by) {
        return by.request().get("/api/v1/orders/{id}", order).then();
    }

    int version() {
        return get(advisor).statusCode(200).extract().path("version");
    }

    String status() {
        return get(operations).statusCode(200).extract().path("status");
    }

    /** What live orders hold of the product. */
    String amountHeld() {
        return firm.one("select amount_held from products where id = ?", product);
    }

    static byte[] photo() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpg", out)) {
                throw new IllegalStateException("no JPEG writer");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
