package io.wealthcrm.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Erasing is planned first, does what was planned, and says what the law keeps; what is gone does not come back. */
class ErasureResourceTest extends PrivacyCase {
    ErasureResourceTest(Service service) {
        super(service);
    }

    @Test
    void who_never_ordered_is_gone_wholly() throws SQLException {
        Person app = firm.appOf(advisor, name);
        UUID customer = fileOf(app);
        interact(customer);
        String paper = evidence(customer);
        talk(app);
        advisor.once().body(Map.of("purpose", "MARKETING", "granted", true)).post(path(customer) + "/consents");
        advisor.once()
                .body(Map.of("relatedId", firm.customerOf(advisor, "旁人"), "kind", "SPOUSE"))
                .post(path(customer) + "/relations")
                .then()
                .statusCode(201);
        traces(customer);
        assertThat(whereFound()).hasSizeGreaterThan(5);
        UUID request = verified(customer, "ERASURE");
        plan(request).body("steps.action", everyItem(equalTo("ERASE")));
        Object planned = plan(request).extract().path("steps");
        Object done = erase(request)
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("answerZh", equalTo("您的个人信息已全部删除。"))
                .body("answerEn", equalTo("All of your personal data has been erased."))
                .extract()
                .path("erased");
        assertThat(done).isEqualTo(planned);
        assertThat(count("customers", "id = ?", customer)).isEqualTo("0");
        assertThat(count("files", "id = ?", UUID.fromString(paper))).isEqualTo("0");
        assertThat(count(
                        "complaints",
                        "number = ? and customer_id is null",
                        "T-" + customer.toString().substring(24)))
                .isEqualTo("1");
        assertThat(whereFound()).isEmpty();
        app.request().get("/api/v1/me").then().statusCode(401);
        compliance.request().get(path(customer)).then().statusCode(404);
        decide(compliance, request, Map.of("decision", "FULFIL", "planToken", "x"))
                .statusCode(409);
    }

    @Test
    void what_an_article_keeps_stays_as_it_is_and_only_compliance_sees_it() throws SQLException {
        UUID customer = firm.buyerOf(advisor, name);
        interact(customer);
        UUID request = verified(customer, "ERASURE");
        String order = advisor.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String room = advisor.once()
                .body(Map.of(
                        "kind",
                        "ORDER",
                        "orderId",
                        order,
                        "memberIds",
                        List.of(firm.person(firm.teamA, Role.TEAM_LEAD).id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        refused(customer, request, "ERASURE_ORDERS_OPEN");
        advisor.once()
                .body(Map.of("reason", "客户改变主意"))
                .post("/api/v1/orders/" + order + "/cancellation")
                .then()
                .statusCode(200);
        refusedWhileHolding(customer, request, UUID.fromString(order));
        String token = plan(request).extract().path("planToken");
        interact(customer);
        advisor.once().body(Map.of("purpose", "THIRD_PARTY", "granted", true)).post(path(customer) + "/consents");
        refusedWith(customer, request, token, "ERASURE_PLAN_OUTDATED");
        Map<String, String> kept = kept(customer, request);
        assertThat(kept).containsKeys("orders", "order_history", "consents");
        erase(request)
                .statusCode(200)
                .body("state", equalTo("PARTLY_DONE"))
                .body("answerZh", containsString("订单、持仓与兑付：保留至"))
                .body("answerEn", containsString("art. 32"));
        kept.forEach((records, before) ->
                assertThat(text(records, customer)).as(records).isEqualTo(before));
        assertThat(count("interactions", "customer_id = ?", customer)).isEqualTo("0");
        assertThat(count("timeline_entries", "customer_id = ?", customer)).isEqualTo("0");
        await().untilAsserted(() ->
                advisor.request().get("/api/v1/conversations/" + room).then().statusCode(404));
        hidden(customer, order);
        refused(customer, verified(compliance, customer, "ERASURE"), "ERASURE_DONE");
        comesBack(customer, order);
    }

    private void refusedWhileHolding(UUID customer, UUID request, UUID order) {
        UUID holding = UUID.randomUUID();
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, opened_on)
                select ?, customer_id, product_id, id, advisor_id, unit_id, amount, current_date from orders where id = ?""",
                holding,
                order);
        refused(customer, request, "ERASURE_HOLDINGS_OPEN");
        firm.execute("delete from holdings where id = ?", holding);
    }

    /** From everybody but compliance and operations, by every way there is. */
    private void hidden(UUID customer, String order) {
        for (Person person :
                List.of(advisor, firm.person(firm.branch, Role.BRANCH_MANAGER), firm.office(Role.EXECUTIVE))) {
            person.request().get(path(customer)).then().statusCode(404);
            person.request().get("/api/v1/orders/" + order).then().statusCode(404);
            person.request()
                    .get("/api/v1/customers?q=" + name)
                    .then()
                    .body("items.id", not(hasItem(customer.toString())));
            person.request().get("/api/v1/orders?limit=100").then().body("items.id", not(hasItem(order)));
        }
        compliance.request().get(path(customer)).then().statusCode(200).body("name", equalTo(name));
        compliance.request().get("/api/v1/orders/" + order).then().statusCode(200);
        assertThat(count("pool_preview", "customer_id = ?", customer)).isEqualTo("0");
        assertThat(count("customers_in_sight", "id = ?", customer))
                .as("for jobs, exports among them")
                .isEqualTo("0");
        assertThat(firm.one(
                        "select phone_index = sha256(convert_to('erased:' || id, 'UTF8')) from customers where id = ?",
                        customer))
                .as("who comes back with the same phone is somebody new")
                .isEqualTo("t");
        UUID again = firm.customerOf(advisor, name);
        assertThat(again).as("nobody is told of who is gone").isNotNull();
        firm.execute(
                "update customers set birthday = (select birthday from customers where id = ?) where id = ?",
                customer,
                again);
        scan();
        assertThat(count("duplicate_pairs", "? in (low_id, high_id)", customer)).isEqualTo("0");
        verifier.once()
                .body(Map.of("survivorId", again, "mergedId", customer))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(409)
                .body("code", equalTo("MERGE_ERASED"));
    }

    private void scan() {
        String job = firm.office(Role.OPERATIONS)
                .once()
                .post("/api/v1/duplicates/scans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(java.time.Duration.ofSeconds(30))
                .until(() -> "DONE".equals(firm.one("select status from jobs where id = ?", UUID.fromString(job))));
    }

    /** On the day the last article lets go, nothing of the person is left; the figures stay. */
    private void comesBack(UUID customer, String order) {
        firm.execute("update orders set status_at = status_at - interval '21 years' where customer_id = ?", customer);
        firm.execute("update customers set erase_after = current_date - 2 where id = ?", customer);
        await().untilAsserted(() -> assertThat(firm.one("select name from customers where id = ?", customer))
                .isEqualTo("[已删除]"));
        assertThat(firm.one("select customer_name from orders where id = ?", UUID.fromString(order)))
                .isEqualTo("[已删除]");
        assertThat(count("consents", "customer_id = ?", customer)).isEqualTo("0");
        compliance.request().get(path(customer)).then().statusCode(200).body("name", equalTo("[已删除]"));
    }

    @Test
    void refusals_clear_and_change_nothing() {
        UUID customer = firm.customerOf(advisor, name);
        interact(customer);
        UUID request = verified(customer, "ERASURE");
        complain(advisor, customer).statusCode(201);
        refused(customer, request, "ERASURE_COMPLAINT_OPEN");
        firm.execute(
                """
                insert into chat_holds (id, user_id, reason, placed_by)
                select uuidv7(), id, '诉讼', ? from users where customer_id = ?""",
                compliance.id(),
                customer);
        firm.execute("update complaints set customer_id = null where customer_id = ?", customer);
        refused(customer, request, "ERASURE_ON_HOLD");
        String token = plan(request).extract().path("planToken");
        decide(verifier, request, Map.of("decision", "FULFIL", "planToken", token))
                .statusCode(403);
        firm.execute("update users set roles = '{COMPLIANCE}' where id = ?", verifier.id());
        decide(verifier, request, Map.of("decision", "FULFIL", "planToken", token))
                .statusCode(403)
                .body("code", equalTo("PRIVACY_SAME_PERSON"));
        decide(compliance, request, Map.of("decision", "FULFIL")).statusCode(400);
        assertThat(count("interactions", "customer_id = ?", customer)).isEqualTo("1");
    }

    @Test
    void a_merge_that_may_be_taken_back_stands_in_the_way_and_an_old_one_comes_back_no_more() throws SQLException {
        UUID survivor = firm.customerOf(advisor, name);
        UUID merged = firm.customerOf(advisor, name + "二");
        interact(merged);
        String asked = ask(advisor, merged, "ERASURE").statusCode(201).extract().path("id");
        String merge = verifier.once()
                .body(Map.of("survivorId", survivor, "mergedId", merged))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        compliance
                .request()
                .get(path(survivor) + "/privacy-requests")
                .then()
                .body("items.id", contains(asked))
                .body("items.customerId", contains(survivor.toString()));
        UUID request = UUID.fromString(asked);
        verifier.once().post(REQUESTS + asked + "/verification").then().statusCode(200);
        refused(survivor, request, "ERASURE_MERGE_PENDING");
        firm.execute(
                "update restorable_operations set at = at - interval '31 days' where id = ?", UUID.fromString(merge));
        refusedWhileFormerAccountIsHeld(survivor, request);
        erase(request).statusCode(200).body("state", equalTo("DONE"));
        int status = verifier.once()
                .post("/api/v1/customers/merges/" + merge + "/undo")
                .then()
                .extract()
                .statusCode();
        assertThat(status).isBetween(404, 409);
        assertThat(count("customers", "id in (?, ?)", survivor, merged)).isEqualTo("0");
        assertThat(whereFound()).isEmpty();
    }

    private void refusedWhileFormerAccountIsHeld(UUID customer, UUID request) {
        UUID former = firm.appOf(advisor, "旧账户").id();
        firm.execute("update users set customer_id = null where id = ?", former);
        firm.execute("insert into former_accounts (user_id, customer_id) values (?, ?)", former, customer);
        firm.execute(
                "insert into chat_holds (id, user_id, reason, placed_by) values (uuidv7(), ?, '诉讼', ?)",
                former,
                compliance.id());
        refused(customer, request, "ERASURE_ON_HOLD");
        firm.execute("delete from chat_holds where user_id = ?", former);
        firm.execute("delete from former_accounts where user_id = ?", former);
    }

    private void refused(UUID customer, UUID request, String code) {
        String token = plan(request).body("hindrance", equalTo(code)).extract().path("planToken");
        refusedWith(customer, request, token, code);
    }

    private void refusedWith(UUID customer, UUID request, String token, String code) {
        var before = io.wealthcrm.testing.Snapshot.of(service, customer);
        decide(compliance, request, Map.of("decision", "FULFIL", "planToken", token))
                .statusCode(409)
                .body("code", equalTo(code));
        assertThat(io.wealthcrm.testing.Snapshot.of(service, customer)).isEqualTo(before);
        assertThat(firm.one("select state from privacy_requests where id = ?", request))
                .isEqualTo("VERIFIED");
    }

    /** The rows the plan keeps, but for the profile's, of which a part goes. */
    private Map<String, String> kept(UUID customer, UUID request) {
        List<String> records = plan(request).extract().path("steps.findAll { it.action == 'KEEP' }.records");
        Map<String, String> kept = new TreeMap<>();
        records.stream()
                .filter(one -> !one.equals("customers") && !one.equals("privacy_requests"))
                .forEach(one -> kept.put(one, text(one, customer)));
        return kept;
    }

    private String text(String relation, UUID customer) {
        String condition = firm.one("select condition from personal_records where relation = ?", relation)
                .replace("$1", "'" + customer + "'");
        return firm.one("select string_agg(cast(t as text), ' ' order by cast(t as text)) from " + relation
                + " t where " + condition);
    }

    private String evidence(UUID customer) {
        return advisor.request()
                .contentType("multipart/form-data")
                .multiPart("file", "合影.jpg", photo(), "image/jpeg")
                .post(path(customer) + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static byte[] photo() {
        try {
            return io.wealthcrm.testing.Photo.jpeg();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void talk(Person app) {
        UUID conversation = UUID.fromString(app.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(advisor.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        firm.execute(
                """
                insert into messages (conversation_id, seq, id, sender_id, cid, kind, body)
                values (?, 1, uuidv7(), ?, uuidv7(), 'text', jsonb_build_object('text', cast(? as text)))""",
                conversation,
                app.id(),
                "我是" + name);
    }

    /** Where else a person leaves traces: an import, an operation's images, a pair, a complaint that has ended. */
    private void traces(UUID customer) {
        UUID operation = UUID.randomUUID();
        firm.execute(
                "insert into restorable_operations (id, kind, by_id, at) values (?, 'IMPORT', ?, now())",
                operation,
                advisor.id());
        firm.execute(
                """
                insert into restorable_rows (operation_id, step, relation, key, before, after)
                values (?, 1, 'customers', jsonb_build_object('id', cast(? as text)), jsonb_build_object('name', cast(? as text)), '{}')""",
                operation,
                customer,
                name);
        firm.execute(
                """
                insert into complaints (id, number, customer_id, kind, category, severity, subject, text, channel, state, opened_by,
                       opened_at, sla_version, counts_from, first_due_at, due_at, late_at, very_late_at, answered_at, answered_by,
                       closed_at, closed_by, assignee_id)
                values (uuidv7(), ?, ?, 'SERVICE_REQUEST', 'OTHER', 4, ?, '改地址', 'PHONE', 'CLOSED', ?, now(), 1, now(), now(), now(),
                        now(), now(), now(), ?, now(), ?, ?)""",
                "T-" + customer.toString().substring(24),
                customer,
                name + "改地址",
                advisor.id(),
                advisor.id(),
                advisor.id(),
                advisor.id());
    }
}
