package io.wealthcrm.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom each rule finds on a day, by running its scan without telling anybody. The days are long past, so all is the test's own. */
@OnSharedService
class RuleScanServiceTest {
    private Firm firm;
    private Person advisor;
    private UUID customer;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        customer = firm.customerOf(advisor, "规则测试");
    }

    @Test
    void signedContractsAreMissedFifteenDaysOn() {
        UUID order = order("1000000.00", "2019-03-01");
        String number = "RULE-" + order;
        UUID batch = Ids.next();
        firm.execute(
                """
                insert into paper_contract_batches (id, prefix, first_number, last_number, digits, product_id, status, registered_by,
                       registered_at)
                select ?, 'RULE', 1, 1, 4, product_id, 'IN_STOCK', advisor_id, now() from orders where id = ?""",
                batch,
                order);
        firm.execute(
                """
                insert into paper_contracts (number, batch_id, product_id, status, status_at, unit_id, advisor_id, order_id)
                select ?, ?, product_id, 'SIGNED', ?, unit_id, advisor_id, id from orders where id = ?""",
                number,
                batch,
                at("2019-03-01T23:59:59"),
                order);

        assertThat(found(RuleKind.CONTRACT_OVERDUE, "2019-03-15", order)).isNull();
        assertThat(found(RuleKind.CONTRACT_OVERDUE, "2019-03-16", order)).isEqualTo(advisor.id() + " 2019-03-01/T+15");
        assertThat(found(RuleKind.CONTRACT_OVERDUE, "2019-03-17", order)).isNull();
        firm.execute("update paper_contracts set status = 'RETURNED' where number = ?", number);
        assertThat(found(RuleKind.CONTRACT_OVERDUE, "2019-03-16", order)).isNull();
    }

    @Test
    void aTaskIsOverdueUntilItHasEnded() {
        UUID planned = task("2019-04-03T10:00:00", customer);
        UUID ofNobody = task("2019-04-03T10:00:00", null);

        assertThat(found(RuleKind.FOLLOW_UP, "2019-04-03", planned)).isEqualTo(advisor.id() + " 2019-04-03");
        assertThat(found(RuleKind.FOLLOW_UP, "2019-04-03", ofNobody)).isEqualTo(advisor.id() + " 2019-04-03");
        assertThat(data(RuleKind.FOLLOW_UP, "2019-04-03", ofNobody)).doesNotContain("customerId");
        assertThat(found(RuleKind.TASK_OVERDUE, "2019-04-04", planned)).isEqualTo(advisor.id() + " 2019-04-03/T+1");
        assertThat(found(RuleKind.TASK_OVERDUE, "2019-04-10", planned)).isEqualTo(advisor.id() + " 2019-04-03/T+7");
        firm.execute("update tasks set state = 'DONE', ended_at = now() where id = ?", planned);
        assertThat(found(RuleKind.TASK_OVERDUE, "2019-04-10", planned)).isNull();
        assertThat(found(RuleKind.FOLLOW_UP, "2019-04-03", planned)).isNull();
    }

    @Test
    void aValueIsToldOnceToEachHolder() {
        UUID first = order("1000000.00", "2019-05-01");
        UUID product = UUID.fromString(firm.one("select product_id from orders where id = ?", first));
        for (int i = 0; i < 2; i++) {
            firm.execute(
                    """
                    insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on)
                    select uuidv7(), customer_id, product_id, uuidv7(), advisor_id, unit_id, amount, current_date
                      from orders where id = ?""",
                    first);
        }
        firm.execute(
                "insert into navs (product_id, nav_date, nav, recorded_at) values (?, '2019-05-31', 1.0500, ?)",
                product,
                at("2019-06-03T18:00:00"));
        String holder = firm.one("select id from users where customer_id = ?", customer);

        assertThat(found(RuleKind.NAV_PUBLISHED, "2019-06-04", product)).isEqualTo(holder + " 2019-05-31");
        assertThat(found(RuleKind.NAV_PUBLISHED, "2019-06-03", product)).isNull();
    }

    @Test
    void theChampionIsWhoeverHadMostMoneyConfirmed() {
        UUID small = order("1000000.00", "2019-07-01");
        UUID smallToo = order("1000000.00", "2019-07-01");
        assertThat(small).isNotEqualTo(smallToo);
        Person rival = firm.advisor();
        advisor = rival;
        customer = firm.customerOf(rival, "规则测试");
        UUID large = order("3000000.00", "2019-07-01");
        assertThat(large).isNotNull();

        assertThat(champion("2019-07-02", rival)).isEqualTo("2019-07-01 1");
        assertThat(champion("2019-07-01", rival)).isNull();
        assertThat(data(RuleKind.CHAMPION, "2019-07-02", firm.headOffice))
                .isNotNull()
                .doesNotContain("3000000");
        Person office = firm.office(Role.OPERATIONS);
        String told = "select count(*) from (" + scan(RuleKind.CHAMPION, "2019-07-02") + ") r where person_id = ?";
        assertThat(firm.one(told, office.id())).isEqualTo("0");
        assertThat(firm.one(told, rival.id())).isEqualTo("1");
    }

    /** The orders go with the customer; what was bought remembers who sold it. */
    @Test
    void theChampionIsWhoSoldAlsoAfterAHandOver() {
        UUID order = order("2000000.00", "2019-09-02");
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on)
                select uuidv7(), customer_id, product_id, id, advisor_id, unit_id, amount, current_date from orders where id = ?""",
                order);
        Person next = firm.advisor();
        firm.person(firm.teamA, Role.TEAM_LEAD)
                .once()
                .body(Map.of("advisorId", next.id(), "reason", "调岗"))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> firm.one("select advisor_id from orders where id = ?", order),
                        next.id().toString()::equals);

        assertThat(champion("2019-09-03", advisor)).isEqualTo("2019-09-02 1");
        assertThat(champion("2019-09-03", next)).isNull();
    }

    @Test
    void managersGetTheDayInFiguresOfTheirOwnUnits() {
        Person executive = firm.office(Role.EXECUTIVE);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person other = firm.person(firm.otherBranch, Role.BRANCH_MANAGER);
        UUID order = order("1000000.00", "2019-08-01");
        assertThat(order).isNotNull();

        assertThat(confirmed(manager)).isEqualTo("1");
        assertThat(confirmed(executive)).isEqualTo("1");
        assertThat(confirmed(other)).isEqualTo("0");
        assertThat(confirmed(advisor)).isNull();
    }

    private String confirmed(Person person) {
        String sql = "select data ->> 'confirmed' from (" + scan(RuleKind.DAILY_DIGEST, "2019-08-02")
                + ") r where person_id = ? and occasion = '2019-08-01'";
        return firm.one(sql, person.id());
    }

    private String champion(String day, Person person) {
        String sql = "select occasion || ' ' || (data ->> 'orders') from (" + scan(RuleKind.CHAMPION, day)
                + ") r where data ->> 'advisorId' = ? and person_id = ?";
        return firm.one(sql, person.id().toString(), person.id());
    }

    private String data(RuleKind kind, String day, UUID entity) {
        return firm.one(
                "select string_agg(data::text, '') from (" + scan(kind, day) + ") r where entity_id = ?", entity);
    }

    /** Who is told of the entity on the day, and under which name. */
    private String found(RuleKind kind, String day, UUID entity) {
        return firm.one(
                "select string_agg(person_id || ' ' || occasion, ', ') from (" + scan(kind, day)
                        + ") r where entity_id = ?",
                entity);
    }

    static String scan(RuleKind kind, String day) {
        return kind.scan()
                .replace("?1", "date '" + day + "'")
                .replace("?2", "date '" + day + "'")
                .replace("?3", "text 'Asia/Shanghai'")
                .replace("?4", "(select offsets from reminder_rules where kind = '" + kind + "')");
    }

    /** Confirmed at noon of the day. */
    private UUID order(String amount, String day) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name, amount,
                       regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at, paid_at,
                       cooling_off_ends_at)
                select ?, c.id, p.id, c.advisor_id, c.unit_id, c.advisor_id, c.name, p.name, cast(? as numeric), p.regime,
                       p.risk_level, 'CONFIRMED', now(), now(), now(), 'R-' || cast(? as text), now(), now(), now()
                  from customers c, products p where c.id = ? and p.id = ?""",
                id,
                amount,
                id.toString(),
                customer,
                firm.product());
        firm.execute(
                """
                insert into order_history (id, order_id, from_status, to_status, at)
                values (uuidv7(), ?, 'AWAITING_CALLBACK', 'CONFIRMED', ?)""",
                id,
                at(LocalDate.parse(day) + "T12:00:00"));
        return id;
    }

    private UUID task(String due, UUID about) {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into tasks (id, title, customer_id, assignee_id, origin, priority, due_at, first_due_at, created_by, created_at)
                values (?, '跟进', cast(? as uuid), ?, 'MANUAL', 'NORMAL', ?, ?, ?, now())""",
                id,
                about,
                advisor.id(),
                at(due),
                at(due),
                advisor.id());
        return id;
    }

    private static OffsetDateTime at(String local) {
        return OffsetDateTime.parse(local + "+08:00");
    }
}
