package io.wealthcrm.testing;

import io.restassured.http.ContentType;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.AccessMatrix.Route;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records in pairs that one person sees both of, and a part of the first of each: the ground of routes with two ids. */
public final class Parts {
    private static final String ROOT = "/api/v1";

    private final Firm firm;
    private final Person owner;
    private final Person lead;
    private final UUID customer;
    private final UUID second;
    private final UUID third;
    private final UUID file;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** @param parent whose the part is, {@code other} the one it is not of */
    public record Part(String table, String key, UUID id, UUID parent, UUID other) {}

    private record Two(UUID parent, UUID other) {}

    public static Parts on(Service service) {
        return new Parts(Firm.on(service));
    }

    private Parts(Firm firm) {
        this.firm = firm;
        owner = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        customer = firm.buyerOf(owner, "部件一");
        second = firm.buyerOf(owner, "部件二");
        third = firm.buyerOf(owner, "部件三");
        file = UUID.fromString(owner.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "部件.jpg", Photo.jpeg(), "image/jpeg")
                .post(ROOT + "/customers/" + third + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        ofCustomers();
        ofWork();
        ofRooms();
        ofOrders();
        ofProducts();
    }

    /** The part of the route's second id; nothing for a route nobody knows one of. */
    public Optional<Part> of(Route route) {
        return parts.entrySet().stream()
                .filter(entry -> (route.path() + "/").startsWith(ROOT + entry.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Somebody of the route's roles who sees both parents. */
    public Person personFor(Route route, Part part) {
        if (route.roles().contains(Role.ADVISOR) && !part.table().equals("advisor_covers")) {
            return owner;
        }
        return route.roles().contains(Role.TEAM_LEAD)
                ? lead
                : firm.office(route.roles().iterator().next());
    }

    /** Its row as text. */
    public String row(Part part) {
        return firm.one(
                "select string_agg(cast(t as text), ' ') from " + part.table() + " t where " + part.key() + " = ?",
                part.id());
    }

    private void put(String path, String table, String key, UUID id, Two of) {
        parts.put(path, new Part(table, key, id, of.parent(), of.other()));
    }

    /** A file with the bytes of the one that was handed in. */
    private UUID file() {
        UUID id = Ids.next();
        firm.execute(
                "insert into files select (jsonb_populate_record(f, jsonb_build_object('id', cast(? as uuid)))).* from files f where id = ?",
                id,
                file);
        return id;
    }

    private void ofCustomers() {
        Two customers = new Two(customer, second);
        UUID evidence = file();
        firm.execute("insert into customer_evidence values (?, ?)", evidence, customer);
        put("/customers/{id}/evidence/{fileId}", "customer_evidence", "file_id", evidence, customers);
        UUID certification = Ids.next();
        firm.execute(
                """
                insert into investor_certifications (id, customer_id, kind, amount, evidence_file_id, certified_on, valid_until, by_id)
                values (?, ?, 'INCOME', 600000, ?, current_date, current_date + 300, ?)""",
                certification,
                customer,
                evidence,
                owner.id());
        put(
                "/customers/{id}/investor-certifications/{certificationId}",
                "investor_certifications",
                "id",
                certification,
                customers);
        UUID relation = Ids.next();
        firm.execute(
                "insert into customer_relations (id, customer_id, related_id, kind, by_id) values (?, ?, ?, 'FRIEND', ?)",
                relation,
                customer,
                third,
                owner.id());
        put("/customers/{id}/relations/{relationId}", "customer_relations", "id", relation, customers);
        Two homes = new Two(household(customer), household(second));
        put("/households/{id}/members/{customerId}", "household_members", "customer_id", customer, homes);
    }

    private UUID household(UUID member) {
        UUID home = Ids.next();
        firm.execute(
                "insert into households (id, name, kind, created_by, created_at) values (?, '部件', 'FAMILY', ?, now())",
                home,
                owner.id());
        firm.execute(
                """
                insert into household_members (id, household_id, customer_id, role, since, by_id)
                values (uuidv7(), ?, ?, 'HEAD', current_date, ?)""",
                home,
                member,
                owner.id());
        return home;
    }

    private void ofWork() {
        UUID plan = Ids.next();
        firm.execute(
                "insert into follow_up_plans (id, unit_id, name, created_by, created_at) values (?, ?, '部件', ?, now())",
                plan,
                firm.teamA,
                lead.id());
        firm.execute("insert into follow_up_steps values (?, 1, 1, '部件', null, 'LOW')", plan);
        UUID run = Ids.next();
        firm.execute(
                """
                insert into follow_up_runs (id, plan_id, customer_id, starts_on, started_by, started_at)
                values (?, ?, ?, current_date, ?, now())""",
                run,
                plan,
                customer,
                owner.id());
        put("/customers/{id}/plans/{runId}", "follow_up_runs", "id", run, new Two(customer, second));
        UUID photo = file();
        Two visits = new Two(visit(), visit());
        firm.execute("insert into visit_photos values (?, ?)", photo, visits.parent());
        put("/agenda/visits/{id}/photos/{photoId}", "visit_photos", "file_id", photo, visits);
        UUID paper = file();
        Two complaints = new Two(complaint(), complaint());
        firm.execute("insert into complaint_files values (?, ?)", paper, complaints.parent());
        put("/complaints/{id}/files/{fileId}", "complaint_files", "file_id", paper, complaints);
        UUID cover = Ids.next();
        Two covered = new Two(owner.id(), firm.advisor().id());
        firm.execute(
                """
                insert into advisor_covers (id, covered_id, cover_id, from_on, to_on, created_by, created_at)
                values (?, ?, ?, current_date + 10, current_date + 12, ?, now())""",
                cover,
                owner.id(),
                firm.advisor().id(),
                lead.id());
        put("/users/{id}/covers/{coverId}", "advisor_covers", "id", cover, covered);
    }

    private UUID visit() {
        UUID id = Ids.next();
        firm.execute(
                "insert into visits (id, advisor_id, customer_id, checked_in_at, checked_out_at) values (?, ?, ?, now(), now())",
                id,
                owner.id(),
                customer);
        return id;
    }

    private UUID complaint() {
        UUID id = Ids.next();
        firm.execute(
                """
                insert into complaints (id, number, customer_id, kind, category, severity, subject, text, channel, state, opened_by,
                       opened_at, sla_version, counts_from, first_due_at, due_at, late_at, very_late_at)
                select ?, cast(? as text), ?, 'COMPLAINT', 'SERVICE', 4, '部件', '部件', 'PHONE', 'OPEN', ?, now(), 1, now(), t, t, t, t
                  from (select now() + interval '1 year' as t) later""",
                id,
                id,
                customer,
                owner.id());
        return id;
    }

    private void ofRooms() {
        Two rooms = new Two(room(), room());
        ChatApp app = ChatApp.of(owner);
        UUID message = UUID.fromString(app.say(rooms.parent(), "部件").path("mid").asText());
        app.close();
        put("/conversations/{id}/messages/{messageId}", "messages", "id", message, rooms);
        UUID member = firm.advisor().id();
        firm.execute("insert into members (conversation_id, user_id) values (?, ?)", rooms.parent(), member);
        put("/conversations/{id}/members/{userId}", "members", "user_id", member, rooms);
    }

    private UUID room() {
        return UUID.fromString(owner.once()
                .body(Map.of("kind", "GROUP", "title", "部件", "memberIds", List.of(lead.id())))
                .post(ROOT + "/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private void ofOrders() {
        UUID product = firm.product();
        Two orders = new Two(order(customer, product), order(second, product));
        UUID document = file();
        firm.execute(
                "insert into order_documents values (?, ?, 'CONTRACT_PHOTO', ?, now())",
                document,
                orders.parent(),
                owner.id());
        put("/orders/{id}/documents/{documentId}", "order_documents", "id", document, orders);
        UUID recording = file();
        UUID upload = Ids.next();
        firm.execute(
                "insert into resumable_uploads (id, owner_id, length, name, expires_at) values (?, ?, 10, '录音', now() + interval '1 day')",
                upload,
                owner.id());
        firm.execute(
                "insert into order_recordings values (?, ?, ?, ?, now())",
                recording,
                orders.parent(),
                upload,
                owner.id());
        put("/orders/{id}/recordings/{recordingId}", "order_recordings", "id", recording, orders);
        Two plans = new Two(plan(), plan());
        UUID version = Ids.next();
        firm.execute(
                "insert into commission_plan_versions (id, plan_id, number, drafted_by, drafted_at) values (?, ?, 1, ?, now())",
                version,
                plans.parent(),
                lead.id());
        put("/commissions/plans/{id}/versions/{versionId}", "commission_plan_versions", "id", version, plans);
    }

    private UUID order(UUID buyer, UUID product) {
        return UUID.fromString(owner.once()
                .body(Map.of("customerId", buyer, "productId", product, "amount", "1000000.00"))
                .post(ROOT + "/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private UUID plan() {
        UUID id = Ids.next();
        firm.execute("insert into commission_plans values (?, ?, '部件', 'CNY', ?, now())", id, "P" + id, lead.id());
        return id;
    }

    private void ofProducts() {
        Two products = new Two(firm.product(), firm.product());
        UUID product = products.parent();
        LocalDate day = LocalDate.now().minusDays(1);
        firm.execute("insert into navs (product_id, nav_date, nav, recorded_at) values (?, ?, 1, now())", product, day);
        UUID run = Ids.next();
        firm.execute(
                """
                insert into clearing_runs (id, product_id, dealing_day, nav, fee_rate, fee_discount, holdings, amount, fee, shares,
                       prepared_by, prepared_at)
                values (?, ?, ?, 1, 0, 0, 1, 1, 0, 1, ?, now())""",
                run,
                product,
                day,
                lead.id());
        put("/products/{id}/clearing-runs/{runId}", "clearing_runs", "id", run, products);
        UUID distribution = Ids.next();
        firm.execute(
                """
                insert into distributions (id, product_id, kind, record_date, pay_on, currency, nav, holdings, amount, prepared_by,
                       prepared_at)
                values (?, ?, 'PRINCIPAL', ?, ?, 'CNY', 1, 1, 1, ?, now())""",
                distribution,
                product,
                day,
                day,
                lead.id());
        put("/products/{id}/distributions/{distributionId}", "distributions", "id", distribution, products);
        UUID document = Ids.next();
        firm.execute(
                "insert into product_documents values (?, ?, ?, 'OTHER', '部件', now(), ?)",
                document,
                product,
                file(),
                lead.id());
        put("/products/{id}/documents/{documentId}", "product_documents", "id", document, products);
        UUID question = Ids.next();
        firm.execute("insert into product_questions values (?, ?, '部件', now(), ?, '部件')", question, product, lead.id());
        put("/products/{id}/questions/{questionId}", "product_questions", "id", question, products);
    }
}
