package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the payment to the call-back the customer is left in peace; and who may make that call-back. */
@OnSharedService
class ContactShieldResourceTest {
    private final Service service;

    ContactShieldResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void theShieldHoldsFromThePaymentToTheCallBack() {
        Sale sale = Sale.of(service).approved();
        shielded(sale, false);
        sale.pay(Sale.NAME, Sale.AMOUNT, "BANK-" + sale.order).statusCode(201);
        shielded(sale, true).body("contactShieldUntil", notNullValue());
        sale.firm.execute(
                "update orders set cooling_off_ends_at = now() - interval '1 second' where id = ?", sale.order);
        assertThat(sale.status()).isEqualTo("AWAITING_CALLBACK");
        sale.callBack("UNREACHED").statusCode(201);
        shielded(sale, true);
        sale.callBack("CONFIRMED").statusCode(201);
        shielded(sale, false);
    }

    @Test
    void aRescissionEndsItAndAnotherOrdersShieldStays() {
        Sale sale = Sale.of(service).paid();
        UUID first = sale.order;
        sale.paid();
        sale.post(sale.operations, "rescission", Map.of()).statusCode(200);
        shielded(sale, true);
        sale.order = first;
        sale.post(sale.operations, "rescission", Map.of()).statusCode(200);
        shielded(sale, false);
    }

    @Test
    void anApproachMeanwhileIsWrittenDownFlaggedAndReported() {
        Sale sale = Sale.of(service).approved();
        contact(sale, "CALL", Instant.now()).body("flags", empty());
        Instant before = Instant.now().minusSeconds(60);
        sale.pay(Sale.NAME, Sale.AMOUNT, "BANK-" + sale.order).statusCode(201);
        contact(sale, "VISIT", before).body("flags", empty());
        contact(sale, "NOTE", Instant.now()).body("flags", empty());
        contact(sale, "COMPLAINT", Instant.now()).body("flags", empty());
        String flagged = contact(sale, "MESSAGE", Instant.now())
                .body("flags", contains("COOLING_OFF_CONTACT"))
                .extract()
                .path("id");
        sale.compliance
                .request()
                .get("/api/v1/customers/{id}/timeline", sale.customer)
                .then()
                .body("items.findAll { it.data?.flags == 'COOLING_OFF_CONTACT' }.refId", contains(flagged));
        assertThat(sale.firm.one(
                        "select count(*) from notifications where kind = 'COOLING_OFF_CONTACT' and entity_id = ? and person_id = ?",
                        UUID.fromString(flagged),
                        sale.compliance.id()))
                .isEqualTo("1");
        sale.post(sale.operations, "rescission", Map.of()).statusCode(200);
        contact(sale, "CALL", Instant.now()).body("flags", empty());
    }

    @Test
    void aBirthdayPushMadeBeforeIsDroppedWhenItIsSent() {
        Sale sale = Sale.of(service).paid();
        UUID told = told(sale, "BIRTHDAY");
        UUID maturity = told(sale, "MATURITY");
        await().untilAsserted(() -> assertThat(reason(sale, told)).isEqualTo("SHIELDED"));
        await().untilAsserted(
                        () -> assertThat(reason(sale, maturity)).isNotNull().isNotEqualTo("SHIELDED"));
    }

    @Test
    void theCallBackIsMadeByNobodyOfTheOrdersLine() {
        Sale sale = Sale.of(service).cooledOff();
        for (Person inLine : new Person[] {sale.advisor, sale.compliance}) {
            sale.firm.execute("update users set roles = '{CALLBACK}' where id = ?", inLine.id());
            sale.post(inLine, "callbacks", Map.of("outcome", "UNREACHED"))
                    .statusCode(403)
                    .body("code", equalTo("CALLER_IN_ORDER_LINE"));
        }
        assertThat(sale.status()).isEqualTo("AWAITING_CALLBACK");
        assertThat(sale.firm.one("select count(*) from order_callbacks where order_id = ?", sale.order))
                .isEqualTo("0");
        sale.callBack("UNREACHED").statusCode(201);
    }

    @Test
    void theEightQuestionsStandInBothLanguages() {
        Sale sale = Sale.of(service);
        sale.callback
                .request()
                .header("Accept-Language", "en")
                .get("/api/v1/callback-questions")
                .then()
                .statusCode(200)
                .body("questions", hasSize(8))
                .body("questions[5].text", equalTo("Do you know that you may bear a loss?"));
        sale.callback
                .request()
                .get("/api/v1/callback-questions")
                .then()
                .body("questions[5].text", equalTo("您是否知悉未来可能承担投资损失？"));
        sale.advisor.request().get("/api/v1/callback-questions").then().statusCode(403);
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse shielded(Sale sale, boolean is) {
        return sale.firm
                .office(Role.CALLBACK)
                .request()
                .get("/api/v1/customers/{id}", sale.customer)
                .then()
                .statusCode(200)
                .body("shielded", equalTo(is));
    }

    private static ValidatableResponse contact(Sale sale, String kind, Instant at) {
        return sale.advisor
                .once()
                .body(Map.of("kind", kind, "at", at.toString(), "summary", "联系客户"))
                .post("/api/v1/customers/{id}/interactions", sale.customer)
                .then()
                .statusCode(201);
    }

    /** A notice about the customer for the advisor, as it was made before the payment, on its way to a device. */
    private static UUID told(Sale sale, String kind) {
        UUID notice = Ids.next();
        String device = "phone-" + notice;
        sale.firm.execute(
                """
                insert into devices (installation_id, user_id, platform, push_token, locale, time_zone)
                values (?, ?, 'ANDROID', ?, 'zh-CN', 'Asia/Shanghai')""",
                device,
                sale.advisor.id(),
                device);
        sale.firm.execute(
                """
                insert into notifications (id, person_id, kind, entity_id, occasion, data, batch, created_at, expires_at)
                values (?, ?, ?, ?, 'test', jsonb_build_object('customerId', ?::text), ?, now(), now() + interval '1 day')""",
                notice,
                sale.advisor.id(),
                kind,
                sale.customer,
                sale.customer,
                Ids.next());
        sale.firm.execute(
                """
                insert into deliveries (id, notification_id, installation_id, lane, due_at, expires_at, token_version)
                values (uuidv7(), ?, ?, 3, now(), now() + interval '1 day', 1)""",
                notice,
                device);
        return notice;
    }

    private static String reason(Sale sale, UUID notice) {
        return sale.firm.one("select reason from deliveries where notification_id = ? and state <> 'PENDING'", notice);
    }
}
