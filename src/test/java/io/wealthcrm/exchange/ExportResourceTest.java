package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportResourceTest extends ImportCase {
    private static final String EXPORTS = "/api/v1/customers/exports";

    ExportResourceTest(Service service) {
        super(service);
    }

    @Test
    void who_has_the_permission_exports_whom_they_see_and_nobody_else() {
        customer(advisor, "王出口");
        customer(advisor, "=1+2");
        customer(firm.advisorIn(firm.teamB), "李外人");
        grant(advisor);
        advisor.request().get("/api/v1/me").then().body("permissions", hasItem("CUSTOMER_EXPORT"));
        UUID id = exported(advisor, asked("CSV", Map.of()));
        advisor.request()
                .get(EXPORTS + "/" + id)
                .then()
                .body("state", equalTo("DONE"))
                .body("rows", equalTo(2))
                .body("reason", equalTo("季度回顾"));
        List<String> lines = text(advisor, id).lines().toList();
        assertThat(lines.get(0)).isEqualTo("\uFEFFName,Phone,Tier,Exported by");
        assertThat(lines.get(1)).startsWith("王出口,1").contains("****").endsWith(",STANDARD," + watermark(advisor, id));
        assertThat(lines.get(2)).startsWith("'=1+2,").endsWith(watermark(advisor, id));
        assertThat(lines).hasSize(3);
        assertThat(firm.one(
                        "select count(*) from audit_log where subject_id = ? and action = 'CUSTOMER_EXPORT_READ'", id))
                .isEqualTo("1");
        assertThat(firm.one(
                        "select count(*) from export_parts where export_id = ? and content like '%王出口%'::bytea", id))
                .isEqualTo("0");
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        grant(lead);
        for (String path : new String[] {"", "/file"}) {
            lead.request().accept("*/*").get(EXPORTS + "/" + id + path).then().statusCode(404);
        }
        lead.request().get(EXPORTS).then().body("items.id", not(hasItem(id.toString())));
        advisor.request().get(EXPORTS).then().body("items.id", hasItem(id.toString()));
    }

    @Test
    void a_list_for_marketing_has_those_alone_who_consented_and_any_list_can_say_who_refused() {
        UUID willing = firm.customerOf(advisor, "王愿意");
        UUID refusing = firm.customerOf(advisor, "王不愿");
        customer(advisor, "王没说");
        for (UUID said : List.of(willing, refusing)) {
            advisor.once()
                    .body(Map.of("purpose", "MARKETING", "granted", said.equals(willing)))
                    .post("/api/v1/customers/" + said + "/consents")
                    .then()
                    .statusCode(201);
        }
        grant(advisor);
        Map<String, Object> input = asked("CSV", Map.of());
        input.put("columns", List.of("NAME", "MARKETING_REFUSED"));
        assertThat(text(advisor, exported(advisor, input)).lines().map(line -> line.replaceAll("[^,]*$", "")))
                .containsExactly("\uFEFFName,No marketing,", "王愿意,,", "王不愿,×,", "王没说,,");
        input.put("filter", Map.of("marketing", true));
        assertThat(text(advisor, exported(advisor, input)).lines().map(line -> line.replaceAll(",.*", "")))
                .containsExactly("\uFEFFName", "王愿意");
    }

    @Test
    void extra_fields_are_columns_for_who_may_read_them_now() {
        UUID first = firm.customerOf(advisor, "王字段");
        customer(advisor, "王没有");
        String shown = field("ADVISOR,TEAM_LEAD");
        String hidden = field("COMPLIANCE");
        firm.execute(
                "update customers set extra = jsonb_build_object(?, '=钢琴', ?, '机密', 'n', -2.50) where id = ?",
                shown,
                hidden,
                first);
        grant(advisor);
        Map<String, Object> input = asked("CSV", Map.of());
        input.put("columns", List.of("NAME"));
        for (String key : List.of(hidden, "retired" + hidden)) {
            firm.execute(
                    """
                    insert into extra_fields (id, key, label_zh, label_en, kind, choices, required, sensitive, readable_by,
                           writable_by, position, version, retired_at)
                    values (uuidv7(), ?, '旧', 'Old', 'TEXT', '{}', false, false, '{ADVISOR}', '{}', 9000, 0, now())
                    on conflict do nothing""",
                    key);
            input.put("extra", List.of(shown, key));
            ask(advisor, input)
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/extra/1"))
                    .body("errors[0].code", equalTo("UNKNOWN_FIELD"));
        }
        input.put("extra", List.of("n", shown));
        UUID id = exported(advisor, input);
        advisor.request().get(EXPORTS + "/" + id).then().body("extra", equalTo(List.of("n", shown)));
        assertThat(text(advisor, id).lines().map(line -> line.replaceAll("[^,]*$", "")))
                .containsExactly("\uFEFFName,n,Remark,", "王字段,-2.5,'=钢琴,", "王没有,,,");
        firm.execute("update extra_fields set readable_by = '{COMPLIANCE}', writable_by = '{}' where key = ?", shown);
        advisor.request()
                .accept("*/*")
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(409)
                .body("code", equalTo("EXPORT_OUTDATED"));
    }

    private String field(String readers) {
        String key = "x" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        firm.execute(
                """
                insert into extra_fields (id, key, label_zh, label_en, kind, choices, required, sensitive, readable_by,
                       writable_by, position, version)
                values (uuidv7(), ?, '备注', 'Remark', 'TEXT', '{}', false, false, string_to_array(?, ','), '{}', 9000, 0)""",
                key,
                readers);
        return key;
    }

    private String watermark(Person by, UUID id) {
        return by.username() + " · " + by.request().get(EXPORTS + "/" + id).path("at") + " · " + id;
    }

    @Test
    void a_workbook_is_one_that_our_own_reader_reads(@TempDir Path directory) throws IOException {
        customer(advisor, "表<格>&\"");
        grant(advisor);
        UUID id = exported(advisor, asked("XLSX", Map.of("q", "表格")));
        byte[] book = advisor.request()
                .accept("*/*")
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (Table table = Table.open(Files.write(directory.resolve("x.xlsx"), book), Table.Format.XLSX)) {
            assertThat(table.header()).containsExactly("Name", "Phone", "Tier", "Exported by");
            TableRow row = table.next();
            assertThat(row.cell(0).text()).isEqualTo("表<格>&\"");
            assertThat(row.cell(3).text()).isEqualTo(watermark(advisor, id));
            assertThat(table.next()).isNull();
        }
    }

    @Test
    void without_the_permission_nothing_is_exported_or_fetched() {
        customer(advisor, "没有权限");
        ask(advisor, asked("CSV", Map.of())).statusCode(403);
        grant(advisor);
        UUID id = exported(advisor, asked("CSV", Map.of()));
        firm.execute("update users set permissions = '{}' where id = ?", advisor.id());
        advisor.request().accept("*/*").get(EXPORTS + "/" + id + "/file").then().statusCode(403);
        assertThat(firm.one(
                        "select count(*) from audit_log where subject_id = ? and action = 'CUSTOMER_EXPORT_READ'", id))
                .isEqualTo("0");
    }

    @Test
    void what_was_exported_while_covering_somebody_is_not_fetched_after_the_cover() {
        customer(advisor, "自己的");
        Person away = firm.advisor();
        customer(away, "代管的");
        grant(advisor);
        firm.execute(
                """
                insert into advisor_covers (id, covered_id, cover_id, from_on, to_on, created_by, created_at)
                values (uuidv7(), ?, ?, current_date - 2, current_date + 2, ?, now())""",
                away.id(),
                advisor.id(),
                away.id());
        UUID id = exported(advisor, asked("CSV", Map.of()));
        assertThat(text(advisor, id).lines()).hasSize(3);
        firm.execute(
                "update advisor_covers set ended_at = now(), ended_by = cover_id where cover_id = ?", advisor.id());
        advisor.request()
                .accept("*/*")
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(409)
                .body("code", equalTo("EXPORT_OUTDATED"));
    }

    @Test
    void a_permission_withdrawn_while_the_job_waits_ends_it_and_leaves_nothing() {
        UUID id = UUID.randomUUID();
        firm.execute(
                """
                insert into exports (id, format, language, filter, columns, reason, state, by_id, at, sight)
                values (?, 'CSV', 'EN', '{}', '{NAME}', '测试', 'RUNNING', ?, now(), '')""",
                id,
                firm.advisor().id());
        firm.execute(
                "insert into jobs (id, kind, subject_id, total, created_by) values (?, 'CUSTOMER_EXPORT', ?, 0, ?)",
                UUID.randomUUID(),
                id,
                advisor.id());
        assertThat(ended("CUSTOMER_EXPORT", id)).isEqualTo("FAILED");
        assertThat(firm.one("select result ->> 'code' from jobs where subject_id = ?", id))
                .isEqualTo("FORBIDDEN");
        assertThat(firm.one("select state from exports where id = ?", id)).isEqualTo("FAILED");
    }

    @Test
    void an_expired_export_is_gone() {
        grant(advisor);
        UUID id = exported(advisor, asked("CSV", Map.of()));
        firm.execute("update exports set expires_at = now() - interval '1 second' where id = ?", id);
        advisor.request()
                .accept("*/*")
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(409)
                .body("current", equalTo("EXPIRED"));
        advisor.request().get(EXPORTS + "/" + id).then().body("state", equalTo("EXPIRED"));
    }

    @Test
    void an_invalid_request_is_refused() {
        grant(advisor);
        ask(advisor, asked("CSV", Map.of("tier", "PAPER"))).statusCode(400).body("errors[0].pointer", equalTo("/tier"));
        ask(advisor, asked("CSV", Map.of("colour", "red")))
                .statusCode(400)
                .body("errors[0].code", equalTo("UNKNOWN_FIELD"));
        Map<String, Object> unexplained = asked("CSV", Map.of());
        unexplained.put("reason", " ");
        ask(advisor, unexplained).statusCode(400);
        assertThat(firm.one("select count(*) from exports where by_id = ?", advisor.id()))
                .isEqualTo("0");
    }

    @Test
    void administrators_grant_what_no_role_gives_and_nothing_else() {
        Person admin = firm.office(Role.ADMIN);
        String path = "/api/v1/users/" + advisor.id();
        admin.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("permissions", List.of("PRODUCT_LAUNCH")))
                .patch(path)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("GIVEN_BY_ROLE"));
        admin.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("permissions", List.of("CUSTOMER_EXPORT")))
                .patch(path)
                .then()
                .statusCode(200)
                .body("permissions", equalTo(List.of("CUSTOMER_EXPORT")));
        ask(advisor, asked("CSV", Map.of())).statusCode(202);
    }

    private void customer(Person of, String name) {
        assertThat(firm.customerOf(of, name)).isNotNull();
    }

    @Test
    void an_export_by_digits_of_a_phone_is_a_search_by_them() {
        customer(advisor, "王号码");
        grant(advisor);
        exported(advisor, asked("CSV", Map.of("q", "王号")));
        exported(advisor, asked("CSV", Map.of("q", "1380")));
        assertThat(firm.one(
                        "select count(*) from audit_log where actor_id = ? and action = 'PHONE_SEARCHED'",
                        advisor.id()))
                .isEqualTo("1");
    }

    private static Map<String, Object> asked(String format, Map<String, String> filter) {
        return new HashMap<>(Map.of(
                "format", format, "filter", filter, "columns", List.of("NAME", "PHONE", "TIER"), "reason", "季度回顾"));
    }

    private static ValidatableResponse ask(Person by, Map<String, Object> input) {
        return by.once()
                .header("Accept-Language", "en")
                .body(input)
                .post(EXPORTS)
                .then();
    }

    @CanIgnoreReturnValue
    private UUID exported(Person by, Map<String, Object> input) {
        UUID id = accepted(ask(by, input));
        assertThat(ended("CUSTOMER_EXPORT", id)).isEqualTo("DONE");
        return id;
    }

    private static String text(Person by, UUID id) {
        return by.request()
                .accept("*/*")
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void grant(Person person) {
        firm.execute("update users set permissions = '{CUSTOMER_EXPORT}' where id = ?", person.id());
    }
}
