package io.wealthcrm.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class VisitResourceTest {
    private static final String PATH = "/api/v1/agenda/visits";
    private static final Map<String, Object> SAID = Map.of("summary", "谈了资产配置");

    private final Service service;
    private Firm firm;
    private Person advisor;
    private UUID customer;

    VisitResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        customer = firm.customerOf(advisor, "拜访客户");
    }

    @Test
    void a_visit_becomes_an_interaction_whose_next_step_is_a_task_and_its_appointment_was_held() {
        Instant start = Instant.now().plus(10, ChronoUnit.MINUTES);
        String appointment = advisor.once()
                .body(Map.of(
                        "kind",
                        "VISIT",
                        "title",
                        "上门拜访",
                        "customerId",
                        customer,
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusSeconds(3600).toString()))
                .post("/api/v1/agenda/appointments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String id = checkIn(
                        advisor,
                        Map.of(
                                "customerId",
                                customer,
                                "appointmentId",
                                appointment,
                                "latitude",
                                31.23041,
                                "longitude",
                                121.4737,
                                "accuracy",
                                25))
                .statusCode(201)
                .body("checkedInAt", notNullValue())
                .body("accuracy", equalTo(25))
                .extract()
                .path("id");
        Instant next = Instant.now().plus(7, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String said = checkOut(advisor, id, Map.of("summary", "谈了资产配置", "nextStep", "送方案", "nextAt", next.toString()))
                .statusCode(200)
                .extract()
                .path("interactionId");
        advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline")
                .then()
                .body("items[0].kind", equalTo("VISIT"))
                .body("items[0].refId", equalTo(said))
                .body("items[0].summary", equalTo("谈了资产配置"));
        advisor.request()
                .get("/api/v1/agenda/appointments/" + appointment)
                .then()
                .body("state", equalTo("HELD"));
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        advisor.request().get("/api/v1/agenda/tasks/" + said).statusCode() == 200);
        checkOut(advisor, id, SAID).statusCode(409).body("code", equalTo("VISIT_ENDED"));
        assertThat(firm.one("select count(*) from interactions where customer_id = ?", customer))
                .isEqualTo("1");
    }

    @Test
    void nobody_is_with_two_customers_at_once() {
        String id = checkIn(advisor, Map.of("customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        UUID other = firm.customerOf(advisor, "另一位");
        checkIn(advisor, Map.of("customerId", other)).statusCode(409).body("code", equalTo("VISIT_OPEN"));
        checkOut(advisor, id, SAID).statusCode(200);
        checkIn(advisor, Map.of("customerId", other)).statusCode(201);
    }

    @Test
    void only_who_checked_in_checks_out_and_only_who_leads_them_looks_on() {
        String id = checkIn(advisor, Map.of("customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        lead.request().get(PATH + "/" + id).then().statusCode(200);
        checkOut(lead, id, SAID).statusCode(403);
        for (Person other : List.of(firm.advisor(), firm.person(firm.teamB, Role.TEAM_LEAD))) {
            other.request().get(PATH + "/" + id).then().statusCode(404);
            checkOut(other, id, SAID).statusCode(404);
            checkIn(other, Map.of("customerId", customer)).statusCode(404);
        }
        assertThat(firm.one("select count(*) from visits where customer_id = ? and checked_out_at is null", customer))
                .isEqualTo("1");
        assertThat(firm.one("select count(*) from interactions where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("customerId", customer, "latitude", 31.2),
                Map.of("customerId", customer, "latitude", 91, "longitude", 0),
                Map.of("customerId", customer, "accuracy", 10))) {
            checkIn(advisor, bad).statusCode(400);
        }
        checkIn(advisor, Map.of("customerId", customer, "appointmentId", UUID.randomUUID()))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_APPOINTMENT"));
        assertThat(firm.one("select count(*) from visits where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void a_visit_ends_when_the_customer_goes_to_somebody_else_and_the_next_may_begin() {
        String id = checkIn(advisor, Map.of("customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        UUID other = firm.customerOf(advisor, "另一位");
        lead.once()
                .body(Map.of("advisorId", firm.advisor().id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        checkIn(advisor, Map.of("customerId", other)).extract().statusCode() == 201);
        lead.request()
                .get(PATH + "/" + id)
                .then()
                .body("checkedOutAt", notNullValue())
                .body("interactionId", nullValue());
        assertThat(firm.one("select count(*) from interactions where customer_id = ?", customer))
                .isEqualTo("0");
    }

    @Test
    void photos_are_taken_while_it_lasts_and_seen_by_whoever_sees_the_visit() {
        String id = checkIn(advisor, Map.of("customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        String photo = photo(advisor, id)
                .statusCode(201)
                .body("mediaType", equalTo("image/jpeg"))
                .extract()
                .path("id");
        photo(lead, id).statusCode(403);
        photo(firm.advisor(), id).statusCode(404);
        for (Person sees : List.of(advisor, lead)) {
            sees.request().get(PATH + "/" + id + "/photos").then().body("items.id", contains(photo));
            assertThat(read(sees, id, photo)).isEqualTo(200);
        }
        Person other = firm.advisor();
        assertThat(read(other, id, photo)).isEqualTo(404);
        other.request().get(PATH + "/" + id + "/photos").then().statusCode(404);
        checkOut(advisor, id, SAID).statusCode(200);
        photo(advisor, id).statusCode(409).body("code", equalTo("VISIT_ENDED"));
        String next = checkIn(advisor, Map.of("customerId", customer))
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(read(advisor, next, photo)).as("of another visit").isEqualTo(404);
        assertThat(firm.one(
                        "select count(*) from visit_photos where visit_id in (cast(? as uuid), cast(? as uuid))",
                        id,
                        next))
                .isEqualTo("1");
    }

    private static ValidatableResponse photo(Person by, String id) {
        return by.once()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Photo.jpeg(), "image/jpeg")
                .post(PATH + "/" + id + "/photos")
                .then();
    }

    private static int read(Person by, String id, String photo) {
        return by.request()
                .accept("*/*")
                .get(PATH + "/" + id + "/photos/" + photo)
                .statusCode();
    }

    private static ValidatableResponse checkIn(Person by, Map<String, Object> visit) {
        return by.once().body(visit).post(PATH).then();
    }

    private static ValidatableResponse checkOut(Person by, String id, Map<String, Object> said) {
        return by.once().body(said).post(PATH + "/" + id + "/check-out").then();
    }
}
