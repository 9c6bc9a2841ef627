package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlaResourceTest extends ComplaintCase {
    SlaResourceTest(Service service) {
        super(service);
    }

    @Test
    void compliance_replaces_the_time_limits_and_what_is_open_keeps_its_own() {
        String old = opened(complaint());
        Person compliance = firm.office(Role.COMPLIANCE);
        JsonPath table = compliance.request().get(PATH + "/sla-rules").jsonPath();
        String version = table.getString("version");
        List<Map<String, Object>> rules = new ArrayList<>(table.getList("rules"));
        Map<String, Object> body = new HashMap<>(Map.of("workingFrom", "09:00", "workingTo", "18:00", "rules", rules));
        put(lead, version, body).statusCode(403);
        put(compliance, "0", body).statusCode(412);
        Map<String, Object> own = rules.remove(7);
        put(compliance, version, body).statusCode(400);
        rules.add(rules.get(0));
        put(compliance, version, body).statusCode(400).body("errors[0].code", equalTo("TWICE"));
        rules.set(7, with(own, "escalateTo", List.of("COMPLIANCE", "COMPLIANCE", "ADVISOR")));
        put(compliance, version, body).statusCode(400).body("errors[0].pointer", equalTo("/rules/7/escalateTo"));
        rules.set(7, with(own, "resolveMinutes", 1));
        put(compliance, version, body).statusCode(400);
        rules.set(7, own);
        put(compliance, version, body)
                .statusCode(200)
                .body("version", equalTo(Integer.parseInt(version) + 1))
                .body("rules", hasSize(8))
                .body("changedBy", equalTo(compliance.id().toString()));
        assertThat(firm.one("select sla_version from complaints where id = ?", UUID.fromString(old)))
                .isEqualTo(version);
        assertThat(firm.one("select sla_version from complaints where id = ?", UUID.fromString(opened(complaint()))))
                .isNotEqualTo(version);
    }

    private static Map<String, Object> with(Map<String, Object> rule, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(rule);
        changed.put(name, value);
        return changed;
    }

    private static ValidatableResponse put(Person by, String version, Map<String, Object> table) {
        return by.request()
                .header("If-Match", '"' + version + '"')
                .body(table)
                .put(PATH + "/sla-rules")
                .then();
    }
}
