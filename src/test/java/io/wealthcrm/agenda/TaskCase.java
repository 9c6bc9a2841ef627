package io.wealthcrm.agenda;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An advisor with work to do and a lead who gives it, for the tests of tasks. */
@OnSharedService
abstract class TaskCase {
    static final String PATH = "/api/v1/agenda/tasks";
    static final Duration SOON = Duration.ofSeconds(10);

    final Service service;
    Firm firm;
    Person advisor;
    Person lead;
    UUID customer;

    TaskCase(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        customer = firm.customerOf(advisor, "待办客户");
    }

    final ValidatableResponse open(Person by, Map<String, Object> task) {
        return open(by, task, 201);
    }

    @CanIgnoreReturnValue
    final ValidatableResponse open(Person by, Map<String, Object> task, int status) {
        return by.once()
                .body(
                        task.containsKey("dueAt")
                                ? task
                                : with(task, "dueAt", inDays(2).toString()))
                .post(PATH)
                .then()
                .statusCode(status);
    }

    static ValidatableResponse step(Person by, String id, String step, Map<String, Object> body) {
        return by.once().body(body).post(PATH + "/" + id + "/" + step).then();
    }

    static ValidatableResponse change(Person by, String id, int version, Map<String, Object> patch) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(PATH + "/" + id)
                .then();
    }

    static ValidatableResponse list(Person by, String query) {
        return by.request().get(PATH + query).then().statusCode(200);
    }

    static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new HashMap<>(map);
        all.put(name, value);
        return all;
    }

    static String id(ValidatableResponse created) {
        return created.extract().path("id");
    }

    static Instant inDays(int days) {
        return Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    final String row(String id) {
        return firm.one("select cast(to_jsonb(t) as text) from tasks t where id = cast(? as uuid)", id);
    }
}
