package io.wealthcrm.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What cases of rights over personal data have in common: an advisor with a customer whose name nobody else has. */
@OnSharedService
abstract class PrivacyCase {
    static final String REQUESTS = "/api/v1/privacy-requests/";

    final Service service;
    final Firm firm;
    final Person advisor;
    final Person verifier;
    final Person compliance;
    /** Nobody else is called so. */
    final String name = unique();

    PrivacyCase(Service service) {
        this.service = service;
        firm = Firm.on(service);
        advisor = firm.advisor();
        verifier = firm.office(Role.OPERATIONS);
        compliance = firm.office(Role.COMPLIANCE);
    }

    private static String unique() {
        StringBuilder name = new StringBuilder("陆");
        for (int i = 0; i < 6; i++) {
            name.append((char) (0x5000 + ThreadLocalRandom.current().nextInt(0x3000)));
        }
        return name.toString();
    }

    static String path(UUID customer) {
        return "/api/v1/customers/" + customer;
    }

    UUID fileOf(Person app) {
        return UUID.fromString(firm.one("select customer_id from users where id = ?", app.id()));
    }

    ValidatableResponse ask(Person by, UUID customer, String kind) {
        return by.once()
                .body(
                        by.username().equals("customer")
                                ? Map.of("kind", kind)
                                : Map.of("kind", kind, "channel", "PHONE"))
                .post(path(customer) + "/privacy-requests")
                .then();
    }

    UUID verified(UUID customer, String kind) {
        return verified(advisor, customer, kind);
    }

    UUID verified(Person by, UUID customer, String kind) {
        UUID id = UUID.fromString(
                ask(by, customer, kind).statusCode(201).extract().path("id"));
        verifier.once()
                .post(REQUESTS + id + "/verification")
                .then()
                .statusCode(200)
                .body("state", equalTo("VERIFIED"));
        return id;
    }

    ValidatableResponse decide(Person by, UUID request, Map<String, String> decision) {
        return by.once().body(decision).post(REQUESTS + request + "/decision").then();
    }

    ValidatableResponse plan(UUID request) {
        return compliance.request().get(REQUESTS + request + "/plan").then().statusCode(200);
    }

    /** Erases by the plan of now. */
    ValidatableResponse erase(UUID request) {
        String token = plan(request).extract().path("planToken");
        return decide(compliance, request, Map.of("decision", "FULFIL", "planToken", token));
    }

    void interact(UUID customer) {
        advisor.once()
                .body(Map.of(
                        "kind",
                        "CALL",
                        "at",
                        java.time.Instant.now().minusSeconds(60).toString(),
                        "summary",
                        name + "想换房"))
                .post(path(customer) + "/interactions")
                .then()
                .statusCode(201);
    }

    static ValidatableResponse complain(Person by, UUID customer) {
        return by.once()
                .body(Map.of(
                        "kind",
                        "COMPLAINT",
                        "category",
                        "SERVICE",
                        "severity",
                        3,
                        "subject",
                        "久等",
                        "text",
                        "久等",
                        "channel",
                        "PHONE"))
                .post(path(customer) + "/complaints")
                .then();
    }

    String count(String relation, String where, Object... values) {
        String found = firm.one("select count(*) from " + relation + " where " + where, values);
        assertThat(found).isNotNull();
        return found;
    }

    /** Every table in which the name stands, in whatever column. */
    List<String> whereFound() throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = service.jdbc();
                var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var rows = statement.executeQuery(
                    "select relname from pg_class where relkind = 'r' and relnamespace = to_regnamespace('public')")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (var rows = statement.executeQuery(
                        "select 1 from " + table + " t where cast(t as text) like '%" + name + "%' limit 1")) {
                    if (rows.next()) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }
}
