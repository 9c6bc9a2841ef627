package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Imports whose files have columns of extra fields. Labels and keys are the test's own: those of others are on the service too. */
class ImportExtraResourceTest extends ImportCase {
    private final String tag = UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    ImportExtraResourceTest(Service service) {
        super(service);
    }

    @AfterEach
    void retire() {
        firm.execute("delete from extra_fields where key like '%' || ?", tag);
    }

    /** What advisors write. @param labels in both languages; the tag follows each */
    private String field(String name, String kind, String labels) {
        return field(name, kind, labels, "ADVISOR", "ADVISOR");
    }

    private String field(String name, String kind, String labels, String readers, String writers) {
        String key = name + tag;
        firm.execute(
                """
                insert into extra_fields (id, key, label_zh, label_en, kind, choices, required, sensitive, readable_by,
                       writable_by, position, version)
                values (uuidv7(), ?, ? || ?, ? || ' ' || ?, ?, case ? when 'CHOICE' then '{甲,乙}' else '{}' end::text[], false, false,
                        string_to_array(?, ','), string_to_array(?, ','), 9000, 0)""",
                key,
                labels.split("/")[0],
                tag,
                labels.split("/")[1],
                tag,
                kind,
                kind,
                readers,
                writers);
        return key;
    }

    private String extra(UUID customer, String key) {
        return firm.one("select extra -> ? from customers where id = ?", key, customer);
    }

    private UUID named(String name) {
        return UUID.fromString(
                firm.one("select id from customers where advisor_id = ? and name = ?", advisor.id(), name));
    }

    private static UUID opened(Person by, String name, String phone) {
        return UUID.fromString(by.once()
                .body(Map.of("name", name, "phone", phone, "confirmNew", true))
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private UUID updated(String name, byte[] content) {
        UUID id = accepted(send(advisor, name, content, Map.of("known", "UPDATE")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        return id;
    }

    @Test
    void columns_are_known_by_label_key_and_name_and_each_value_is_judged_by_its_kind() {
        String budget = field("budget", "NUMBER", "预算/Budget");
        String since = field("since", "DATE", "入会/Member since");
        String club = field("club", "BOOLEAN", "俱乐部/Club");
        String style = field("style", "CHOICE", "风格/Style");
        String note = field("note", "TEXT", "寄语/Note");
        String header = "姓名,手机,预算" + tag + "（万元）,Member Since " + tag + "," + club + ",extra." + style + ",寄语" + tag;
        UUID id = imported(csv(
                header,
                "全对," + Firm.newPhone() + ",\"1,250.5\",2026/1/31,是,乙,\"第一行\n第二行\"",
                "空的," + Firm.newPhone() + ",,-,,,",
                "坏数," + Firm.newPhone() + ",很多,,,,",
                "坏日," + Firm.newPhone() + ",,2026-02-31,,,",
                "坏真," + Firm.newPhone() + ",,,也许,,",
                "坏选," + Firm.newPhone() + ",,,,丙,",
                "坏文," + Firm.newPhone() + ",,,,,=HYPERLINK(1)",
                "太长," + Firm.newPhone() + ",,,,," + "字".repeat(1001)));
        view(advisor, id)
                .body("mapping.extra", equalTo(Map.of(budget, 2, since, 3, club, 4, style, 5, note, 6)))
                .body("applied", equalTo(2))
                .body("refused", equalTo(6));
        assertThat(report(advisor, id, "?state=REFUSED").lines().skip(1))
                .containsExactly(
                        "5,REFUSED,INVALID_NUMBER,extra." + budget + ",Not a number of at most 15 digits,",
                        "6,REFUSED,INVALID_DATE,extra." + since + ",Not a date such as 2026-01-31,",
                        "7,REFUSED,INVALID_BOOLEAN,extra." + club + ",Neither yes nor no,",
                        "8,REFUSED,UNKNOWN_VALUE,extra." + style + ",The value is none of those known,",
                        "9,REFUSED,FORMULA_NOT_ALLOWED,extra." + note + ",Formulas are not accepted,",
                        "10,REFUSED,INVALID_INPUT,extra." + note + ",The value is invalid or too long,");
        advisor.request()
                .get("/api/v1/customers/" + named("全对"))
                .then()
                .body("extra." + budget, equalTo(1250.5f))
                .body("extra." + since, equalTo("2026-01-31"))
                .body("extra." + club, equalTo(true))
                .body("extra." + style, equalTo("乙"))
                .body("extra." + note, equalTo("第一行\n第二行"));
        assertThat(firm.one("select cast(extra as text) from customers where id = ?", named("空的")))
                .isEqualTo("{}");
        advisor.request().get(PATH + "/" + id + "/columns").then().body("items[2].field", equalTo("extra." + budget));
    }

    @Test
    void a_workbook_has_dates_as_numbers_and_truth_as_digits() {
        String budget = field("budget", "NUMBER", "预算/Budget");
        String since = field("since", "DATE", "入会/Since");
        String club = field("club", "BOOLEAN", "俱乐部/Club");
        String rows = "<row>" + text("姓名") + text("手机") + text(budget) + text(since) + text(club) + "</row><row>"
                + text("表格客户") + text(Firm.newPhone()) + "<c><v>1.25E-3</v></c><c><v>46053</v></c>"
                + "<c t=\"b\"><v>1</v></c></row><row>"
                + text("小数客户") + text(Firm.newPhone()) + "<c><v>1.1000000000000001</v></c></row>";
        UUID id = accepted(send(advisor, "x.xlsx", Workbooks.of(rows), Map.of()));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        UUID customer = named("表格客户");
        assertThat(extra(customer, budget)).isEqualTo("0.00125");
        assertThat(extra(named("小数客户"), budget)).isEqualTo("1.1");
        assertThat(extra(customer, since)).isEqualTo("\"2026-01-31\"");
        assertThat(extra(customer, club)).isEqualTo("true");
    }

    private static String text(String text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    @Test
    void who_may_not_write_a_field_maps_no_column_to_it() {
        String readOnly = field("grade", "TEXT", "评级/Grade", "ADVISOR,COMPLIANCE", "COMPLIANCE");
        String hidden = field("verdict", "TEXT", "结论/Verdict", "COMPLIANCE", "COMPLIANCE");
        byte[] labelled = csv("姓名,手机,评级" + tag + "," + hidden, "只读的," + Firm.newPhone() + ",甲,乙");
        UUID passedOver = imported(labelled);
        view(advisor, passedOver).body("mapping.extra", nullValue()).body("applied", equalTo(1));
        assertThat(firm.one("select cast(extra as text) from customers where id = ?", named("只读的")))
                .isEqualTo("{}");
        String before = firm.one("select count(*) from imports where by_id = ?", advisor.id());
        refusedFor(sent("extra." + readOnly)).body("field", equalTo(readOnly));
        unknown(sent("extra." + hidden), hidden);
        unknown(sent("extra.no" + tag), "no" + tag);
        assertThat(firm.one("select count(*) from imports where by_id = ?", advisor.id()))
                .isEqualTo(before);
        UUID id = imported(csv("甲,乙,丙", "王映射," + Firm.newPhone() + ",北京"));
        refusedFor(mapped(id, readOnly, 2)).body("field", equalTo(readOnly));
        unknown(mapped(id, hidden, 2), hidden);
        String written = field("note", "TEXT", "寄语/Note");
        mapped(id, written, 3).statusCode(422).body("code", equalTo("UNKNOWN_COLUMN"));
        mapped(id, written, 1).statusCode(422).body("code", equalTo("UNKNOWN_COLUMN"));
        mapped(id, written, 2).statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        assertThat(extra(named("王映射"), written)).isEqualTo("\"北京\"");
    }

    private ValidatableResponse sent(String header) {
        return send(advisor, "x.csv", csv("姓名,手机," + header, "不许," + Firm.newPhone() + ",甲"), Map.of());
    }

    private ValidatableResponse mapped(UUID id, String key, int column) {
        return advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("name", 0, "phone", 1, "extra", Map.of(key, column)))
                .put(PATH + "/" + id + "/mapping")
                .then();
    }

    private static ValidatableResponse refusedFor(ValidatableResponse response) {
        return response.statusCode(403).body("code", equalTo("FIELD_NOT_WRITABLE"));
    }

    private static void unknown(ValidatableResponse response, String key) {
        response.statusCode(400)
                .body("errors[0].code", equalTo("UNKNOWN_FIELD"))
                .body("errors[0].pointer", equalTo("/extra/" + key));
    }

    @Test
    void a_right_withdrawn_while_checked_rows_wait_ends_the_import() {
        String note = field("note", "TEXT", "寄语/Note");
        UUID id = accepted(
                send(advisor, "x.csv", csv("姓名,手机," + note, "等一等," + Firm.newPhone() + ",好"), Map.of("hold", "true")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        firm.execute("update extra_fields set writable_by = '{}' where key = ?", note);
        advisor.once().post(PATH + "/" + id + "/application").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_APPLICATION", id)).isEqualTo("FAILED");
        assertThat(firm.one(
                        "select result ->> 'code' from jobs where kind = 'CUSTOMER_IMPORT_APPLICATION' and subject_id = ?",
                        id))
                .isEqualTo("FIELD_NOT_WRITABLE");
        assertThat(customers()).isZero();
    }

    @Test
    void an_update_changes_what_the_row_says_and_is_put_back_byte_for_byte() {
        String phone = Firm.newPhone();
        UUID customer = opened(advisor, "更新字段", phone);
        String budget = field("budget", "NUMBER", "预算/Budget");
        String note = field("note", "TEXT", "寄语/Note");
        String style = field("style", "CHOICE", "风格/Style");
        String hidden = field("verdict", "TEXT", "结论/Verdict", "COMPLIANCE", "COMPLIANCE");
        firm.execute(
                "update customers set extra = jsonb_build_object(?, 2.50, ?, '旧', ?, '甲', ?, '机密', 'f' || ?, '旧') where id = ?",
                budget,
                note,
                style,
                hidden,
                tag,
                customer);
        String before = row(customer);
        UUID id = updated("x.csv", csv("姓名,手机," + budget + "," + note, "更新字段," + phone + ",3,"));
        view(advisor, id).body("updated", equalTo(1));
        assertThat(firm.one(
                        "select cast(extra as text) from customers where id = ? and extra = jsonb_build_object(?, 3, ?, '旧', ?, '甲', ?, '机密', 'f' || ?, '旧')",
                        customer,
                        budget,
                        note,
                        style,
                        hidden,
                        tag))
                .isNotNull();
        advisor.once().post(PATH + "/" + id + "/reversal").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_REVERSAL", id)).isEqualTo("DONE");
        assertThat(row(customer)).isEqualTo(before);
    }

    private String row(UUID customer) {
        return firm.one("select cast(to_jsonb(c) as text) from customers c where id = ?", customer);
    }

    @Test
    void what_is_sensitive_is_written_for_who_consented_and_does_so_still() {
        String health = field("health", "TEXT", "健康/Health");
        firm.execute("update extra_fields set sensitive = true where key = ?", health);
        String willing = Firm.newPhone();
        String wavering = Firm.newPhone();
        String silent = Firm.newPhone();
        UUID consented = opened(advisor, "同意的", willing);
        UUID withdrawn = opened(advisor, "反悔的", wavering);
        UUID unasked = opened(advisor, "没说的", silent);
        String said = Firm.newPhone();
        UUID unchanged = opened(advisor, "没变的", said);
        firm.execute("update customers set extra = jsonb_build_object(?, '良好') where id = ?", health, unchanged);
        consent(consented, true);
        consent(withdrawn, true);
        UUID id = accepted(send(
                advisor,
                "x.csv",
                csv(
                        "姓名,手机," + health,
                        "同意的," + willing + ",良好",
                        "反悔的," + wavering + ",良好",
                        "没说的," + silent + ",良好",
                        "新来的," + Firm.newPhone() + ",良好",
                        "没写的," + Firm.newPhone() + ",",
                        "没变的," + said + ",良好"),
                Map.of("known", "UPDATE", "hold", "true")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        view(advisor, id).body("rows", equalTo(6)).body("refused", equalTo(2));
        consent(withdrawn, false);
        advisor.once().post(PATH + "/" + id + "/application").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_APPLICATION", id)).isEqualTo("DONE");
        view(advisor, id)
                .body("updated", equalTo(2))
                .body("applied", equalTo(1))
                .body("refused", equalTo(3));
        assertThat(report(advisor, id, "").lines().skip(1).map(line -> line.replaceAll("\\d*$", "")))
                .containsExactly(
                        "2,UPDATED,,,,",
                        "3" + unconsented(health),
                        "4" + unconsented(health),
                        "5" + unconsented(health),
                        "6,APPLIED,,,,",
                        "7,UPDATED,,,,");
        assertThat(extra(consented, health)).isEqualTo("\"良好\"");
        assertThat(extra(withdrawn, health)).isNull();
        assertThat(extra(unasked, health)).isNull();
    }

    private static String unconsented(String key) {
        return ",REFUSED,SENSITIVE_CONSENT_MISSING,extra." + key
                + ",\"The customer has not consented to sensitive data, which this field holds\",";
    }

    private void consent(UUID customer, boolean granted) {
        advisor.once()
                .body(Map.of("purpose", "SENSITIVE_DATA", "granted", granted))
                .post("/api/v1/customers/" + customer + "/consents")
                .then()
                .statusCode(201);
    }

    /** Of people in finance who advise too, so that nobody else's customers lack it. */
    @Test
    void whom_it_puts_on_file_has_what_is_required() {
        Person both = firm.person(firm.teamA, Role.ADVISOR, Role.FINANCE);
        String phone = Firm.newPhone();
        UUID customer = opened(both, "早就在册", phone);
        String code = field("code", "NUMBER", "代码/Code", "FINANCE", "FINANCE");
        firm.execute("update extra_fields set required = true where key = ?", code);
        for (String header : List.of(code, "没有")) {
            UUID id = accepted(send(
                    both,
                    "x.csv",
                    csv(
                            "姓名,手机," + header,
                            "有代码," + Firm.newPhone() + ",7",
                            "没代码," + Firm.newPhone() + ",",
                            "早就在册," + phone + ","),
                    Map.of("known", "UPDATE")));
            assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
            String first = header.equals(code)
                    ? "2,APPLIED,,,"
                    : "2,REFUSED,VALUE_MISSING,extra." + code + ",A required value is missing";
            assertThat(report(both, id, "").lines().skip(1).map(line -> line.replaceAll(",\\d*$", "")))
                    .containsExactly(
                            first,
                            "3,REFUSED,VALUE_MISSING,extra." + code + ",A required value is missing",
                            "4,UPDATED,,,");
        }
        assertThat(extra(customer, code)).isNull();
    }

    /** The service reads 2,000 rows at a time: the second row comes with the first, then in the next piece. */
    @Test
    void a_row_that_lacks_something_stands_in_nobody_s_way_wherever_the_pieces_are_cut() {
        Person both = firm.person(firm.teamA, Role.ADVISOR, Role.FINANCE);
        String code = field("code", "NUMBER", "代码/Code", "FINANCE", "FINANCE");
        firm.execute("update extra_fields set required = true where key = ?", code);
        for (int between : List.of(0, 2000)) {
            String phone = Firm.newPhone();
            List<String> lines = new ArrayList<>(List.of("姓名,手机," + code, "不全," + phone + ","));
            lines.addAll(Collections.nCopies(between, "无号,,1"));
            lines.addAll(List.of("齐全," + phone + ",7", "又来," + phone + ",8"));
            UUID id = accepted(send(both, "x.csv", csv(lines.toArray(String[]::new)), Map.of()));
            assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
            assertThat(report(both, id, "").lines().skip(1).filter(line -> !line.contains(",phone,A required")))
                    .as("%d rows between", between)
                    .containsExactly(
                            "2,REFUSED,VALUE_MISSING,extra." + code + ",A required value is missing,"
                                    + phone.substring(7),
                            between + 3 + ",APPLIED,,,," + phone.substring(7),
                            between + 4
                                    + ",REFUSED,DUPLICATE_IN_FILE,phone,The same phone or ID number stands in an earlier row,"
                                    + phone.substring(7));
        }
    }

    @Test
    void values_are_judged_by_the_definitions_of_when_they_are_applied() {
        String style = field("style", "CHOICE", "风格/Style");
        String code = field("code", "TEXT", "代码/Code");
        String since = field("since", "TEXT", "入会/Since");
        String phone = Firm.newPhone();
        UUID customer = opened(advisor, "在册的", phone);
        UUID id = accepted(send(
                advisor,
                "x.csv",
                csv(
                        "姓名,手机," + style + "," + code + "," + since,
                        "留下的," + Firm.newPhone() + ",甲,,2026-01-31",
                        "删去的," + Firm.newPhone() + ",乙,,",
                        "改型的," + Firm.newPhone() + ",,七,",
                        "坏日的," + Firm.newPhone() + ",,,2026-02-31",
                        "在册的," + phone + ",乙,,"),
                Map.of("known", "UPDATE", "hold", "true")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        view(advisor, id).body("refused", equalTo(0));
        firm.execute("update extra_fields set choices = '{甲}' where key = ?", style);
        firm.execute("update extra_fields set kind = 'NUMBER' where key = ?", code);
        firm.execute("update extra_fields set kind = 'DATE' where key = ?", since);
        applied(id);
        view(advisor, id)
                .body("applied", equalTo(1))
                .body("updated", equalTo(0))
                .body("refused", equalTo(4));
        assertThat(report(advisor, id, "").lines().skip(1).map(line -> line.replaceAll(",[^,]*,\\d*$", "")))
                .containsExactly(
                        "2,APPLIED,,",
                        "3,REFUSED,UNKNOWN_VALUE,extra." + style,
                        "4,REFUSED,INVALID_NUMBER,extra." + code,
                        "5,REFUSED,INVALID_DATE,extra." + since,
                        "6,REFUSED,UNKNOWN_VALUE,extra." + style);
        assertThat(extra(named("留下的"), style)).isEqualTo("\"甲\"");
        assertThat(extra(customer, style)).isNull();
    }

    private void applied(UUID id) {
        advisor.once().post(PATH + "/" + id + "/application").then().statusCode(202);
        assertThat(ended("CUSTOMER_IMPORT_APPLICATION", id)).isEqualTo("DONE");
    }

    @Test
    void of_who_went_out_of_sight_a_report_tells_neither_values_nor_consents() {
        String health = field("health", "TEXT", "健康/Health");
        firm.execute("update extra_fields set sensitive = true where key = ?", health);
        List<String> phones = List.of(Firm.newPhone(), Firm.newPhone(), Firm.newPhone());
        UUID differing = opened(advisor, "不同的", phones.get(0));
        UUID same = opened(advisor, "相同的", phones.get(1));
        UUID staying = opened(advisor, "还在的", phones.get(2));
        for (UUID customer : List.of(differing, same, staying)) {
            firm.execute("update customers set extra = jsonb_build_object(?, '良好') where id = ?", health, customer);
        }
        UUID id = accepted(send(
                advisor,
                "x.csv",
                csv(
                        "姓名,手机," + health,
                        "不同的," + phones.get(0) + ",良好",
                        "相同的," + phones.get(1) + ",良好",
                        "还在的," + phones.get(2) + ",良好"),
                Map.of("known", "UPDATE", "hold", "true")));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        view(advisor, id).body("refused", equalTo(0));
        Person colleague = firm.advisorIn(firm.otherTeam);
        for (UUID customer : List.of(differing, same)) {
            firm.execute(
                    "update customers set advisor_id = ?, unit_id = ? where id = ?",
                    colleague.id(),
                    firm.otherTeam,
                    customer);
        }
        for (UUID customer : List.of(differing, staying)) {
            firm.execute("update customers set extra = jsonb_build_object(?, '一般') where id = ?", health, customer);
        }
        applied(id);
        assertThat(report(advisor, id, "")
                        .lines()
                        .skip(1)
                        .map(line -> line.replaceAll(",[^,]*,(\"[^\"]*\"|[^,]*),\\d*$", "")))
                .containsExactly(
                        "2,REFUSED,DUPLICATE_CUSTOMER",
                        "3,REFUSED,DUPLICATE_CUSTOMER",
                        "4,REFUSED,SENSITIVE_CONSENT_MISSING");
        view(advisor, id).body("updated", equalTo(0)).body("refused", equalTo(3));
    }

    @Test
    void who_does_not_read_a_field_does_not_meet_it_in_another_s_import() {
        String note = field("note", "NUMBER", "寄语/Note");
        UUID id = imported(csv("姓名,手机," + note, "谁看见," + Firm.newPhone() + ",一"));
        assertThat(report(advisor, id, "")).contains(note);
        view(advisor, id).body("mapping.extra." + note, equalTo(2));
        Person operations = firm.office(Role.OPERATIONS);
        view(operations, id).body("mapping.extra", nullValue());
        assertThat(report(operations, id, "")).contains("2,REFUSED,INVALID_NUMBER,,Not a number");
        assertThat(operations.request().get(PATH).asString()).doesNotContain(note);
    }

    @Test
    void an_exported_file_comes_back_as_it_was() throws IOException {
        Map<String, UUID> customers = new LinkedHashMap<>();
        for (String phone : List.of(Firm.newPhone(), Firm.newPhone())) {
            customers.put(phone, opened(advisor, "来回" + phone, phone));
        }
        List<String> keys = List.of(
                field("budget", "NUMBER", "预算/Budget"),
                field("since", "DATE", "入会/Since"),
                field("club", "BOOLEAN", "俱乐部/Club"),
                field("style", "CHOICE", "风格/Style"),
                field("note", "TEXT", "寄语/Note"),
                field("quoted", "TEXT", "引号/Quoted"),
                field("dash", "TEXT", "短横/Dash"));
        UUID first = List.copyOf(customers.values()).get(0);
        firm.execute(
                "update customers set extra = jsonb_build_object(?, -1234567.125, ?, '2026-01-31', ?, false, ?, '乙', ?, E'=钢琴\\n二', ?, '''=钢琴', ?, '-') where id = ?",
                keys.get(0),
                keys.get(1),
                keys.get(2),
                keys.get(3),
                keys.get(4),
                keys.get(5),
                keys.get(6),
                first);
        firm.execute("update users set permissions = '{CUSTOMER_EXPORT}' where id = ?", advisor.id());
        String before = all();
        for (String format : List.of("CSV", "XLSX")) {
            byte[] exported = exported(format, keys);
            if (format.equals("CSV")) {
                assertThat(new String(exported, StandardCharsets.UTF_8)).contains(",-1234567.125,2026-01-31,");
            }
            firm.execute("update customers set extra = '{}' where advisor_id = ?", advisor.id());
            UUID id = updated("x." + format.toLowerCase(java.util.Locale.ROOT), unmasked(exported, format, customers));
            assertThat(report(advisor, id, "?state=REFUSED").lines()).hasSize(1);
            view(advisor, id).body("updated", equalTo(2)).body("mapping.extra." + keys.get(4), equalTo(6));
            assertThat(all()).isEqualTo(before);
        }
    }

    private String all() {
        return firm.one(
                "select string_agg(cast(extra as text), ' ' order by id) from customers where advisor_id = ?",
                advisor.id());
    }

    private byte[] exported(String format, List<String> keys) {
        UUID id = accepted(advisor.once()
                .header("Accept-Language", "zh")
                .body(Map.of("format", format, "columns", List.of("NAME", "PHONE"), "extra", keys, "reason", "来回"))
                .post("/api/v1/customers/exports")
                .then());
        assertThat(ended("CUSTOMER_EXPORT", id)).isEqualTo("DONE");
        return advisor.request()
                .accept("*/*")
                .get("/api/v1/customers/exports/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** Exports mask phones, by which an import finds people; each stands behind its customer's name here. */
    private static byte[] unmasked(byte[] file, String format, Map<String, UUID> customers) throws IOException {
        if (format.equals("CSV")) {
            return unmasked(file, customers);
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                parts.put(
                        part.getName(), part.getName().endsWith("sheet1.xml") ? unmasked(content, customers) : content);
            }
        }
        return Workbooks.zipped(parts);
    }

    private static byte[] unmasked(byte[] file, Map<String, UUID> customers) {
        String text = new String(file, StandardCharsets.UTF_8);
        for (String phone : customers.keySet()) {
            text = text.replaceAll("(来回" + phone + "(?:,|</t></is></c><c[^>]*><is><t[^>]*>))[0-9*]+", "$1" + phone);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
