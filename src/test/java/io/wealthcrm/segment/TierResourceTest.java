package io.wealthcrm.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tiers by rules and by hand. The rules added here are of homemakers, whom no other test has, so that all others keep theirs. */
@OnSharedService
@ResourceLock("tier rules")
class TierResourceTest {
    private static final String RULES = "/api/v1/tiers/rules";
    private static final List<Map<String, Object>> USUAL = List.of(
            Map.of("tier", "DIAMOND", "fromAssets", "10000000.00"),
            Map.of("tier", "PLATINUM", "fromAssets", "6000000.00"),
            Map.of("tier", "GOLD", "fromAssets", "3000000.00"));

    private Firm firm;
    private Person advisor;
    private Person executive;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        executive = firm.office(Role.EXECUTIVE);
    }

    @Test
    void theFirstRuleThatHoldsGivesTheTierAtOnceAndAfterARecomputation() {
        UUID old = homemaker("1930-01-01", null);
        UUID rich = homemaker("1990-01-01", "FROM_6M_TO_10M");
        UUID poor = homemaker("1990-01-01", "BELOW_1M");
        String untouched = row(poor);
        replace(
                version(),
                rule("DIAMOND", Map.of("fromAge", 90)),
                rule("GOLD", Map.of("fromAssets", "6000000.00", "toAge", 60)));
        awaitTier(old, "DIAMOND");
        awaitTier(rich, "GOLD");
        assertThat(tier(poor)).isEqualTo("STANDARD");
        assertThat(row(poor)).as("who stays the same is not written").isEqualTo(untouched);
        timeline(old)
                .body(
                        "items.find { it.kind == 'TIER_CHANGED' }.data",
                        equalTo(Map.of("from", "STANDARD", "to", "DIAMOND")));

        String etag = firm.one("select version from customers where id = ?", poor);
        advisor.request()
                .header("If-Match", "\"" + etag + "\"")
                .body(Map.of("birthday", "1930-05-05"))
                .patch("/api/v1/customers/{id}", poor)
                .then()
                .statusCode(200)
                .body("tier", equalTo("DIAMOND"));
    }

    /** Each rule's bound from both sides, worked out by hand beside what the database says. */
    @Test
    void recomputedTiersAreThoseWorkedOutInJava() {
        LocalDate today = LocalDate.parse(firm.one("select cast(now() at time zone 'Asia/Shanghai' as date)"));
        Map<UUID, String> expected = new HashMap<>();
        expected.put(homemaker(today.minusYears(70).toString(), null), "DIAMOND");
        expected.put(homemaker(today.minusYears(70).plusDays(1).toString(), null), "STANDARD");
        expected.put(homemaker(today.minusYears(81).toString(), null), "STANDARD");
        expected.put(homemaker(today.minusYears(81).plusDays(1).toString(), null), "DIAMOND");
        expected.put(worth(spoken(homemaker("1990-01-01", null), today), "4000000.00", "20000.00"), "PLATINUM");
        expected.put(worth(spoken(homemaker("1990-01-01", null), today), "3999999.99", "20000.00"), "GOLD");
        expected.put(worth(spoken(homemaker("1990-01-01", null), today), "4000000.00", "19999.99"), "GOLD");
        expected.put(spoken(homemaker("1990-01-01", null), today.minusDays(30)), "GOLD");
        expected.put(spoken(homemaker("1990-01-01", null), today.minusDays(31)), "STANDARD");
        replace(
                version(),
                rule("DIAMOND", Map.of("fromAge", 70, "toAge", 80)),
                rule("PLATINUM", Map.of("fromAssets", "4000000.00", "fromContribution", "20000.00")),
                rule("GOLD", Map.of("activeWithinDays", 30)));
        expected.forEach(this::awaitTier);
        Map<UUID, String> again = new HashMap<>();
        expected.keySet().forEach(customer -> again.put(customer, tier(customer)));
        assertThat(again).isEqualTo(expected);
    }

    @Test
    void rulesThatAreStaleOrCannotHoldChangeNothing() {
        int version = version();
        put(executive, version + 1, USUAL).statusCode(412);
        put(firm.office(Role.COMPLIANCE), version, USUAL).statusCode(403);
        put(executive, version, List.of(Map.of("tier", "GOLD", "fromAge", 60, "toAge", 50)))
                .statusCode(400)
                .body("errors.pointer", contains("/rules/0/toAge"));
        put(executive, version, List.of(Map.of("tier", "GOLD", "fromAssets", "-1.00")))
                .statusCode(400)
                .body("errors.pointer", contains("/rules/0/fromAssets"));
        put(executive, version, List.of(Map.of("tier", "COPPER"))).statusCode(400);
        put(executive, version, List.of(Map.of("fromAge", 5))).statusCode(400);
        executive.request().body(Map.of("rules", USUAL)).put(RULES).then().statusCode(428);
        executive.request().get(RULES).then().statusCode(200).body("version", equalTo(version));
    }

    @Test
    void feedbackIsWorkedToAnAnswerThatOutweighsTheRulesUntilItsDay() {
        UUID customer = homemaker("1990-01-01", null);
        Person operations = firm.office(Role.OPERATIONS);
        give(firm.advisorIn(firm.otherTeam), customer, "GOLD").statusCode(404);
        give(advisor, customer, "STANDARD").statusCode(422).body("code", equalTo("TIER_UNCHANGED"));
        String id = give(advisor, customer, "GOLD").statusCode(201).extract().path("id");
        give(advisor, customer, "PLATINUM").statusCode(409).body("code", equalTo("TIER_FEEDBACK_OPEN"));
        list(firm.advisorIn(firm.otherTeam), customer).body("items", hasSize(0));
        list(operations, customer).body("items.id", contains(id));
        decide(advisor, id, Map.of("accepted", true, "answer", "同意")).statusCode(403);
        decide(operations, id, Map.of("accepted", true, "answer", " ")).statusCode(400);
        decide(operations, id, Map.of("accepted", true, "answer", "同意", "until", "2020-01-01"))
                .statusCode(400);
        assertThat(tier(customer)).isEqualTo("STANDARD");

        decide(operations, id, Map.of("accepted", true, "answer", "同意"))
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"));
        decide(operations, id, Map.of("accepted", false, "answer", "不同意"))
                .statusCode(409)
                .body("code", equalTo("TIER_FEEDBACK_ENDED"));
        assertThat(tier(customer)).isEqualTo("GOLD");
        timeline(customer).body("items.kind", hasItem("TIER_CHANGED"));
        assertThat(firm.one(
                        "select count(*) from notifications where person_id = ? and kind = 'TIER_FEEDBACK'",
                        advisor.id()))
                .isEqualTo("1");

        recompute();
        assertThat(tier(customer)).isEqualTo("GOLD");
        firm.execute("update customers set tier_until = current_date - 2 where id = ?", customer);
        recompute();
        assertThat(tier(customer)).isEqualTo("STANDARD");
    }

    @Test
    void whoGaveFeedbackMayWithdrawItAndNobodyAnswersTheirOwn() {
        UUID customer = homemaker("1990-01-01", null);
        Person both = firm.person(firm.branch, Role.BRANCH_MANAGER, Role.OPERATIONS);
        String own = give(both, customer, "GOLD").statusCode(201).extract().path("id");
        decide(both, own, Map.of("accepted", true, "answer", "同意"))
                .statusCode(403)
                .body("code", equalTo("OWN_TIER_FEEDBACK"));
        withdraw(advisor, own).statusCode(404);
        withdraw(both, own).statusCode(200).body("state", equalTo("WITHDRAWN"));
        withdraw(both, own).statusCode(409);
        String next = give(advisor, customer, "GOLD").statusCode(201).extract().path("id");
        decide(firm.office(Role.EXECUTIVE), next, Map.of("accepted", false, "answer", "资料不足"))
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("answer", equalTo("资料不足"));
        assertThat(tier(customer)).isEqualTo("STANDARD");
    }

    @Test
    void whoServesTheCustomerNowWithdrawsWhatSomebodyAskedBefore() {
        UUID customer = homemaker("1990-01-01", null);
        Person next = firm.advisorIn(firm.otherTeam);
        String id = give(advisor, customer, "GOLD").statusCode(201).extract().path("id");
        withdraw(firm.person(firm.teamA, Role.TEAM_LEAD), id).statusCode(404);
        firm.execute(
                "update customers set advisor_id = ?, unit_id = ? where id = ?", next.id(), firm.otherTeam, customer);

        withdraw(advisor, id).statusCode(404);
        give(next, customer, "DIAMOND").statusCode(409).body("code", equalTo("TIER_FEEDBACK_OPEN"));
        withdraw(next, id).statusCode(200).body("state", equalTo("WITHDRAWN"));
        give(next, customer, "DIAMOND").statusCode(201);
    }

    private UUID homemaker(String birthday, String band) {
        Map<String, Object> body = new HashMap<>(
                Map.of("name", "分级客户", "phone", Firm.newPhone(), "birthday", birthday, "occupation", "HOMEMAKER"));
        body.put("confirmNew", true);
        if (band != null) {
            body.put("assetBand", band);
        }
        return UUID.fromString(advisor.once()
                .body(body)
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private UUID worth(UUID customer, String assets, String contribution) {
        firm.execute(
                """
                insert into customer_contributions (customer_id, advisor_id, unit_id, fees, cost, contribution, assets, confirmed,
                       level, leeway, computed_at)
                select id, advisor_id, unit_id, cast(? as numeric), 0, cast(? as numeric), cast(? as numeric), 0, 0, 0, now()
                  from customers where id = ?
                on conflict (customer_id) do update set fees = excluded.fees, contribution = excluded.contribution,
                       assets = excluded.assets""",
                contribution,
                contribution,
                assets,
                customer);
        return customer;
    }

    private UUID spoken(UUID customer, LocalDate on) {
        firm.execute(
                "update customers set last_contact_at = cast(cast(? as text) || ' 00:00+08' as timestamptz) where id = ?",
                on.toString(),
                customer);
        return customer;
    }

    private static Map<String, Object> rule(String tier, Map<String, Object> conditions) {
        Map<String, Object> rule = new HashMap<>(conditions);
        rule.put("tier", tier);
        rule.put("occupations", List.of("HOMEMAKER"));
        return rule;
    }

    private int version() {
        return executive.request().get(RULES).path("version");
    }

    /** Also keeps the usual rules, but not for homemakers: there is one that holds for all others first. */
    @SafeVarargs
    private void replace(int version, Map<String, Object>... first) {
        List<Map<String, Object>> rules = new ArrayList<>(List.of(first));
        rules.add(rule("STANDARD", Map.of()));
        rules.addAll(USUAL);
        put(executive, version, rules).statusCode(200).body("version", equalTo(version + 1));
    }

    private static ValidatableResponse put(Person by, int version, List<Map<String, Object>> rules) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("rules", rules))
                .put(RULES)
                .then();
    }

    private void recompute() {
        String job = executive
                .once()
                .post("/api/v1/tiers/recomputations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(60)).until(() -> executive
                .request()
                .get("/api/v1/jobs/{id}", job)
                .path("status")
                .equals("DONE"));
    }

    private void awaitTier(UUID customer, String expected) {
        await().atMost(Duration.ofSeconds(60)).until(() -> tier(customer).equals(expected));
    }

    private String tier(UUID customer) {
        return firm.one("select tier from customers where id = ?", customer);
    }

    private String row(UUID customer) {
        return firm.one("select xmin || ' ' || ctid from customers where id = ?", customer);
    }

    private ValidatableResponse timeline(UUID customer) {
        return advisor.request()
                .get("/api/v1/customers/{id}/timeline", customer)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse give(Person by, UUID customer, String tier) {
        return by.once()
                .body(Map.of("tier", tier, "reason", "资产在他行"))
                .post("/api/v1/customers/{id}/tier-feedback", customer)
                .then();
    }

    private static ValidatableResponse list(Person by, UUID customer) {
        return by.request()
                .queryParam("customerId", customer)
                .get("/api/v1/tier-feedback")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(Person by, String id, Map<String, Object> decision) {
        return by.once()
                .body(decision)
                .post("/api/v1/tier-feedback/{id}/decision", id)
                .then();
    }

    private static ValidatableResponse withdraw(Person by, String id) {
        return by.once().post("/api/v1/tier-feedback/{id}/withdrawal", id).then();
    }
}
