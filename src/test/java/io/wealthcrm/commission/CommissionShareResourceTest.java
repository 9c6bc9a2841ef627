package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Advisors who share an order: the parts add up to it, until it is settled. */
@OnSharedService
class CommissionShareResourceTest {
    private final Desk desk;

    CommissionShareResourceTest(Service service) {
        desk = Desk.of(service);
    }

    @Test
    void eachIsPaidOnTheOwnPartAndTheLeadsOnTheirTeams() {
        Person other = desk.firm.advisorIn(desk.firm.teamB);
        Person lead = desk.firm.person(desk.firm.teamA, Role.TEAM_LEAD);
        Person otherLead = desk.firm.person(desk.firm.teamB, Role.TEAM_LEAD);
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"), rule("TEAM_LEAD", "0.00", "0.0010"));
        UUID order = booking("1000000.01");
        desk.share(desk.advisor, order, 0, Map.of(desk.advisor.id(), "0.5", other.id(), "0.5"))
                .statusCode(200)
                .body("version", equalTo(1))
                // the odd cent goes to the first by id
                .body("shares.part", contains("500000.01", "500000.00"));
        desk.confirm(order, desk.month + "-05T12:00:00+08:00");
        desk.run(plan, desk.month).statusCode(200).body("lines", equalTo(4));
        assertThat(desk.lines(order, desk.advisor)).isEqualTo("500000.01@0.0050=2500.00");
        assertThat(desk.lines(order, other)).isEqualTo("500000.00@0.0050=2500.00");
        assertThat(desk.lines(order, lead)).isEqualTo("500000.01@0.0010=500.00");
        assertThat(desk.lines(order, otherLead)).isEqualTo("500000.00@0.0010=500.00");
    }

    @Test
    void partsOfRandomSharesAddUpToTheCash() {
        Random random = new Random(20260101);
        List<Person> sellers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sellers.add(desk.firm.advisor());
        }
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        for (int i = 0; i < 150; i++) {
            UUID order = booking(BigDecimal.valueOf(100_000_000L + random.nextInt(2_000_000_000), 2)
                    .toPlainString());
            desk.share(desk.advisor, order, 0, fractions(random, sellers)).statusCode(200);
            desk.confirm(order, desk.month + "-05T12:00:00+08:00");
        }
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.firm.one(
                        """
                        select count(*) from (
                            select o.id from orders o join commission_lines l on l.order_id = o.id
                             where o.advisor_id = ? group by o.id, o.amount having sum(l.base) = o.amount) exact""",
                        desk.advisor.id()))
                .isEqualTo("150");
    }

    @Test
    void onlyWholeSharesOfSalesPeopleAreTaken() {
        UUID order = booking("1000000.00");
        Person other = desk.firm.advisor();
        UUID me = desk.advisor.id();
        desk.share(desk.advisor, order, 0, Map.of(me, "0.5", other.id(), "0.4999999999"))
                .statusCode(422)
                .body("code", equalTo("ORDER_SHARES_NOT_WHOLE"));
        desk.share(desk.advisor, order, 0, Map.of(me, "1.5", other.id(), "-0.5"))
                .statusCode(400);
        desk.share(desk.advisor, order, 0, Map.of(me, "0.5", desk.finance.id(), "0.5"))
                .statusCode(422)
                .body("code", equalTo("ORDER_SHARER_UNKNOWN"));
        desk.share(desk.advisor, order, 0, Map.of(me, "0.5", UUID.randomUUID(), "0.5"))
                .statusCode(422);
        desk.share(desk.advisor, order, 7, Map.of(me, "1")).statusCode(412);
        desk.share(other, order, 0, Map.of(other.id(), "1")).statusCode(404);
        assertThat(desk.count("order_shares", "order_id", order)).isEqualTo("0");
        desk.advisor
                .request()
                .get("/api/v1/commissions/orders/{id}/shares", order)
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("shares.fraction", contains("1"));
    }

    @Test
    void sharesStayOnceTheOrderIsSettled() {
        UUID order = booking("1000000.00");
        Person other = desk.firm.advisor();
        Map<UUID, String> halves = Map.of(desk.advisor.id(), "0.5", other.id(), "0.5");
        desk.share(desk.advisor, order, 0, halves).statusCode(200);
        desk.confirm(order, desk.month + "-05T12:00:00+08:00");
        desk.share(desk.advisor, order, 1, Map.of(other.id(), "1"))
                .statusCode(409)
                .body("code", equalTo("ORDER_SHARES_SETTLED"));
        assertThat(desk.count("order_shares", "order_id", order)).isEqualTo("2");
        assertThatThrownBy(() -> desk.firm.execute("delete from order_shares where order_id = ?", order))
                .hasMessageContaining("settled");
    }

    @Test
    void theDatabaseRefusesPartsThatDoNotAddUp() {
        UUID order = booking("1000000.00");
        desk.share(desk.advisor, order, 0, Map.of(desk.advisor.id(), "1")).statusCode(200);
        assertThatThrownBy(
                        () -> desk.firm.execute("update order_shares set part = part - 0.01 where order_id = ?", order))
                .hasMessageContaining("do not add up");
        assertThatThrownBy(() -> desk.firm.execute("update order_shares set fraction = 0.5 where order_id = ?", order))
                .hasMessageContaining("do not add up");
    }

    private UUID booking(String amount) {
        return desk.booking(desk.advisor, desk.product, amount, desk.month + "-03T12:00:00+08:00");
    }

    private static Map<UUID, String> fractions(Random random, List<Person> sellers) {
        int parts = 2 + random.nextInt(sellers.size() - 1);
        BigDecimal left = BigDecimal.ONE;
        Map<UUID, String> fractions = new LinkedHashMap<>();
        for (int i = 0; i < parts - 1; i++) {
            BigDecimal part =
                    left.multiply(BigDecimal.valueOf(1 + random.nextInt(98), 2)).setScale(10, RoundingMode.DOWN);
            fractions.put(sellers.get(i).id(), part.toPlainString());
            left = left.subtract(part);
        }
        fractions.put(sellers.get(parts - 1).id(), left.toPlainString());
        return fractions;
    }
}
