package io.wealthcrm.performance;

import static io.wealthcrm.performance.Deeds.noon;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What merges, hand-overs, rescinded orders and their undoing leave of the past. */
@OnSharedService
class CorrectionResourceTest {
    private Deeds deeds;
    private Firm firm;
    private Person first;
    private Person second;
    private Person operations;
    private LocalDate day;
    private String month;

    @BeforeEach
    void people(Service service) {
        deeds = new Deeds(service);
        firm = deeds.firm;
        first = firm.advisor();
        second = firm.advisorIn(firm.teamB);
        operations = firm.office(Role.OPERATIONS);
        day = deeds.today().withDayOfMonth(1).minusDays(9);
        month = "period=" + day.toString().substring(0, 7);
    }

    @Test
    void aMergedCustomerIsNewOnceForWhoeverOpenedTheFirstFile() {
        UUID older = deeds.opened(first, noon(day));
        UUID younger = deeds.opened(second, noon(day.plusDays(3)));
        opened(1, 1);
        String merge = merge(older, younger);
        opened(1, 0);
        undo(merge);
        opened(1, 1);
        // Into the younger one: the first file is gone, and its opener opened it all the same.
        merge = merge(younger, older);
        opened(1, 0);
        UUID third = deeds.opened(second, noon(day.minusDays(2)));
        String again = merge(third, younger);
        opened(0, 1);
        undo(again);
        undo(merge);
        opened(1, 2);
    }

    @Test
    void handingOverAndTakingBackMoveNobodysPast() {
        UUID customer = firm.buyerOf(first, "移交客户");
        deeds.contact(customer, first, "CALL", noon(day));
        UUID done = deeds.booked(customer, first, noon(day), "2000000.00", true);
        deeds.confirmed(done, noon(day.plusDays(1)));
        UUID open = deeds.booked(customer, first, noon(day.plusDays(2)), "1000000.00", true);
        deeds.plan(first, noon(day), null, "OPEN");
        deeds.recompute(day, day.plusDays(3));
        Map<String, Object> before = figures(first);
        assertThat(before).containsEntry("bookings", 2).containsEntry("confirmedAmount", "2000000.00");

        Person heir = firm.advisor();
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        String offboarding = "/api/v1/users/" + first.id() + "/offboarding";
        lead.once()
                .body(Map.of(
                        "effectiveOn", deeds.today().toString(),
                        "plan", "TRANSFER",
                        "transfers", List.of(Map.of("advisorId", heir.id()))))
                .post(offboarding)
                .then()
                .statusCode(201);
        assertThat(firm.one("select advisor_id from orders where id = ?", open))
                .isEqualTo(heir.id().toString());
        deeds.recompute(day, day.plusDays(3));
        assertThat(figures(heir)).containsEntry("bookings", 0).containsEntry("confirmedAmount", "0.00");
        assertThat(figures(first)).isEqualTo(before);
        lead.once().post(offboarding + "/undo").then().statusCode(200);
        deeds.recompute(day, day.plusDays(3));
        assertThat(figures(first)).isEqualTo(before);
    }

    @Test
    void whatWasDoneForWhoIsErasedStaysAsAFigure() {
        UUID customer = deeds.opened(first, noon(day));
        deeds.contact(customer, first, "VISIT", noon(day.plusDays(1)));
        deeds.contact(customer, second, "CALL", noon(day.plusDays(1)));
        deeds.plan(first, noon(day), noon(day).plusSeconds(1), "DONE");
        firm.execute("update tasks set customer_id = ? where assignee_id = ?", customer, first.id());
        deeds.recompute(day, day.plusDays(3));
        Map<String, Object> before = figures(first);
        assertThat(before)
                .containsEntry("newCustomers", 1)
                .containsEntry("contacts", 1)
                .containsEntry("plansKept", 1);
        assertThat(firm.one("select files from erase_customer(?, now(), current_date, '\\x00')", customer))
                .isNotNull();
        assertThat(firm.one("select count(*) from interactions where customer_id = ?", customer))
                .isEqualTo("0");
        deeds.recompute(day, day.plusDays(3));
        assertThat(figures(first)).isEqualTo(before);
        assertThat(figures(second)).containsEntry("contacts", 1);
    }

    @Test
    void aRescindedOrderIsNoBookingAnyMoreAndWasNeverConfirmed() {
        UUID customer = firm.buyerOf(first, "撤单客户");
        UUID order = deeds.booked(customer, first, noon(day), "2000000.00", true);
        deeds.recompute(day, day);
        assertThat(figures(first)).containsEntry("bookings", 1);
        firm.execute(
                """
                update orders set status = 'RESCINDED', quota_held = false, contract_number = 'R-' || id, signed_at = now(),
                       paid_at = now(), cooling_off_ends_at = now() where id = ?""",
                order);
        deeds.recompute(day, day);
        assertThat(figures(first)).containsEntry("bookings", 0).containsEntry("bookedAmount", "0.00");
        assertThat(figures(first)).containsEntry("confirmedAmount", "0.00");
    }

    /** So a call dated long ago does not make each night as long as it is old. */
    @Test
    void theNightlySweepPassesOverTheYearsOfWhichThereIsNothing() {
        UUID customer = firm.customerOf(first, "旧档客户");
        LocalDate longAgo = LocalDate.of(1990, 3, 5);
        // Under the id of something written down long ago, which no look finds.
        firm.execute(
                """
                insert into interactions (id, customer_id, kind, at, summary, by_id)
                values (cast(overlay(cast(cast(? as uuid) as text) placing '00000000-0000-7' from 1 for 15) as uuid), ?, 'CALL',
                        cast(? as timestamptz), '回访', ?)""",
                UUID.randomUUID(),
                customer,
                noon(longAgo).toString(),
                first.id());
        firm.execute("update person_day_scan set next_to_sweep = date '0001-01-01'");
        await().atMost(40, SECONDS)
                .until(() -> firm.one("select count(*) from person_day_scan where next_to_sweep is null"), "1"::equals);
        assertThat(firm.one(
                        "select sum(contacts) from person_days where person_id = ? and day = ?", first.id(), longAgo))
                .isEqualTo("1");
    }

    private void opened(int byFirst, int bySecond) {
        deeds.recompute(day.minusDays(2), day.plusDays(3));
        assertThat(figures(first)).containsEntry("newCustomers", byFirst);
        assertThat(figures(second)).containsEntry("newCustomers", bySecond);
    }

    private Map<String, Object> figures(Person of) {
        return deeds.person(deeds.executive, of, month).getMap("figures");
    }

    private String merge(UUID survivor, UUID merged) {
        return operations
                .once()
                .body(Map.of("survivorId", survivor, "mergedId", merged))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void undo(String merge) {
        operations
                .once()
                .post("/api/v1/customers/merges/" + merge + "/undo")
                .then()
                .statusCode(200);
    }
}
