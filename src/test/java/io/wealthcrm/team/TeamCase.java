package io.wealthcrm.team;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An advisor with a customer, colleagues of two teams of the branch, and who leads them. */
@OnSharedService
abstract class TeamCase {
    final Service service;
    Firm firm;
    Person advisor;
    Person colleague;
    Person lead;
    Person manager;
    UUID customer;

    TeamCase(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        colleague = firm.advisorIn(firm.teamB);
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        customer = firm.buyerOf(advisor, "团队客户");
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    static String team(UUID customer) {
        return "/api/v1/customers/" + customer + "/team";
    }

    static Map<String, Object> seat(Person person, String share) {
        return Map.of("personId", person.id(), "share", share);
    }

    static Map<String, Object> seat(Person person, String share, LocalDate until) {
        Map<String, Object> seat = new HashMap<>(seat(person, share));
        seat.put("until", until.toString());
        return seat;
    }

    @CanIgnoreReturnValue
    @SafeVarargs
    final ValidatableResponse set(Person by, long version, Map<String, Object>... members) {
        return by.request()
                .header("If-Match", "\"" + version + '"')
                .body(Map.of("members", List.of(members)))
                .put(team(customer))
                .then();
    }

    @CanIgnoreReturnValue
    static String created(Person by, String path, Map<String, Object> body) {
        return by.once().body(body).post(path).then().statusCode(201).extract().path("id");
    }

    final UUID order(Person by) {
        return UUID.fromString(created(
                by,
                "/api/v1/orders",
                Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00")));
    }

    /** All that stands of the customer's seats. */
    final String seats() {
        return firm.one(
                "select string_agg(cast(s as text), E'\\n' order by s.id) from customer_seats s where customer_id = ?",
                customer);
    }
}
