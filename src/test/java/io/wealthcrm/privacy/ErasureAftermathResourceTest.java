package io.wealthcrm.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
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
}
