package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@OnSharedService
class CustomerResourceTest {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static Firm firm;
    private static Person advisor;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        Map.of("car", "TEXT", "children", "NUMBER", "dog", "BOOLEAN").forEach(firm::extraField);
    }

    private static Map<String, Object> wang(String phone) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "王小伟");
        body.put("phone", phone);
        body.put("gender", "MALE");
        body.put("birthday", "1975-03-08");
        body.put("occupation", "BUSINESS_OWNER");
        body.put("city", "上海");
        body.put("hometown", "宁波");
        body.put("channel", "REFERRAL");
        body.put("assetBand", "FROM_6M_TO_10M");
        body.put("interests", List.of("高尔夫", "茶"));
        body.put("extra", Map.of("car", "Model S", "children", 2));
        body.put("confirmNew", true);
        return body;
    }

    @Test
    void opensAFileWithPhoneMaskedAndTheMemberApp() {
        String phone = Firm.newPhone();
        String masked = phone.substring(0, 3) + "****" + phone.substring(7);
        var opened = advisor.once().body(wang(phone)).post(CUSTOMERS).then().statusCode(201);
        String id = opened.header("Location", containsString(CUSTOMERS + "/"))
                .body("phone", equalTo(masked))
                .body("tier", equalTo("PLATINUM"))
                .body("advisorId", equalTo(advisor.id().toString()))
                .body("unitId", equalTo(firm.teamA.toString()))
                .body("version", equalTo(0))
                .extract()
                .path("id");
        advisor.request()
                .get(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("王小伟"))
                .body("phone", equalTo(masked))
                .body("extra.children", equalTo(2))
                .body("interests", equalTo(List.of("高尔夫", "茶")));
        assertThat(firm.one("select count(*) from users where customer_id = ?", UUID.fromString(id)))
                .isEqualTo("1");
    }

    @Test
    void keepsOfANameWhatOneSees() {
        Map<String, Object> copied = wang("\u202d" + Firm.newPhone() + "\u202c");
        copied.put("name", "\u200b王\u202e小伟\u3000 ");
        advisor.once().body(copied).post(CUSTOMERS).then().statusCode(201).body("name", equalTo("王小伟"));
        copied.put("name", "\u200b\u2060");
        advisor.once().body(copied).post(CUSTOMERS).then().statusCode(400).body("errors[0].pointer", equalTo("/name"));
    }

    @Test
    void storesNeitherPhoneNorIdNumberReadable() {
        String phone = Firm.newPhone();
        Map<String, Object> body = wang(phone);
        body.put("idNumber", idNumber());
        String id = advisor.once()
                .body(body)
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String row = firm.one(
                "select c::text || encode(phone_cipher, 'escape') from customers c where id = ?", UUID.fromString(id));
        assertThat(row).doesNotContain(phone, (String) body.get("idNumber"));
    }

    @Test
    void tellsThatACustomerExistsAndNeverWhose() {
        String phone = Firm.newPhone();
        advisor.once().body(wang(phone)).post(CUSTOMERS).then().statusCode(201);
        Person stranger = firm.advisorIn(firm.otherTeam);
        stranger.once()
                .body(wang("+86 " + phone))
                .post(CUSTOMERS)
                .then()
                .statusCode(409)
                .body("code", equalTo("DUPLICATE_CUSTOMER"))
                .body("advisorId", nullValue())
                .body("id", nullValue());
    }

    @Test
    void tellsADuplicateByIdNumberAsWell() {
        Map<String, Object> first = wang(Firm.newPhone());
        first.put("idNumber", idNumber());
        advisor.once().body(first).post(CUSTOMERS).then().statusCode(201).body("idNumber", containsString("***"));
        first.put("phone", Firm.newPhone());
        advisor.once().body(first).post(CUSTOMERS).then().statusCode(409).body("code", equalTo("DUPLICATE_CUSTOMER"));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 123, 422, INVALID_PHONE",
        "idNumber, 110105194912310021, 422, INVALID_ID_NUMBER",
        "birthday, 2199-01-01, 400, INVALID_INPUT",
        "birthday, yesterday, 400, INVALID_INPUT",
        "gender, UNKNOWN, 400, INVALID_INPUT",
        "occupation, PIRATE, 400, INVALID_INPUT",
        "assetBand, RICH, 400, INVALID_INPUT",
        "name, '', 400, INVALID_INPUT",
        "salary, 100, 400, INVALID_INPUT"
    })
    void refusesBadInput(String field, String value, int status, String code) {
        Map<String, Object> body = wang(Firm.newPhone());
        body.put(field, value);
        advisor.once().body(body).post(CUSTOMERS).then().statusCode(status).body("code", equalTo(code));
    }

    @Test
    void refusesALongNameAndNestedExtras() {
        Map<String, Object> body = wang(Firm.newPhone());
        body.put("name", "王".repeat(101));
        advisor.once().body(body).post(CUSTOMERS).then().statusCode(400).body("errors[0].pointer", equalTo("/name"));
        body.put("name", "王小伟");
        body.put("extra", Map.of("nested", Map.of("a", 1)));
        advisor.once().body(body).post(CUSTOMERS).then().statusCode(400);
    }

    @Test
    void anOrderThatIsNoneIsToldWhereItStands() {
        advisor.request()
                .get(CUSTOMERS + "?sort=shoeSize")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/sort"), "errors[0].code", equalTo("ENUM"));
    }

    @Test
    void patchesWithTheVersionReadAndMovesItOn() {
        String id = firm.customerOf(advisor, "李雷").toString();
        var patch = "{\"city\":\"苏州\",\"assetBand\":\"ABOVE_50M\",\"extra\":{\"car\":\"G9\"}}";
        advisor.request().body(patch).patch(CUSTOMERS + "/" + id).then().statusCode(428);
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200)
                .body("city", equalTo("苏州"))
                .body("tier", equalTo("DIAMOND"))
                .body("version", equalTo(1));
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(412);
        advisor.request()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"city\":null,\"extra\":{\"car\":null,\"dog\":true}}")
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200)
                .body("city", nullValue())
                .body("extra.car", nullValue())
                .body("extra.dog", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"salary\":1}", "{\"advisorId\":\"0198c1f4-0000-7000-8000-000000000001\"}", "{\"name\":null}",
                        "{\"phone\":null}",
                "{\"version\":7}", "[]", "{\"gender\":\"X\"}", "{\"name\":{}}"
            })
    void refusesAPatchThatDoesNotFit(String patch) {
        String id = firm.customerOf(advisor, "韩梅梅").toString();
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(400);
        advisor.request()
                .get(CUSTOMERS + "/" + id)
                .then()
                .body("version", equalTo(0))
                .body("name", equalTo("韩梅梅"));
    }

    @Test
    void movesTheMemberAppToANewPhone() {
        String id = firm.customerOf(advisor, "赵敏").toString();
        String before = firm.one("select phone_index from users where customer_id = ?", UUID.fromString(id));
        String phone = Firm.newPhone();
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("phone", phone))
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200)
                .body("phone", containsString(phone.substring(7)));
        assertThat(firm.one("select phone_index from users where customer_id = ?", UUID.fromString(id)))
                .isNotEqualTo(before);
    }

    @Test
    void showsContactDetailsWholeAndAuditsIt() {
        String phone = Firm.newPhone();
        String id = advisor.once()
                .body(wang(phone))
                .post(CUSTOMERS)
                .then()
                .extract()
                .path("id");
        advisor.request()
                .get(CUSTOMERS + "/" + id + "/contact-details")
                .then()
                .statusCode(200)
                .body("phone", equalTo(phone));
        assertThat(firm.one(
                        "select count(*) from audit_log where subject_id = ? and actor_id = ? and action = 'CONTACT_DETAILS_READ'",
                        UUID.fromString(id),
                        advisor.id()))
                .isEqualTo("1");
        firm.advisorIn(firm.teamB)
                .request()
                .get(CUSTOMERS + "/" + id + "/contact-details")
                .then()
                .statusCode(404);
    }

    @Test
    void isSeenByItsAdvisorLeadManagerAndOfficeOnly() {
        String path = CUSTOMERS + "/" + firm.customerOf(advisor, "周芷若");
        firm.person(firm.teamA, Role.TEAM_LEAD).request().get(path).then().statusCode(200);
        firm.person(firm.branch, Role.BRANCH_MANAGER).request().get(path).then().statusCode(200);
        firm.office(Role.COMPLIANCE).request().get(path).then().statusCode(200);
        firm.person(firm.teamA, Role.ADVISOR).request().get(path).then().statusCode(404);
        firm.person(firm.teamB, Role.TEAM_LEAD).request().get(path).then().statusCode(404);
        firm.person(firm.otherBranch, Role.BRANCH_MANAGER)
                .request()
                .get(path)
                .then()
                .statusCode(404);
        io.restassured.RestAssured.given().get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "MARKETING"})
    void isNothingForThoseWhoKeepNoCustomers(Role role) {
        Person person = firm.office(role);
        person.request().get(CUSTOMERS).then().statusCode(403);
        person.request()
                .get(CUSTOMERS + "/" + firm.customerOf(advisor, "张三丰"))
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"COMPLIANCE", "OPERATIONS", "FINANCE", "CALLBACK", "EXECUTIVE"})
    void isReadOnlyForOfficeRoles(Role role) {
        String path = CUSTOMERS + "/" + firm.customerOf(advisor, "谢逊");
        Person person = firm.office(role);
        person.request().get(path).then().statusCode(200).body("phone", containsString("****"));
        person.once().body(wang(Firm.newPhone())).post(CUSTOMERS).then().statusCode(403);
        person.request()
                .header("If-Match", "\"0\"")
                .body("{\"city\":\"苏州\"}")
                .patch(path)
                .then()
                .statusCode(403);
    }

    @Test
    void goesToAnAdvisorBelowTheLeadOnly() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person colleague = firm.advisor();
        String path = CUSTOMERS + "/" + firm.customerOf(advisor, "郭靖");
        lead.once()
                .body(Map.of("advisorId", firm.advisorIn(firm.teamB).id()))
                .post(path + "/transfer")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ADVISOR"));
        lead.once()
                .body(Map.of("advisorId", colleague.id(), "reason", "休假"))
                .post(path + "/transfer")
                .then()
                .statusCode(200)
                .body("advisorId", equalTo(colleague.id().toString()));
        advisor.request().get(path).then().statusCode(404);
        colleague
                .request()
                .get(path + "/timeline")
                .then()
                .statusCode(200)
                .body("items[0].kind", equalTo("TRANSFERRED"));
    }

    @Test
    void isOpenedByALeadForAnAdvisorBelow() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Map<String, Object> body = wang(Firm.newPhone());
        body.put("advisorId", advisor.id());
        lead.once()
                .body(body)
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .body("advisorId", equalTo(advisor.id().toString()));
        body.put("phone", Firm.newPhone());
        body.put("advisorId", firm.advisorIn(firm.otherTeam).id());
        lead.once().body(body).post(CUSTOMERS).then().statusCode(422).body("code", equalTo("UNKNOWN_ADVISOR"));
    }

    @Test
    void relatesTwoCustomersFromBothEnds() {
        UUID father = firm.customerOf(advisor, "杨父");
        UUID son = firm.customerOf(advisor, "杨子");
        var body = Map.of("relatedId", father, "kind", "PARENT", "since", "1990-05-05");
        String path = CUSTOMERS + "/" + son + "/relations";
        advisor.once().body(body).post(path).then().statusCode(201).body("relatedName", equalTo("杨父"));
        advisor.once().body(body).post(path).then().statusCode(409).body("code", equalTo("DUPLICATE_RELATION"));
        advisor.request()
                .get(CUSTOMERS + "/" + father + "/relations")
                .then()
                .statusCode(200)
                .body("items[0].kind", equalTo("CHILD"))
                .body("items[0].relatedId", equalTo(son.toString()))
                .body("items[0].id", notNullValue());
        Person stranger = firm.advisorIn(firm.teamB);
        UUID foreign = firm.customerOf(stranger, "外人");
        advisor.once()
                .body(Map.of("relatedId", foreign, "kind", "FRIEND"))
                .post(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_RELATED_CUSTOMER"));
    }

    /** A valid number nobody else of this run has. */
    private static String idNumber() {
        String phone = Firm.newPhone();
        String front = "310101" + "19800101" + phone.substring(8);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (front.charAt(i) - '0') * weights[i];
        }
        return front + "10X98765432".charAt(sum % 11);
    }
}
