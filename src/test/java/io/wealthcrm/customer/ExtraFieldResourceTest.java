package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ExtraFieldResourceTest {
    private static final String FIELDS = "/api/v1/extra-fields";
    private static final String CUSTOMERS = "/api/v1/customers/";

    private Firm firm;
    private Person admin;
    private Person advisor;
    private String key;

    @BeforeEach
    void open(Service service) {
        firm = Firm.on(service);
        admin = firm.office(Role.ADMIN);
        advisor = firm.advisor();
        key = key();
    }

    private static String key() {
        return "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private Map<String, Object> field(String kind, List<String> readers, List<String> writers) {
        Map<String, Object> field = new HashMap<>();
        field.put("key", key);
        field.put("kind", kind);
        field.put("labelZh", "备注");
        field.put("labelEn", "Remark");
        field.put("readableBy", readers);
        field.put("writableBy", writers);
        return field;
    }

    private ValidatableResponse define(Map<String, Object> field) {
        return admin.once().body(field).post(FIELDS).then();
    }

    private String defined(Map<String, Object> field) {
        return define(field).statusCode(201).extract().path("id");
    }

    private ValidatableResponse change(String id, int version, Object patch) {
        return admin.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(FIELDS + "/" + id)
                .then();
    }

    @CanIgnoreReturnValue
    private ValidatableResponse write(Person by, UUID customer, Object value) {
        int version = advisor.request().get(CUSTOMERS + customer).path("version");
        Map<String, Object> extra = new HashMap<>();
        extra.put(key, value);
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("extra", extra))
                .patch(CUSTOMERS + customer)
                .then();
    }

    private String stored(UUID customer) {
        return firm.one("select extra ->> ? from customers where id = ?", key, customer);
    }

    @Test
    void administratorsDefineFieldsAndEverybodyReadsTheirOwn() {
        var field = field("CHOICE", List.of("ADVISOR", "COMPLIANCE"), List.of("ADVISOR"));
        field.put("choices", List.of("甲", "乙"));
        String id = defined(field);
        advisor.request()
                .get(FIELDS + "/" + id)
                .then()
                .statusCode(200)
                .body("choices", contains("甲", "乙"))
                .body("writable", equalTo(true))
                .body("readableBy", nullValue());
        Person compliance = firm.office(Role.COMPLIANCE);
        compliance.request().get(FIELDS).then().body("items.key", hasItem(key));
        compliance.request().get(FIELDS + "/" + id).then().body("writable", equalTo(false));
        for (Person other : List.of(firm.office(Role.FINANCE), firm.person(firm.teamA, Role.TEAM_LEAD))) {
            other.request().get(FIELDS).then().statusCode(200).body("items.key", not(hasItem(key)));
            other.request().get(FIELDS + "/" + id).then().statusCode(404);
        }
        admin.request().get(FIELDS + "/" + id).then().body("readableBy", contains("ADVISOR", "COMPLIANCE"));
        define(field).statusCode(409).body("code", equalTo("EXTRA_FIELD_EXISTS"));
        advisor.once().body(field).post(FIELDS).then().statusCode(403);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        for (var wrong : List.of(
                Map.of("key", "1x"),
                Map.of("key", "a".repeat(41)),
                Map.of("kind", "COLOUR"),
                Map.of("labelZh", "\u200b"),
                Map.of("labelEn", ""),
                Map.of("choices", List.of("甲")),
                Map.of("kind", "CHOICE"),
                Map.of("kind", "CHOICE", "choices", List.of("甲", "甲")),
                Map.of("kind", "CHOICE", "choices", List.of(" ")),
                Map.of("readableBy", List.of()),
                Map.of("readableBy", List.of("MARKETING")),
                Map.of("writableBy", List.of("FINANCE")),
                Map.of("position", -1),
                Map.of("position", 1_000_000_000),
                Map.of("colour", "red"))) {
            var field = field("TEXT", List.of("ADVISOR"), List.of());
            field.putAll(wrong);
            define(field).statusCode(400).body("code", equalTo("INVALID_INPUT"));
        }
        assertThat(firm.one("select count(*) from extra_fields where key = ?", key))
                .isEqualTo("0");
    }

    @Test
    void aDefinitionIsChangedByItsVersionAndCountsAtOnce() {
        UUID customer = firm.customerOf(advisor, "自定义字段");
        String id = defined(field("TEXT", List.of("ADVISOR"), List.of("ADVISOR")));
        write(advisor, customer, "钢琴").statusCode(200).body("extra." + key, equalTo("钢琴"));
        change(id, 7, Map.of("labelZh", "乐器")).statusCode(412);
        change(id, 0, Map.of("kind", "NUMBER")).statusCode(400);
        change(id, 0, Map.of("readableBy", List.of("COMPLIANCE"), "writableBy", List.of()))
                .statusCode(200)
                .body("version", equalTo(1));
        advisor.request().get(CUSTOMERS + customer).then().body("extra." + key, nullValue());
        write(advisor, customer, "鼓").statusCode(400).body("errors[0].code", equalTo("UNKNOWN_FIELD"));
        firm.office(Role.COMPLIANCE).request().get(CUSTOMERS + customer).then().body("extra." + key, equalTo("钢琴"));
        change(id, 1, Map.of("retired", true)).statusCode(200);
        firm.office(Role.COMPLIANCE).request().get(CUSTOMERS + customer).then().body("extra." + key, nullValue());
        change(id, 2, Map.of("retired", false)).statusCode(200).body("retiredAt", nullValue());
        firm.office(Role.COMPLIANCE).request().get(CUSTOMERS + customer).then().body("extra." + key, equalTo("钢琴"));
        admin.request()
                .body(Map.of("position", 3))
                .patch(FIELDS + "/" + id)
                .then()
                .statusCode(428);
    }

    @Test
    void anEditKeepsWhatTheEditorDoesNotSeeAndMayNotWriteIt() {
        UUID customer = firm.customerOf(advisor, "自定义字段");
        String unused = defined(field("TEXT", List.of("TEAM_LEAD"), List.of("TEAM_LEAD")));
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        firm.extraField("car", "TEXT");
        write(lead, customer, "机密").statusCode(200).body("extra." + key, equalTo("机密"));
        advisor.request()
                .header("If-Match", "\"1\"")
                .body("{\"extra\":{\"car\":\"G9\"},\"city\":\"苏州\"}")
                .patch(CUSTOMERS + customer)
                .then()
                .statusCode(200)
                .body("extra", equalTo(Map.of("car", "G9")));
        advisor.request()
                .header("If-Match", "\"2\"")
                .body("{\"extra\":null}")
                .patch(CUSTOMERS + customer)
                .then()
                .statusCode(200)
                .body("extra", equalTo(Map.of()));
        write(advisor, customer, "改").statusCode(400).body("errors[0].pointer", equalTo("/extra/" + key));
        write(advisor, customer, null).statusCode(200);
        assertThat(stored(customer)).isEqualTo("机密");
        lead.request().get(CUSTOMERS + customer + "/overview").then().body("profile.extra." + key, equalTo("机密"));
    }

    /** As one that nobody may see, so that a refusal does not tell the two apart; what was noted before stays. */
    @Test
    void aKeyWithoutADefinitionIsRefusedWhereItStands() {
        UUID customer = firm.customerOf(advisor, "自定义字段");
        String unused = defined(field("TEXT", List.of("ADVISOR"), List.of("ADVISOR")));
        String defined = key;
        key = key();
        firm.execute("update customers set extra = jsonb_build_object(?, '旧') where id = ?", key, customer);
        write(advisor, customer, "改").statusCode(400).body("errors[0].pointer", equalTo("/extra/" + key));
        Map<String, Object> body =
                Map.of("name", "字段未定义", "phone", Firm.newPhone(), "confirmNew", true, "extra", Map.of(key, "新"));
        advisor.once()
                .body(body)
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/extra/" + key));
        String undefined = key;
        key = defined;
        write(advisor, customer, "钢琴").statusCode(200).body("extra." + undefined, equalTo("旧"));
        key = undefined;
        assertThat(stored(customer)).isEqualTo("旧");
        write(advisor, customer, null).statusCode(200);
        assertThat(stored(customer)).isNull();
    }

    @Test
    void valuesFitTheirKind() {
        UUID customer = firm.customerOf(advisor, "自定义字段");
        String unused = defined(field("NUMBER", List.of("ADVISOR"), List.of("ADVISOR")));
        write(advisor, customer, "三").statusCode(400).body("errors[0].pointer", equalTo("/extra/" + key));
        write(advisor, customer, 3.5).statusCode(200);
        Map<String, Object> body =
                Map.of("name", "字段不合", "phone", Firm.newPhone(), "confirmNew", true, "extra", Map.of(key, true));
        advisor.once().body(body).post("/api/v1/customers").then().statusCode(400);
        assertThat(stored(customer)).isEqualTo("3.5");
    }

    /** Of branch managers alone, so that nobody else's customers are in the way of the others who enter some here. */
    @Test
    void whatIsRequiredIsSaidOnEntryAndStays() {
        var field = field("BOOLEAN", List.of("BRANCH_MANAGER"), List.of("BRANCH_MANAGER"));
        field.put("required", true);
        String id = defined(field);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Map<String, Object> body = new HashMap<>(
                Map.of("name", "必填客户", "phone", Firm.newPhone(), "confirmNew", true, "advisorId", advisor.id()));
        manager.once()
                .body(body)
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/extra/" + key));
        body.put("extra", Map.of(key, false));
        UUID customer = UUID.fromString(manager.once()
                .body(body)
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        write(manager, customer, null).statusCode(400);
        assertThat(stored(customer)).isEqualTo("false");
        change(id, 0, Map.of("retired", true)).statusCode(200);
    }

    @Test
    void whatIsSensitiveNeedsASeparateConsentThatHolds() {
        UUID customer = firm.customerOf(advisor, "自定义字段");
        var field = field("TEXT", List.of("ADVISOR"), List.of("ADVISOR"));
        field.put("sensitive", true);
        String unused = defined(field);
        String missing = "SENSITIVE_CONSENT_MISSING";
        Map<String, Object> entry =
                Map.of("name", "敏感客户", "phone", Firm.newPhone(), "confirmNew", true, "extra", Map.of(key, "病史"));
        advisor.once()
                .body(entry)
                .post("/api/v1/customers")
                .then()
                .statusCode(422)
                .body("code", equalTo(missing));
        write(advisor, customer, "病史").statusCode(422).body("code", equalTo(missing));
        consent(customer, "PERSONAL_DATA", true);
        write(advisor, customer, "病史").statusCode(422);
        consent(customer, "SENSITIVE_DATA", true);
        write(advisor, customer, "病史").statusCode(200);
        consent(customer, "SENSITIVE_DATA", false);
        write(advisor, customer, "改").statusCode(422).body("code", equalTo(missing));
        assertThat(stored(customer)).isEqualTo("病史");
        write(advisor, customer, null).statusCode(200);
        assertThat(stored(customer)).isNull();
        firm.execute(
                """
                insert into consents (id, customer_id, purpose, granted, given_on, valid_until, by_id)
                values (uuidv7(), ?, 'SENSITIVE_DATA', true, current_date - 9, current_date - 2, ?)""",
                customer,
                advisor.id());
        write(advisor, customer, "过期").statusCode(422).body("code", equalTo(missing));
    }

    private void consent(UUID customer, String purpose, boolean granted) {
        advisor.once()
                .body(Map.of("purpose", purpose, "granted", granted))
                .post(CUSTOMERS + customer + "/consents")
                .then()
                .statusCode(201);
    }
}
