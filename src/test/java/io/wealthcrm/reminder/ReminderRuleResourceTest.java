package io.wealthcrm.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules as the administrator edits them; of the kind that is switched off, so that no other test hears of it. */
@OnSharedService
class ReminderRuleResourceTest {
    private static final String RULE = "/api/v1/reminder-rules/NAV_PUBLISHED";
    private static final Map<String, Object> WORDS =
            Map.of("zhTitle", "净值播报", "zhBody", "请查看", "enTitle", "NAV", "enBody", "Have a look");

    private Firm firm;
    private Person admin;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        admin = firm.office(Role.ADMIN);
    }

    @Test
    void showsTheRulesThatHaveAlwaysBeen() {
        firm.office(Role.OPERATIONS)
                .request()
                .get("/api/v1/reminder-rules")
                .then()
                .statusCode(200)
                .body("", hasSize(RuleKind.values().length))
                .body("find { it.kind == 'MATURITY' }.offsets", contains(30, 7, 1, 0))
                .body("find { it.kind == 'MATURITY' }.audience", contains("ADVISOR", "CUSTOMER"))
                .body("find { it.kind == 'MATURITY' }.text.zhTitle", equalTo("产品到期提醒"))
                .body("find { it.kind == 'BIRTHDAY' }.offsets", contains(3, 0))
                .body("find { it.kind == 'FOLLOW_UP' }.offsets", contains(0));
        firm.advisor().request().get("/api/v1/reminder-rules").then().statusCode(403);
    }

    @Test
    void changesARuleAndRefusesWhatItCannotBe() {
        int version = version();
        put(admin, version, rule(Map.of("text", WORDS, "offsets", List.of(2, 1))))
                .statusCode(200)
                .body("offsets", contains(1, 2))
                .body("text.enTitle", equalTo("NAV"))
                .body("ownText", equalTo(true))
                .body("version", equalTo(version + 1));
        assertThat(firm.one(
                        "select count(*) from audit_log where action = 'REMINDER_RULE_CHANGED' and actor_id = ?",
                        admin.id()))
                .isEqualTo("1");

        put(admin, version, rule(Map.of())).statusCode(412);
        int now = version + 1;
        put(firm.office(Role.OPERATIONS), now, rule(Map.of())).statusCode(403);
        put(admin, now, rule(Map.of("audience", List.of("SALES")))).statusCode(400);
        put(admin, now, rule(Map.of("offsets", List.of(0)))).statusCode(400);
        put(admin, now, rule(Map.of("offsets", List.of(367)))).statusCode(400);
        put(admin, now, rule(Map.of("offsets", List.of()))).statusCode(400);
        put(admin, now, rule(Map.of("text", with("zhBody", "{customer} 的净值")))).statusCode(400);
        put(admin, now, rule(Map.of("text", with("enBody", "Now ￥1.05")))).statusCode(400);
        for (String telling : List.of("收益 3 万", "到账１２００元", "三百亿", "＄5", "％", "｛名｝", "一\n二", "请\u200b看", "\u202e看")) {
            put(admin, now, rule(Map.of("text", with("zhBody", telling)))).statusCode(400);
        }
        put(admin, now, rule(Map.of("text", with("zhTitle", "长".repeat(41))))).statusCode(400);
        assertThat(version()).isEqualTo(now);
        put(admin, now, rule(Map.of())).statusCode(200).body("ownText", equalTo(false));
    }

    private static Map<String, Object> rule(Map<String, Object> otherwise) {
        Map<String, Object> rule =
                new HashMap<>(Map.of("offsets", List.of(1), "audience", List.of("CUSTOMER"), "active", false));
        rule.putAll(otherwise);
        return rule;
    }

    private static Map<String, Object> with(String part, String text) {
        Map<String, Object> words = new HashMap<>(WORDS);
        words.put(part, text);
        return words;
    }

    private static ValidatableResponse put(Person by, int version, Map<String, Object> rule) {
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(rule)
                .put(RULE)
                .then();
    }

    private int version() {
        return admin.request().get("/api/v1/reminder-rules").path("find { it.kind == 'NAV_PUBLISHED' }.version");
    }
}
