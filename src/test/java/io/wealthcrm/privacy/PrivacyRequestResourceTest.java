package io.wealthcrm.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Requests from the asking to the answer, and the copies they end in. */
class PrivacyRequestResourceTest extends PrivacyCase {
    /** Every table that holds a customer's id, by foreign key or by name. */
    private static final String UNREGISTERED =
            """
            select string_agg(distinct c.relname || '.' || a.attname, ', ')
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             where c.relkind in ('r', 'p') and c.relnamespace = to_regnamespace('public')
               and (a.attname = 'customer_id' or a.attname like '%\\_customer\\_id'
                    or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
                                and f.confrelid = to_regclass('customers') and a.attnum = any (f.conkey)))
               and not exists (select from personal_records r
                                where r.relation = c.relname and r.condition ~ ('\\m' || a.attname || '\\M'))""";

    PrivacyRequestResourceTest(Service service) {
        super(service);
    }

    @Test
    void every_table_that_names_a_customer_is_exported_or_says_why_not() {
        assertThat(firm.one(UNREGISTERED))
                .as("call for a line in personal_records")
                .isNull();
    }

    @Test
    void a_request_goes_from_step_to_step_and_nothing_else_moves_it() {
        UUID customer = firm.customerOf(advisor, name);
        advisor.once()
                .body(Map.of("kind", "ACCESS"))
                .post(path(customer) + "/privacy-requests")
                .then()
                .statusCode(400);
        ask(firm.advisorIn(firm.otherTeam), customer, "ACCESS").statusCode(404);
        ask(firm.office(Role.FINANCE), customer, "ACCESS").statusCode(403);
        assertThat(count("privacy_requests", "customer_id = ?", customer)).isEqualTo("0");
        String id = ask(advisor, customer, "CORRECTION")
                .statusCode(201)
                .body("state", equalTo("RECEIVED"))
                .extract()
                .path("id");
        UUID request = UUID.fromString(id);
        ask(advisor, customer, "CORRECTION").statusCode(409).body("code", equalTo("PRIVACY_REQUEST_OPEN"));
        decide(compliance, request, answered("FULFIL")).statusCode(409).body("current", equalTo("RECEIVED"));
        assertThat(firm.one("select state || version from privacy_requests where id = ?", request))
                .isEqualTo("RECEIVED0");
        verifier.once().post(REQUESTS + id + "/verification").then().statusCode(200);
        verifier.once().post(REQUESTS + id + "/verification").then().statusCode(409);
        decide(compliance, request, Map.of("decision", "FULFIL")).statusCode(400);
        decide(verifier, request, answered("FULFIL")).statusCode(403);
        compliance.request().get(REQUESTS + id + "/plan").then().statusCode(404);
        decide(compliance, request, answered("FULFIL")).statusCode(200).body("state", equalTo("DONE"));
        decide(compliance, request, answered("REJECT")).statusCode(409).body("current", equalTo("DONE"));
        advisor.request().get(path(customer) + "/privacy-requests").then().body("items.answerEn", contains("Changed"));
    }

    @Test
    void is_due_after_fifteen_business_days_and_overdue_ones_are_found() {
        UUID customer = firm.customerOf(advisor, name);
        UUID request = UUID.fromString(
                ask(advisor, customer, "ACCESS").statusCode(201).extract().path("id"));
        LocalDate due =
                LocalDate.parse(compliance.request().get(REQUESTS + request).path("dueOn"));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        assertThat(due).isAfter(today.plusDays(18)).isBefore(today.plusDays(40));
        firm.execute("update privacy_requests set due_on = current_date - 2 where id = ?", request);
        compliance
                .request()
                .get(REQUESTS.replaceAll("/$", "") + "?overdue=true&kind=ACCESS&state=RECEIVED&limit=100")
                .then()
                .body("items.find { it.id == '%s' }.overdue".formatted(request), equalTo(true));
        compliance.request().get("/api/v1/privacy-requests?state=LOST").then().statusCode(400);
        await().untilAsserted(() -> assertThat(told(compliance, request)).isEqualTo("OVERDUE"));
        assertThat(told(advisor, request)).isNull();
    }

    private String told(Person person, UUID request) {
        return firm.one(
                "select string_agg(occasion, ',') from notifications where kind = 'PRIVACY_REQUEST' and entity_id = ? and person_id = ?",
                request,
                person.id());
    }

    @Test
    void a_request_that_cannot_be_fulfilled_says_so() {
        UUID nobody = UUID.randomUUID();
        UUID request = UUID.randomUUID();
        firm.execute(
                """
                insert into privacy_requests (id, customer_id, kind, state, channel, received_at, due_on, by_id, verified_by, verified_at)
                values (?, ?, 'ACCESS', 'VERIFIED', 'PHONE', now(), current_date + 20, ?, ?, now())""",
                request,
                nobody,
                advisor.id(),
                verifier.id());
        decide(compliance, request, Map.of("decision", "FULFIL")).statusCode(200);
        await().untilAsserted(() -> assertThat(told(compliance, request)).startsWith("FAILED"));
        compliance
                .request()
                .get(REQUESTS + request)
                .then()
                .body("state", equalTo("VERIFIED"))
                .body("hindrance", equalTo("CUSTOMER_GONE"));
        firm.execute(
                "update privacy_requests set customer_id = ? where id = ?", firm.customerOf(advisor, name), request);
        compliance.request().get(REQUESTS + request).then().body("hindrance", equalTo("COPY_FAILED"));
        decide(compliance, request, Map.of("decision", "FULFIL")).statusCode(200);
        await().untilAsserted(() -> compliance
                .request()
                .get(REQUESTS + request)
                .then()
                .body("state", equalTo("DONE"))
                .body("hindrance", nullValue()));
    }

    @Test
    void a_request_nobody_is_there_to_decide_says_so() throws SQLException {
        UUID erasure = verified(firm.customerOf(advisor, name), "ERASURE");
        firm.execute("update users set roles = '{COMPLIANCE}' where id = ?", verifier.id());
        String hindrance =
                "select hindrance from (%s where r.id = '%s') as request (id, customer_id, kind, state, channel, note, evidence,"
                        + " received, due, by_id, verified_by, verified_at, decided_by, decided_at, zh, en, done, until, hindrance)";
        try (var connection = service.jdbc();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update users set active = false where roles @> '{COMPLIANCE}' and id <> '"
                    + verifier.id() + "' and active");
            try (var rows = statement.executeQuery(hindrance.formatted(PrivacyRequest.SELECT, erasure))) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("NO_DECIDER");
            }
            connection.rollback();
        }
    }

    @Test
    void a_copy_holds_all_that_is_registered_in_the_clear_and_nobody_elses_names() throws IOException {
        Person app = firm.appOf(advisor, name);
        UUID customer = fileOf(app);
        String relative = name + "之妻";
        UUID other = firm.customerOf(advisor, relative);
        interact(customer);
        orderOf(customer);
        app.once().body(Map.of("purpose", "MARKETING", "granted", true)).post(path(customer) + "/consents");
        advisor.once().body(Map.of("relatedId", other, "kind", "SPOUSE")).post(path(customer) + "/relations");
        UUID request = UUID.fromString(
                ask(app, customer, "PORTABILITY").statusCode(201).extract().path("id"));
        app.request().accept("*/*").get(REQUESTS + request + "/copy").then().statusCode(409);
        verifier.once().post(REQUESTS + request + "/verification").then().statusCode(200);
        decide(compliance, request, Map.of("decision", "FULFIL"))
                .statusCode(200)
                .body("state", equalTo("IN_PROGRESS"));
        await().untilAsserted(() -> app.request()
                .get(path(customer) + "/privacy-requests")
                .then()
                .body("items[0].state", equalTo("DONE"))
                .body("items[0].by", nullValue()));
        firm.advisor()
                .request()
                .accept("*/*")
                .get(REQUESTS + request + "/copy")
                .then()
                .statusCode(403);
        firm.appOf(advisor, name + "乙")
                .request()
                .accept("*/*")
                .get(REQUESTS + request + "/copy")
                .then()
                .statusCode(404);
        Map<String, String> files = unzipped(app, request);
        JsonNode data = new ObjectMapper().readTree(files.get("data.json"));
        String phone = app.request().get(path(customer) + "/contact-details").path("phone");
        assertThat(data.path("contact").path("phone").asText()).isEqualTo(phone);
        assertThat(data.path("sections")
                        .path("PROFILE")
                        .path("customers")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo(name);
        for (String relation : firm.one("select string_agg(of_relation, ',') from personal_copy(?)", customer)
                .split(",")) {
            assertThat(data.path("sections").findValue(relation)).as(relation).isNotNull();
        }
        assertThat(data.findValue("bank_accounts").path(0).path("bank_account").asText())
                .isEqualTo("6225880123456789");
        assertThat(data.path("withheld"))
                .allSatisfy(one -> assertThat(one.path("reasonZh").asText()).matches("\\p{IsHan}.*"))
                .allSatisfy(one -> assertThat(one.path("reasonEn").asText()).matches("\\p{ASCII}+"));
        assertThat(files.get("index.html")).contains("一次性验证码", "one-time codes");
        assertThat(data.path("withheld").size())
                .isEqualTo(Integer.parseInt(count("personal_records", "withheld is not null")));
        assertThat(files.get("data.json"))
                .contains("customer_relations", "interactions")
                .doesNotContain("想换房", relative, "cipher", "password");
        assertThat(files.get("index.html")).contains("基本资料 / Profile", name).doesNotContain("<script");
        assertThat(count(
                        "privacy_copies",
                        "position(convert_to(?, 'UTF8') in content) > 0 and request_id = ?",
                        name,
                        request))
                .isEqualTo("0");
        firm.execute(
                "update privacy_copies set expires_at = now() - interval '1 second' where request_id = ?", request);
        app.request().accept("*/*").get(REQUESTS + request + "/copy").then().statusCode(409);
        await().untilAsserted(() ->
                assertThat(count("privacy_copies", "request_id = ?", request)).isEqualTo("0"));
    }

    /** With a contract that names an account. */
    private void orderOf(UUID customer) {
        String order = advisor.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "contractNumber",
                        "HT-" + order,
                        "signedAt",
                        java.time.Instant.now().minusSeconds(60).toString(),
                        "bankName",
                        "招商银行",
                        "bankAccount",
                        "6225880123456789"))
                .put("/api/v1/orders/" + order + "/contract")
                .then()
                .statusCode(200);
    }

    private static Map<String, String> answered(String decision) {
        return Map.of("decision", decision, "answerZh", "已更正", "answerEn", "Changed");
    }

    private static Map<String, String> unzipped(Person by, UUID request) throws IOException {
        byte[] bytes = by.request()
                .accept("*/*")
                .get(REQUESTS + request + "/copy")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
