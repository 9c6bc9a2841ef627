package io.wealthcrm.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Snapshot;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was made of somebody before the erasure, what names them beside others, and what may be done to the file after it. */
class ErasureAftermathResourceTest extends PrivacyCase {
    private static final String EXPORTS = "/api/v1/customers/exports";

    ErasureAftermathResourceTest(Service service) {
        super(service);
    }

    @Test
    void an_export_they_stand_in_is_withdrawn_and_others_are_not() {
        Person colleague = firm.advisor();
        UUID customer = firm.customerOf(advisor, name);
        assertThat(firm.customerOf(colleague, "旁人")).isNotNull();
        UUID done = exported(advisor);
        UUID others = exported(colleague);
        UUID running = exported(advisor);
        firm.execute("update exports set state = 'RUNNING', expires_at = null where id = ?", running);
        file(advisor, done).statusCode(200).body(containsString(name));
        erase(verified(customer, "ERASURE")).statusCode(200);
        file(advisor, done).statusCode(410).body("code", equalTo("EXPORT_WITHDRAWN"));
        for (UUID export : List.of(done, running)) {
            advisor.request().get(EXPORTS + "/" + export).then().body("state", equalTo("WITHDRAWN"));
            assertThat(count("export_parts", "export_id = ?", export)).isEqualTo("0");
        }
        file(colleague, others).statusCode(200).body(containsString("旁人"));
        file(advisor, exported(advisor)).statusCode(200).body(not(containsString(name)));
    }

    @Test
    void parts_of_which_nobody_knows_who_stands_in_them_are_withdrawn_too() {
        UUID customer = firm.customerOf(advisor, name);
        UUID export = exported(advisor);
        firm.execute("update export_parts set customer_ids = null where export_id = ?", export);
        erase(verified(customer, "ERASURE")).statusCode(200);
        file(advisor, export).statusCode(410);
    }

    private UUID exported(Person by) {
        firm.execute("update users set permissions = '{CUSTOMER_EXPORT}' where id = ?", by.id());
        UUID export = UUID.fromString(by.once()
                .body(Map.of("format", "CSV", "filter", Map.of(), "columns", List.of("NAME", "PHONE"), "reason", "回顾"))
                .post(EXPORTS)
                .then()
                .statusCode(202)
                .extract()
                .path("subjectId"));
        await().until(() -> "DONE".equals(firm.one("select state from exports where id = ?", export)));
        return export;
    }

    private static ValidatableResponse file(Person by, UUID export) {
        return by.request().accept("*/*").get(EXPORTS + "/" + export + "/file").then();
    }

    @Test
    void the_name_leaves_what_is_shared_with_others_who_keep_the_rest() throws SQLException {
        Person app = firm.appOf(advisor, name);
        UUID customer = fileOf(app);
        Person relative = firm.appOf(advisor, "旁人");
        String household = advisor.once()
                .body(Map.of(
                        "name",
                        name + "与旁人之家",
                        "kind",
                        "FAMILY",
                        "members",
                        List.of(
                                Map.of("customerId", customer, "role", "HEAD"),
                                Map.of("customerId", fileOf(relative), "role", "SPOUSE"))))
                .post("/api/v1/households")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        advisor.once()
                .body(Map.of("text", name + "想换房，旁人同意"))
                .post("/api/v1/households/" + household + "/notes")
                .then()
                .statusCode(201);
        String room = advisor.once()
                .body(Map.of("kind", "GROUP", "title", name + "服务群", "memberIds", List.of(app.id(), relative.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        erase(verified(customer, "ERASURE")).statusCode(200);
        assertThat(whereFound()).isEmpty();
        advisor.request()
                .get("/api/v1/households/" + household)
                .then()
                .statusCode(200)
                .body("name", equalTo("[已删除]与旁人之家"));
        advisor.request()
                .get("/api/v1/households/" + household + "/notes")
                .then()
                .body("items[0].text", equalTo("[已删除]想换房，旁人同意"));
        relative.request().get("/api/v1/conversations/" + room).then().body("title", equalTo("[已删除]服务群"));
    }

    @Test
    void nobody_writes_to_what_is_kept_but_the_rights_to_it_go_on() {
        UUID customer = firm.buyerOf(advisor, name);
        ordered(customer);
        erase(verified(customer, "ERASURE")).statusCode(200).body("state", equalTo("PARTLY_DONE"));
        compliance.request().get(path(customer)).then().statusCode(200);
        var before = Snapshot.of(service, customer);
        for (Person person : List.of(compliance, verifier, advisor)) {
            person.once()
                    .body(Map.of())
                    .post(path(customer) + "/marketing-opt-out")
                    .then()
                    .statusCode(404);
            complain(person, customer).statusCode(404);
        }
        assertThat(Snapshot.of(service, customer)).isEqualTo(before);
        UUID request = verified(compliance, customer, "ACCESS");
        decide(compliance, request, Map.of("decision", "FULFIL")).statusCode(200);
        await().untilAsserted(() ->
                compliance.request().get(REQUESTS + request).then().body("state", equalTo("DONE")));
    }

    private void ordered(UUID customer) {
        String order = advisor.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        advisor.once()
                .body(Map.of("reason", "客户改变主意"))
                .post("/api/v1/orders/" + order + "/cancellation")
                .then()
                .statusCode(200);
    }

    @Test
    void what_else_somebody_asked_for_ends_with_them_and_says_so() {
        UUID customer = firm.customerOf(advisor, name);
        UUID copy = verified(customer, "ACCESS");
        UUID correction = UUID.fromString(
                ask(advisor, customer, "CORRECTION").statusCode(201).extract().path("id"));
        erase(verified(customer, "ERASURE")).statusCode(200);
        for (UUID request : List.of(copy, correction)) {
            compliance
                    .request()
                    .get(REQUESTS + request)
                    .then()
                    .body("state", equalTo("REJECTED"))
                    .body("answerZh", containsString("无法再办理"))
                    .body("answerEn", containsString("nothing left"))
                    .body("hindrance", nullValue());
        }
        decide(compliance, copy, Map.of("decision", "FULFIL")).statusCode(409);
    }

    @Test
    void one_erasure_that_fails_does_not_hold_up_those_due_after_it() {
        UUID failing = firm.buyerOf(advisor, name);
        UUID next = firm.buyerOf(advisor, name + "二");
        for (UUID customer : List.of(failing, next)) {
            ordered(customer);
            erase(verified(customer, "ERASURE")).statusCode(200).body("state", equalTo("PARTLY_DONE"));
            firm.execute(
                    "update orders set status_at = status_at - interval '21 years' where customer_id = ?", customer);
        }
        firm.execute(
                "update customers set version = 9223372036854775807, erase_after = current_date - 4000 where id = ?",
                failing);
        firm.execute("update customers set erase_after = current_date - 3000 where id = ?", next);
        await().untilAsserted(() -> assertThat(nameOf(next)).isEqualTo("[已删除]"));
        assertThat(nameOf(failing)).isEqualTo(name);
        firm.execute("update customers set version = 0 where id = ?", failing);
        await().untilAsserted(() -> assertThat(nameOf(failing)).isEqualTo("[已删除]"));
    }

    private String nameOf(UUID customer) {
        return firm.one("select name from customers where id = ?", customer);
    }
}
