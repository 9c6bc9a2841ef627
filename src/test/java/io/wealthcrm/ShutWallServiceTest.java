package io.wealthcrm;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The wall is really in the way of what the routes read: shut for everybody, it leaves nothing even to whose it is. */
class ShutWallServiceTest {
    private static final List<String> LISTS = List.of("/customers", "/customers?q=墙后", "/orders");
    private static final List<String> OF_A_CUSTOMER = List.of(
            "",
            "/timeline",
            "/holdings",
            "/relations",
            "/consents",
            "/risk-assessments",
            "/contact-details",
            "/contribution");
    private static final List<String> OF_AN_ORDER = List.of("", "/gates", "/documents", "/recordings", "/discounts");

    @Test
    void whatTheRoutesReadIsBehindTheWall() {
        try (Service service = Service.named("shut-wall").withoutDemo().start()) {
            Firm firm = Firm.on(service);
            Person advisor = firm.advisor();
            Person compliance = firm.office(Role.COMPLIANCE);
            UUID customer = firm.buyerOf(advisor, "墙后");
            UUID order = booked(advisor, customer, firm.product());
            List.of(advisor, compliance).forEach(person -> look(person, customer, order, true));
            shut(firm);
            List.of(advisor, compliance).forEach(person -> look(person, customer, order, false));
        }
    }

    private static void look(Person person, UUID customer, UUID order, boolean open) {
        LISTS.forEach(path -> person.request()
                .get("/api/v1" + path)
                .then()
                .statusCode(200)
                .body("items", open ? not(empty()) : empty()));
        OF_A_CUSTOMER.forEach(path -> status(person, "/customers/" + customer + path, open));
        OF_AN_ORDER.forEach(path -> status(person, "/orders/" + order + path, open));
    }

    private static void status(Person person, String path, boolean open) {
        person.request().get("/api/v1" + path).then().statusCode(open ? 200 : 404);
    }

    private static UUID booked(Person advisor, UUID customer, UUID product) {
        return UUID.fromString(advisor.once()
                .body(Map.of("customerId", customer, "productId", product, "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** For whoever is behind it, whatever they were told. */
    private static void shut(Firm firm) {
        firm.execute("create or replace function sight_all() returns boolean language sql stable parallel safe"
                + " return not row_security_active('customers')");
        for (String list : List.of("mine", "units", "customers")) {
            firm.execute("create or replace function sight_" + list
                    + "() returns uuid[] language sql stable parallel safe" + " return cast('{}' as uuid[])");
        }
    }
}
