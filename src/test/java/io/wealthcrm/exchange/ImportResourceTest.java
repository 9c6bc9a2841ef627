package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportResourceTest extends ImportCase {
    ImportResourceTest(Service service) {
        super(service);
    }

    @Test
    void a_file_whose_header_is_known_is_applied_at_once_and_its_report_tells_of_each_row() {
        String phone = Firm.newPhone();
        String known = Firm.newPhone();
        firm.advisorIn(firm.otherTeam)
                .once()
                .body(Map.of("name", "别人的客户", "phone", known))
                .post("/api/v1/customers")
                .then()
                .statusCode(201);
        UUID id = imported(csv(
                "客户姓名,手机号码（必填）,性别,出生日期,身份证号,职业,所在城市,来源,资产规模,兴趣爱好,不识的列",
                "欧阳若兰," + phone + ",女,1990/1/31,,企业主,上海,转介绍,300-600万,高尔夫、红酒,不导入",
                "重复的人,+86 " + phone + ",男,,,,,,,,",
                "已有的人," + known + ",,,,,,,,,",
                "没有手机,,,,,,,,,,",
                "坏手机,12345,,,,,,,,,",
                "=HYPERLINK(1)," + Firm.newPhone() + ",,,,,,,,,",
                "坏证件," + Firm.newPhone() + ",,,110101199001011234,,,,,,",
                "坏生日," + Firm.newPhone() + ",,1990-02-31,,,,,,,",
                "未来人," + Firm.newPhone() + ",,2990-01-01,,,,,,,",
                "坏职业," + Firm.newPhone() + ",,,,宇航员,,,,,",
                "多一格," + Firm.newPhone() + ",,,,,,,,,,x"));
        view(advisor, id)
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("rows", equalTo(11))
                .body("applied", equalTo(1))
                .body("refused", equalTo(10))
                .body("encoding", equalTo("UTF-8"))
                .body("mapping.birthday", equalTo(3));
        String report = report(advisor, id, "");
        assertThat(report.lines().toList())
                .containsExactly(
                        "line,state,code,field,message,phoneEnd",
                        "2,APPLIED,,,," + phone.substring(7),
                        "3,REFUSED,DUPLICATE_IN_FILE,phone,The same phone or ID number stands in an earlier row,"
                                + phone.substring(7),
                        "4,REFUSED,DUPLICATE_CUSTOMER,phone,This customer exists already," + known.substring(7),
                        "5,REFUSED,VALUE_MISSING,phone,A required value is missing,",
                        "6,REFUSED,INVALID_PHONE,phone,Not a valid phone number,",
                        "7,REFUSED,FORMULA_NOT_ALLOWED,name,Formulas are not accepted,",
                        "8,REFUSED,INVALID_ID_NUMBER,idNumber,Not a valid ID number,",
                        "9,REFUSED,INVALID_INPUT,birthday,The value is invalid or too long,",
                        "10,REFUSED,INVALID_INPUT,birthday,The value is invalid or too long,",
                        "11,REFUSED,UNKNOWN_VALUE,occupation,The value is none of those known,",
                        "12,REFUSED,CELLS_BEYOND_HEADER,,The row has more cells than the header,");
        assertThat(report(advisor, id, "?state=APPLIED").lines()).hasSize(2);
        advisor.request()
                .get("/api/v1/customers?q=欧阳若兰")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].gender", equalTo("FEMALE"))
                .body("items[0].occupation", equalTo("BUSINESS_OWNER"))
                .body("items[0].assetBand", equalTo("FROM_3M_TO_6M"))
                .body("items[0].tier", equalTo("GOLD"))
                .body("items[0].city", equalTo("上海"))
                .body("items[0].advisorId", equalTo(advisor.id().toString()));
        assertThat(customers()).isEqualTo(1);
        assertThat(firm.one("select count(*) from import_rows where import_id = ? and sealed is not null", id))
                .isEqualTo("0");
    }

    @Test
    void who_was_imported_signs_in_to_the_member_app_and_reads_the_own_file() {
        String phone = Firm.newPhone();
        imported(csv("name,phone,birthday,interests", "导入会员," + phone + ",1990-01-31,高尔夫|红酒"));
        String account = firm.one(
                "select u.id from users u join customers c on c.id = u.customer_id where c.advisor_id = ?",
                advisor.id());
        assertThat(account).isNotNull();
    }

    @Test
    void where_the_header_does_not_tell_somebody_says_what_the_columns_are() {
        String phone = Firm.newPhone();
        UUID id = imported(csv("甲,乙,丙", "王映射," + phone + ",北京"));
        assertThat(problemOf(id)).isEqualTo("MAPPING_INCOMPLETE");
        view(advisor, id).body("state", equalTo("MAPPING")).body("mapping.name", nullValue());
        advisor.request()
                .get(PATH + "/" + id + "/columns")
                .then()
                .statusCode(200)
                .body("items.header", equalTo(java.util.List.of("甲", "乙", "丙")))
                .body("items[0].samples[0]", equalTo("王**"))
                .body("items[1].samples[0]", equalTo(phone.charAt(0) + "**********"));
        put(id, "\"0\"", Map.of("name", 0, "phone", 7)).statusCode(422).body("code", equalTo("UNKNOWN_COLUMN"));
        put(id, "\"0\"", Map.of("name", 0, "phone", 0)).statusCode(422).body("code", equalTo("UNKNOWN_COLUMN"));
        put(id, "\"0\"", Map.of("name", 0)).statusCode(400);
        put(id, "\"4\"", Map.of("name", 0, "phone", 1)).statusCode(412);
        put(id, "\"0\"", Map.of("name", 0, "phone", 1, "city", 2)).statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        assertThat(customers()).isEqualTo(1);
        put(id, "\"0\"", Map.of("name", 0, "phone", 1)).statusCode(412);
    }

    private io.restassured.response.ValidatableResponse put(UUID id, String ifMatch, Map<String, Integer> mapping) {
        return advisor.request()
                .header("If-Match", ifMatch)
                .body(mapping)
                .put(PATH + "/" + id + "/mapping")
                .then();
    }

    @Test
    void held_rows_change_nobody_until_somebody_has_them_applied() {
        UUID id = accepted(send(advisor, "x.csv", csv("姓名,手机", "等一等," + Firm.newPhone()), Map.of("hold", "true")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        view(advisor, id).body("state", equalTo("CHECKED")).body("applied", equalTo(0));
        assertThat(customers()).isZero();
        advisor.once().post(PATH + "/" + id + "/application").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_APPLICATION", id)).isEqualTo("DONE");
        assertThat(customers()).isEqualTo(1);
        advisor.once()
                .post(PATH + "/" + id + "/application")
                .then()
                .statusCode(409)
                .body("code", equalTo("IMPORT_STATE"))
                .body("current", equalTo("DONE"));
    }

    @Test
    void a_reversal_removes_whom_nobody_has_worked_with_and_keeps_the_others() {
        String phone = Firm.newPhone();
        UUID id = imported(csv("姓名,手机", "留下的," + Firm.newPhone(), "撤回的," + phone));
        String kept = advisor.request().get("/api/v1/customers?q=留下的").path("items[0].id");
        advisor.once()
                .body(Map.of("kind", "CALL", "at", "2026-01-05T02:00:00Z", "summary", "电话联系"))
                .post("/api/v1/customers/" + kept + "/interactions")
                .then()
                .statusCode(201);
        advisor.once().post(PATH + "/" + id + "/reversal").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_REVERSAL", id)).isEqualTo("DONE");
        view(advisor, id)
                .body("state", equalTo("REVERTED"))
                .body("reverted", equalTo(1))
                .body("kept", equalTo(1));
        assertThat(report(advisor, id, "").lines().map(line -> line.split(",")[1]))
                .containsExactly("state", "KEPT", "REVERTED");
        assertThat(customers()).isEqualTo(1);
        // Whoever was taken back can come again.
        imported(csv("姓名,手机", "撤回的," + phone));
        assertThat(customers()).isEqualTo(2);
        advisor.once().post(PATH + "/" + id + "/reversal").then().statusCode(409);
    }

    @Test
    void who_is_on_file_and_in_sight_is_brought_up_to_date_and_put_back_as_before() {
        String phone = Firm.newPhone();
        String second = Firm.newPhone();
        String third = Firm.newPhone();
        String foreign = Firm.newPhone();
        UUID mine = opened(advisor, "我的客户", phone);
        UUID edited = opened(advisor, "改过的", second);
        assertThat(opened(advisor, "第三位", third)).isNotNull();
        UUID theirs = opened(firm.advisorIn(firm.teamB), "别人的客户", foreign);
        String before = row(mine);
        String untouched = row(theirs);
        UUID id = accepted(send(
                advisor,
                "x.csv",
                csv(
                        "姓名,手机,性别,城市,资产规模,兴趣,身份证号",
                        "改名," + phone + ",女,上海,5000万以上,高尔夫,",
                        "新的," + Firm.newPhone() + ",,,,,",
                        "别人," + foreign + ",,上海,,,",
                        "不是," + third + ",,,,,11010519491231002X",
                        "改过," + second + ",,北京,,,"),
                Map.of("known", "UPDATE")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        view(advisor, id)
                .body("applied", equalTo(1))
                .body("updated", equalTo(2))
                .body("refused", equalTo(2))
                .body("known", equalTo("UPDATE"));
        assertThat(report(advisor, id, "?state=REFUSED").lines().skip(1).map(line -> line.substring(0, 28)))
                .containsExactly("4,REFUSED,DUPLICATE_CUSTOMER", "5,REFUSED,DUPLICATE_CUSTOMER");
        advisor.request()
                .get("/api/v1/customers/" + mine)
                .then()
                .body("name", equalTo("我的客户"))
                .body("gender", equalTo("FEMALE"))
                .body("city", equalTo("上海"))
                .body("tier", equalTo("DIAMOND"))
                .body("version", equalTo(1000));
        assertThat(row(theirs)).isEqualTo(untouched);
        advisor.request()
                .header("If-Match", "\"1000\"")
                .body(Map.of("city", "广州"))
                .patch("/api/v1/customers/" + edited)
                .then()
                .statusCode(200);
        advisor.once().post(PATH + "/" + id + "/reversal").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_REVERSAL", id)).isEqualTo("DONE");
        assertThat(row(mine)).isEqualTo(before);
        view(advisor, id).body("reverted", equalTo(2)).body("kept", equalTo(1));
        assertThat(report(advisor, id, "?state=KEPT").lines().skip(1)).hasSize(1);
        assertThat(firm.one("select city from customers where id = ?", edited)).isEqualTo("广州");
    }

    private static UUID opened(Person by, String name, String phone) {
        return UUID.fromString(by.once()
                .body(Map.of("name", name, "phone", phone))
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** All of a customer, byte for byte. */
    private String row(UUID customer) {
        return firm.one("select cast(to_jsonb(c) as text) from customers c where id = ?", customer);
    }

    @Test
    void an_import_is_seen_by_who_asked_and_by_operations() {
        UUID id = imported(csv("姓名,手机", "谁看见," + Firm.newPhone()));
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        for (String path : new String[] {"", "/columns", "/report"}) {
            lead.request().accept("*/*").get(PATH + "/" + id + path).then().statusCode(404);
        }
        lead.once().post(PATH + "/" + id + "/reversal").then().statusCode(404);
        lead.request().get(PATH).then().body("items.id", not(hasItem(id.toString())));
        Person operations = firm.office(Role.OPERATIONS);
        view(operations, id).statusCode(200);
        operations.request().get(PATH).then().body("items.id", hasItem(id.toString()));
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void whose_the_customers_become_is_named_by_leads_for_those_below_and_by_operations_for_anybody() {
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person stranger = firm.advisorIn(firm.otherTeam);
        byte[] file = csv("姓名,手机", "交给别人," + Firm.newPhone());
        send(lead, "x.csv", file, Map.of("advisorId", stranger.id().toString()))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_ADVISOR"));
        Person operations = firm.office(Role.OPERATIONS);
        send(operations, "x.csv", file, Map.of()).statusCode(422).body("code", equalTo("UNKNOWN_ADVISOR"));
        UUID id = accepted(
                send(operations, "x.csv", file, Map.of("advisorId", advisor.id().toString())));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        assertThat(customers()).isEqualTo(1);
        assertThat(firm.one("select created_by from customers where advisor_id = ?", advisor.id()))
                .isEqualTo(operations.id().toString());
    }
}
