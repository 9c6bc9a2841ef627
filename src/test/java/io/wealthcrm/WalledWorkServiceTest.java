package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.specification.RequestSpecification;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Viewer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks, appointments, visits, complaints and stays in pools are shown by PostgreSQL with their customer, and go along. */
@OnSharedService
class WalledWorkServiceTest {
    private static final String OF_CUSTOMER = "select count(*) from %s where customer_id = ?";

    private final Service service;
    private Firm firm;
    private Person advisor;
    private Person lead;
    private UUID customer;

    WalledWorkServiceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        customer = firm.customerOf(advisor, "墙后工作");
    }

    @Test
    void workAboutACustomerIsShownToWhoSeesTheCustomer() throws SQLException {
        work();
        try (Viewer viewer = new Viewer(service.walledJdbc())) {
            viewer.showing("LISTED", List.of(advisor.id()), List.of(), List.of());
            assertShown(viewer, 1);
            viewer.showing("LISTED", List.of(lead.id()), List.of(firm.teamA), List.of());
            assertShown(viewer, 1);
            viewer.showing("LISTED", List.of(firm.advisor().id()), List.of(firm.teamB), List.of());
            assertShown(viewer, 0);
        }
    }

    /** Who has a complaint goes on seeing it, with its history, and nothing else of the customer. */
    @Test
    void aComplaintIsShownToWhoHasItWhereverTheCustomerGoes() throws SQLException {
        UUID complaint = complaint();
        post(lead.once().body(Map.of("assigneeId", lead.id())), "/complaints/" + complaint + "/assignment", 200);
        try (Viewer viewer = new Viewer(service.walledJdbc())) {
            viewer.showing("LISTED", List.of(lead.id()), List.of(firm.teamB), List.of());
            assertThat(viewer.count(OF_CUSTOMER.formatted("complaints"), customer))
                    .isOne();
            assertThat(viewer.texts("select customer_name from complaints_in_sight where id = ?", complaint))
                    .containsExactly("墙后工作");
            assertThat(viewer.count("select count(*) from complaint_moves where complaint_id = ?", complaint))
                    .isEqualTo(2);
            assertThat(viewer.count("select count(*) from customers where id = ?", customer))
                    .isZero();
        }
    }

    /** What was said, and neither its steps nor its files. */
    @Test
    void aComplaintIsShownToWhomItWasDisclosedWithoutWhatHangsOnIt() throws SQLException {
        UUID complaint = complaint();
        Person subject = firm.advisor();
        firm.execute(
                "update complaints set about_user_id = ?, disclosed_to = ? where id = ?",
                subject.id(),
                subject.id(),
                complaint);
        String moves = "select count(*) from complaint_moves where complaint_id = ?";
        try (Viewer viewer = new Viewer(service.walledJdbc())) {
            viewer.showing("LISTED", List.of(subject.id()), List.of(firm.teamB), List.of());
            assertThat(viewer.count("select count(*) from complaints where id = ?", complaint))
                    .isOne();
            assertThat(viewer.count(moves, complaint)).isZero();
            viewer.showing("LISTED", List.of(advisor.id()), List.of(), List.of());
            assertThat(viewer.count(moves, complaint)).isOne();
        }
    }

    /** Reading, editing and handing over are not the same as seeing the customer. */
    @Test
    void whoHasAComplaintWorksOnItWhereverTheCustomerGoes() {
        String path = "/complaints/" + complaint();
        Person next = firm.advisorIn(firm.teamB);
        post(lead.once().body(Map.of("assigneeId", lead.id())), path + "/assignment", 200);
        firm.execute("update customers set advisor_id = ?, unit_id = ? where id = ?", next.id(), firm.teamB, customer);
        lead.request().get("/api/v1/customers/" + customer).then().statusCode(404);
        String version = lead.request()
                .get("/api/v1" + path)
                .then()
                .statusCode(200)
                .body("customerName", equalTo("墙后工作"))
                .extract()
                .path("version")
                .toString();
        lead.request()
                .header("If-Match", '"' + version + '"')
                .body(Map.of("severity", 2))
                .patch("/api/v1" + path)
                .then()
                .statusCode(200)
                .body("severity", equalTo(2));
        post(lead.once().body(Map.of("assigneeId", next.id())), path + "/handover", 204);
        lead.request().get("/api/v1" + path).then().statusCode(404);
        next.request().get("/api/v1" + path).then().statusCode(200).body("assigneeId", equalTo(next.id() + ""));
        assertThat(firm.one("select count(*) from notifications where person_id = ? and kind = 'COMPLAINT'", next.id()))
                .isEqualTo("1");
    }

    /** Who gave a customer up is not shown the stay any more; nor is anybody the one in the pool but by the preview. */
    @Test
    void whoIsInThePoolIsShownByThePreviewAlone() throws SQLException {
        post(advisor.once().body(Map.of("reason", "长期联系不上")), "/customers/" + customer + "/release", 200);
        try (Viewer viewer = new Viewer(service.walledJdbc())) {
            viewer.showing("LISTED", List.of(advisor.id()), List.of(), List.of());
            assertThat(viewer.count(OF_CUSTOMER.formatted("pool_entries"), customer))
                    .isZero();
            assertThat(viewer.count("select count(*) from customers where id = ?", customer))
                    .isZero();
            assertThat(viewer.texts("select name from pool_preview where customer_id = ?", customer))
                    .containsExactly("墙**");
        }
    }

    private void assertShown(Viewer viewer, long times) throws SQLException {
        for (String table : List.of("tasks", "appointments", "visits", "complaints", "open_complaints")) {
            assertThat(viewer.count(OF_CUSTOMER.formatted(table), customer))
                    .as(table)
                    .isEqualTo(times);
        }
        for (String kind : List.of("task", "appointment", "complaint")) {
            assertThat(viewer.count(
                            "select count(*) from " + kind + "_moves where " + kind + "_id = any (?)",
                            List.of(UUID.fromString(
                                    firm.one("select id from " + kind + "s where customer_id = ?", customer)))))
                    .as(kind)
                    .isEqualTo(times);
        }
    }

    private void work() {
        Instant start = Instant.now().plus(1, ChronoUnit.HOURS);
        post(
                advisor.once().body(Map.of("title", "寄送资料", "customerId", customer, "dueAt", start.toString())),
                "/agenda/tasks",
                201);
        post(
                advisor.once()
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
                                start.plusSeconds(3600).toString())),
                "/agenda/appointments",
                201);
        post(advisor.once().body(Map.of("customerId", customer)), "/agenda/visits", 201);
        UUID unused = complaint();
    }

    private UUID complaint() {
        String id = advisor.once()
                .body(Map.of("kind", "COMPLAINT", "category", "SERVICE", "subject", "电话无人接听", "text", "多次致电"))
                .post("/api/v1/customers/" + customer + "/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }

    private static void post(RequestSpecification request, String path, int status) {
        request.post("/api/v1" + path).then().statusCode(status);
    }
}
