package io.wealthcrm.complaint;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A firm with a customer who complains, and what is done about it, for the tests of complaints. */
@OnSharedService
abstract class ComplaintCase {
    static final String PATH = "/api/v1/complaints";

    final Service service;
    Firm firm;
    Person advisor;
    Person lead;
    UUID customer;

    ComplaintCase(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        customer = firm.customerOf(advisor, "投诉客户");
    }

    final Map<String, Object> complaint() {
        return new HashMap<>(
                Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话无人接听", "text", "多次致电无人接听"));
    }

    final ValidatableResponse open(Person by, Map<String, Object> input) {
        return open(by, customer, input);
    }

    static ValidatableResponse open(Person by, UUID customer, Map<String, Object> input) {
        return by.once()
                .body(input)
                .post("/api/v1/customers/" + customer + "/complaints")
                .then();
    }

    final String opened(Map<String, Object> input) {
        return open(advisor, input).statusCode(201).extract().path("id");
    }

    static ValidatableResponse assign(Person by, String id, Person to) {
        return act(by, id, "assignment", Map.of("assigneeId", to.id()));
    }

    static ValidatableResponse answer(Person by, String id) {
        return act(by, id, "answers", Map.of("text", "已回电并致歉", "rootCause", "排班不足"));
    }

    static ValidatableResponse close(Person by, String id) {
        return act(by, id, "closure", Map.of());
    }

    static ValidatableResponse act(Person by, String id, String step, Map<String, Object> body) {
        return by.once().body(body).post(PATH + "/" + id + "/" + step).then();
    }

    static ValidatableResponse view(Person by, String id) {
        return by.request().get(PATH + "/" + id).then();
    }

    static ValidatableResponse patch(Person by, String id, String version, Map<String, Object> patch) {
        return by.request()
                .header("If-Match", '"' + version + '"')
                .body(patch)
                .patch(PATH + "/" + id)
                .then();
    }

    final int told(Person person, String id) {
        return Integer.parseInt(firm.one(
                "select count(*) from notifications where person_id = ? and entity_id = ? and kind like 'COMPLAINT%'",
                person.id(), UUID.fromString(id)));
    }

    final String row(String id) {
        return firm.one("select cast(to_jsonb(k) as text) from complaints k where id = ?", UUID.fromString(id));
    }

    static String[] ids(Person... people) {
        return Arrays.stream(people).map(person -> person.id().toString()).toArray(String[]::new);
    }
}
