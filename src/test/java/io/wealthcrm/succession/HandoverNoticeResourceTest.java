package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets customers or work is told so once, in figures; what waited for somebody waits for who does it now. */
class HandoverNoticeResourceTest extends SuccessionCase {
    HandoverNoticeResourceTest(Service service) {
        super(service);
    }

    /** The unread ones of a kind. */
    private static List<Map<String, Object>> notices(Person person, String kind) {
        return person.request()
                .get("/api/v1/notifications?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.kind == '%s' && it.readAt == null }".formatted(kind));
    }

    private static Map<String, String> figures(Person of, String change, int customers, int orders, int tasks) {
        return Map.of(
                "change",
                change,
                "from",
                of.id().toString(),
                "customers",
                Integer.toString(customers),
                "orders",
                Integer.toString(orders),
                "tasks",
                Integer.toString(tasks),
                "appointments",
                "0",
                "complaints",
                "0",
                "consultations",
                "0");
    }

    @Test
    void heirsAreToldOnceInFiguresAndOnceMoreWhenItIsTakenBack() {
        UUID order = order(customer("第一位"));
        customer("第二位");
        created(leaver, "/api/v1/agenda/tasks", task(customer("第三位")));
        Person second = firm.advisor();
        UUID named = customer("点名客户");
        assertThat(order).isNotNull();

        String id = offboard(
                        manager,
                        offboarding(
                                "TRANSFER",
                                List.of(any(heir), Map.of("advisorId", second.id(), "customerIds", List.of(named)))))
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(notices(heir, "HANDOVER")).singleElement().satisfies(notice -> {
            assertThat(notice.get("data")).isEqualTo(figures(leaver, "HANDED_OVER", 3, 1, 1));
            assertThat(notice.get("entityId")).isEqualTo(id);
            assertThat(notice.get("title")).isEqualTo("工作交接");
        });
        assertThat(notices(second, "HANDOVER"))
                .extracting(notice -> notice.get("data"))
                .containsExactly(figures(leaver, "HANDED_OVER", 1, 0, 0));
        assertThat(notices(manager, "HANDOVER")).as("who did it knows").isEmpty();

        undo(manager).statusCode(200);

        assertThat(notices(heir, "HANDOVER"))
                .extracting(notice -> notice.get("data"))
                .contains(figures(leaver, "TAKEN_BACK", 3, 1, 1))
                .hasSize(2);
        assertThat(notices(leaver.anewOn("back"), "HANDOVER"))
                .extracting(notice -> notice.get("data"))
                .containsExactly(figures(leaver, "RETURNED", 4, 1, 1));
    }

    @Test
    void complianceHearsOfAReturnToMoreThanTheOwnWork() {
        Person compliance = firm.office(Role.COMPLIANCE);
        firm.execute("update users set permissions = '{CUSTOMER_EXPORT}' where id = ?", leaver.id());
        offboard(manager, offboarding("TRANSFER", List.of(any(heir)))).statusCode(201);
        undo(manager).statusCode(200);

        await().until(() -> notices(compliance, "ACCESS_GRANTED").stream()
                .anyMatch(notice -> leaver.id().toString().equals(notice.get("entityId"))));
    }

    @Test
    void ofASingleCustomerToo() {
        UUID customer = customer("移交客户");
        transfer(customer, heir);
        await().until(() -> notices(heir, "HANDOVER").size() == 1);
        assertThat(notices(heir, "HANDOVER").get(0).get("data"))
                .isEqualTo(Map.of("change", "HANDED_OVER", "customers", "1", "customerId", customer.toString()));
    }

    private void transfer(UUID customer, Person to) {
        lead.once()
                .body(Map.of("advisorId", to.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
    }

    private String assigned(UUID customer) {
        return created(lead, "/api/v1/agenda/tasks", with(task(customer), "assigneeId", leaver.id()));
    }

    private static List<Object> told(Person person) {
        return notices(person, "TASK_ASSIGNED").stream()
                .map(notice -> notice.get("entityId"))
                .toList();
    }

    @Test
    void whatWasToldOfTasksGoesWithThemAndComesBack() {
        UUID customer = customer("待办客户");
        String task = assigned(customer);
        String pooled = assigned(customer("入池客户"));
        assertThat(told(leaver)).containsExactlyInAnyOrder(task, pooled);

        offboard(
                        manager,
                        offboarding("POOL", List.of(Map.of("advisorId", heir.id(), "customerIds", List.of(customer)))))
                .statusCode(201);

        assertThat(told(heir)).containsExactly(task);
        assertThat(unread(leaver)).isEqualTo("0");
        undo(manager).statusCode(200);
        assertThat(told(heir)).isEmpty();
        assertThat(told(leaver.anewOn("back"))).containsExactlyInAnyOrder(task, pooled);
    }

    private String unread(Person person) {
        return firm.one(
                "select count(*) from notifications where kind = 'TASK_ASSIGNED' and read_at is null and person_id = ?",
                person.id());
    }

    @Test
    void ofASingleCustomersTasksToo() {
        UUID customer = customer("待办客户");
        String task = assigned(customer);
        String other = assigned(customer("留下客户"));

        transfer(customer, heir);

        await().until(() -> told(heir).equals(List.of(task)));
        assertThat(told(leaver)).containsExactly(other);
        transfer(customer, leaver);
        await().until(() -> told(heir).isEmpty());
        assertThat(told(leaver)).containsExactlyInAnyOrder(task, other);
    }

    @Test
    void advisorsOfFilesThatBecomeOneAreTold() {
        UUID survivor = firm.customerOf(heir, "同一人");
        UUID merged = customer("同一人");
        String task = assigned(merged);
        String merge = created(manager, "/api/v1/customers/merges", Map.of("survivorId", survivor, "mergedId", merged));

        assertThat(notices(heir, "FILES_MERGED"))
                .extracting(notice -> notice.get("data"))
                .containsExactly(
                        Map.of("change", "MERGED", "mergedId", merged.toString(), "survivorId", survivor.toString()));
        assertThat(notices(leaver, "FILES_MERGED"))
                .extracting(notice -> notice.get("data"))
                .containsExactly(Map.of("change", "MERGED", "mergedId", merged.toString()));
        assertThat(notices(leaver, "FILES_MERGED").get(0).get("entityId")).isEqualTo(merge);
        assertThat(told(heir)).containsExactly(task);
        assertThat(told(leaver)).isEmpty();

        manager.once()
                .post("/api/v1/customers/merges/" + merge + "/undo")
                .then()
                .statusCode(200);

        assertThat(notices(leaver, "FILES_MERGED")).hasSize(2);
        assertThat(notices(heir, "FILES_MERGED")).hasSize(2);
        assertThat(told(leaver)).containsExactly(task);
        assertThat(told(heir)).isEmpty();
    }
}
