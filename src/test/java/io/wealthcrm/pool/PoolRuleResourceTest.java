package io.wealthcrm.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Rules and settings as data: versions, refusals, and what they bind. */
@OnSharedService
@ResourceLock(PoolDays.RULES)
class PoolRuleResourceTest {
    private PoolDays days;

    @BeforeEach
    void days(Service service) {
        days = new PoolDays(service);
    }

    @Test
    void rulesThatContradictThemselvesOrAreStaleChangeNothing() {
        days.rules(days.rule("NO_CONTACT", 90, 7));
        int version = days.executive.request().get(PoolDays.RULES).path("version");
        days.put(days.executive, version, days.rule("NO_CONTACT", 5, 7))
                .statusCode(400)
                .body("errors.pointer", contains("/rules/0/warnDays"));
        days.put(days.executive, version, days.rule("NO_CONTACT", 90, 7), days.rule("NO_CONTACT", 60, 7))
                .statusCode(400)
                .body("errors.pointer", contains("/rules/1/tiers"));
        Map<String, Object> nowhere = days.rule("NO_CONTACT", 90, 7);
        nowhere.put("branch", UUID.randomUUID());
        days.put(days.executive, version, nowhere).statusCode(400).body("errors.code", contains("UNKNOWN_BRANCH"));
        days.put(days.executive, version, days.rule("NO_CONTACT", 90, 0)).statusCode(400);
        days.put(days.executive, version, days.rule("SOMETIMES", 90, 7)).statusCode(400);
        Map<String, Object> numbered = days.rule("NO_CONTACT", 90, 7);
        numbered.put("kind", 2);
        days.put(days.executive, version, numbered).statusCode(400);
        days.put(days.executive, version + 1, days.rule("NO_CONTACT", 90, 7)).statusCode(412);
        days.put(days.manager, version, days.rule("NO_CONTACT", 90, 7)).statusCode(403);
        days.executive
                .request()
                .body(Map.of("rules", List.of()))
                .put(PoolDays.RULES)
                .then()
                .statusCode(428);

        days.executive
                .request()
                .get(PoolDays.RULES)
                .then()
                .body("version", equalTo(version))
                .body("rules", hasSize(1));
    }

    @Test
    void aBranchsSettingsBindItsClaims() {
        UUID first = days.desk.pooled();
        UUID second = days.desk.pooled();
        Person claimer = days.desk.firm.advisor();
        int firms = days.executive.request().get(PoolDays.SETTINGS).path("version");
        days.settings(days.desk.firm.branch, 10, 1, 0, true)
                .statusCode(200)
                .body("branch", equalTo(days.desk.firm.branch.toString()));
        days.executive
                .request()
                .get(PoolDays.SETTINGS)
                .then()
                .body("version", equalTo(firms))
                .body("branch", nullValue());
        days.desk.claim(claimer, first).statusCode(200);
        String before = days.desk.state(second);
        days.desk
                .claim(claimer, second)
                .statusCode(409)
                .body("code", equalTo("HOLDINGS_CAP"))
                .body("cap", equalTo(1));
        days.settings(days.desk.firm.branch, 1, 300, 0, true).statusCode(200);
        days.desk.claim(claimer, second).statusCode(409).body("code", equalTo("DAILY_CLAIM_CAP"));
        assertThat(days.desk.state(second)).isEqualTo(before);
        // Nobody is kept from taking back at once.
        days.desk.claim(days.desk.advisor, second).statusCode(200);

        days.executive
                .request()
                .get(PoolDays.SETTINGS + "?branch=" + UUID.randomUUID())
                .then()
                .statusCode(404);
        days.executive
                .request()
                .header("If-Match", "\"7777\"")
                .body(Map.of("claimsPerDay", 1, "holdingsCap", 1, "noTakeBackDays", 1, "protectsHolders", true))
                .put(PoolDays.SETTINGS + "?branch=" + days.desk.firm.branch)
                .then()
                .statusCode(412);
    }
}
