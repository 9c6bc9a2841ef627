package io.wealthcrm.testing;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Related.Relation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A customer in each relation to one advisor, and a record of every subject on each: the ground of the access matrix. The customers are
 * entered by the service, which alone can encrypt them; what hangs on them is laid by one statement for each subject.
 */
public final class RelatedRecords {
    public final Firm firm;
    public final Person owner;
    public final Person colleague;
    public final Person lead;
    public final Person cousin;
    public final Person foreigner;
    /** Where all of the customers live, and nobody else. */
    public final String city = "矩阵" + UUID.randomUUID();
    /** In the name of each of them, and of nobody else. */
    public final String tag = city.substring(2, 10);

    private static final Map<Service, RelatedRecords> LAID = new HashMap<>();

    private final Map<Relation, UUID> customers = new EnumMap<>(Relation.class);
    private final List<Related> records = new ArrayList<>();
    private final List<Persona> personas = new ArrayList<>();

    /** Those of the running service, laid when first asked for: tests read them and leave them as they are. */
    public static synchronized RelatedRecords on(Service service) {
        return LAID.computeIfAbsent(service, RelatedRecords::new);
    }

    private RelatedRecords(Service service) {
        firm = Firm.on(service);
        owner = firm.advisor();
        colleague = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        cousin = firm.advisorIn(firm.teamB);
        foreigner = firm.advisorIn(firm.otherTeam);
        enter();
        layAll();
        readAll();
        signIn();
    }

    private void enter() {
        customers.put(Relation.OWN, firm.buyerOf(owner, "矩阵自有" + tag));
        customers.put(Relation.SIBLING, firm.buyerOf(colleague, "矩阵同组" + tag));
        customers.put(Relation.PARENT, firm.buyerOf(lead, "矩阵组长" + tag));
        customers.put(Relation.COUSIN, firm.buyerOf(cousin, "矩阵邻组" + tag));
        customers.put(Relation.SEAT, seated("矩阵席位" + tag));
        customers.put(Relation.ENDED_SEAT, seated("矩阵离席" + tag));
        team(customer(Relation.ENDED_SEAT), 1);
        customers.put(Relation.LAPSED_SEAT, seated("矩阵期满" + tag));
        firm.execute(
                "update customer_seats set from_on = from_on - 2, to_on = from_on - 1 where customer_id = ?",
                customer(Relation.LAPSED_SEAT));
        customers.put(Relation.FOREIGN, firm.buyerOf(foreigner, "矩阵外部" + tag));
        customers.put(Relation.POOL, released(colleague, "矩阵公海" + tag));
        customers.put(Relation.FOREIGN_POOL, released(foreigner, "矩阵外海" + tag));
        customers.put(Relation.MERGED, merged());
        firm.execute(
                "update customers set city = ? where id = any (cast(? as uuid[]))", city, array(customers.values()));
        if (canBeErased()) {
            customers.put(Relation.ERASED, firm.buyerOf(owner, "矩阵删除" + tag));
        }
    }

    private UUID seated(String name) {
        UUID customer = firm.buyerOf(cousin, name);
        team(customer, 0, Map.of("personId", owner.id(), "share", "0.3"));
        return customer;
    }

    @SafeVarargs
    private void team(UUID customer, int version, Map<String, Object>... members) {
        cousin.request()
                .header("If-Match", "\"" + version + '"')
                .body(Map.of("members", List.of(members)))
                .put("/api/v1/customers/" + customer + "/team")
                .then()
                .statusCode(200);
    }

    private UUID released(Person by, String name) {
        UUID customer = firm.buyerOf(by, name);
        by.once()
                .body(Map.of("reason", "矩阵"))
                .post("/api/v1/customers/" + customer + "/release")
                .then()
                .statusCode(200);
        return customer;
    }

    private boolean canBeErased() {
        return firm.one(
                        "select 1 from information_schema.columns where table_name = 'customers' and column_name = 'erased_at'")
                != null;
    }

    private UUID merged() {
        UUID gone = firm.buyerOf(owner, "矩阵重复");
        firm.office(Role.OPERATIONS)
                .once()
                .body(Map.of("survivorId", customer(Relation.OWN), "mergedId", gone))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201);
        return gone;
    }

    private void layAll() {
        UUID pattern = UUID.fromString(owner.once()
                .body(Map.of("customerId", customer(Relation.OWN), "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        String columns = firm.one(
                """
                select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
                 where table_name = 'orders' and is_generated = 'NEVER'""");
        lay(RecordSql.ORDERS.formatted(columns), pattern);
        lay(RecordSql.COMPLAINTS, owner.id());
        lay(RecordSql.HOUSEHOLDS, owner.id());
        lay(RecordSql.TASKS);
        lay(RecordSql.APPOINTMENTS);
        lay(RecordSql.VISITS);
        lay(RecordSql.FEEDBACK);
        lay(RecordSql.WARNINGS);
    }

    private void readAll() {
        read(Subject.CUSTOMER, "customers r on r.id = a.customer", "r.advisor_id, r.unit_id");
        read(Subject.POOLED_CUSTOMER, "customers r on r.id = a.customer", "r.advisor_id, r.unit_id");
        read(Subject.ORDER, "orders r on r.customer_id = a.customer", "r.advisor_id, r.unit_id");
        read(Subject.COMPLAINT, "complaints r on r.customer_id = a.customer", "a.advisor, a.unit");
        read(Subject.HOUSEHOLD, "households r on r.id = a.customer", "a.advisor, a.unit");
        read(Subject.TASK, "tasks r on r.customer_id = a.customer", "r.assignee_id, a.unit");
        read(Subject.APPOINTMENT, "appointments r on r.customer_id = a.customer", "r.owner_id, a.unit");
        read(Subject.VISIT, "visits r on r.customer_id = a.customer", "r.advisor_id, a.unit");
        read(Subject.TIER_FEEDBACK, "tier_feedback r on r.customer_id = a.customer", "r.asked_by, a.unit");
        read(Subject.ATTRITION_WARNING, "attrition_warnings r on r.customer_id = a.customer", "a.advisor, a.unit");
        if (canBeErased()) {
            firm.execute(
                    "update customers set erased_at = now(), advisor_id = null where id = ?",
                    customer(Relation.ERASED));
        }
        UUID gone = customer(Relation.MERGED);
        records.add(new Related(Subject.CUSTOMER, Relation.MERGED, gone, gone, null, null, null));
        records.add(new Related(Subject.POOLED_CUSTOMER, Relation.MERGED, gone, gone, null, null, null));
    }

    /** Orders stay with who sold them; a customer nobody serves has no advisor. */
    private String asked() {
        return """
                with asked as (
                    select c.id as customer, c.advisor_id as advisor, coalesce(c.advisor_id, e.from_advisor_id) as seller, c.unit_id as unit
                      from customers c left join pool_entries e on e.customer_id = c.id and e.left_at is null
                     where c.id = any (cast('%s' as uuid[])))
                """
                .formatted(array(customers.values()));
    }

    private void lay(String insert, Object... parameters) {
        firm.execute(asked() + insert, parameters);
    }

    private void read(Subject subject, String joined, String shownBy) {
        String sql = asked()
                + """
                select string_agg(concat_ws(' ', a.customer, r.id, coalesce(cast(x.by as text), '-'), x.unit), ',')
                  from asked a join %s cross join lateral (select %s) x (by, unit)"""
                        .formatted(joined, shownBy);
        for (String row : firm.one(sql).split(",")) {
            String[] ids = row.split(" ");
            UUID customer = UUID.fromString(ids[0]);
            UUID advisor = ids[2].equals("-") ? null : UUID.fromString(ids[2]);
            Relation relation = relation(customer);
            records.add(new Related(
                    subject,
                    relation,
                    UUID.fromString(ids[1]),
                    customer,
                    advisor,
                    UUID.fromString(ids[3]),
                    relation == Relation.SEAT ? owner.id() : null));
        }
    }

    private Relation relation(UUID customer) {
        return customers.keySet().stream()
                .filter(relation -> customer(relation).equals(customer))
                .findFirst()
                .orElseThrow();
    }

    private static String array(Iterable<UUID> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.toString()));
        return "{" + String.join(",", texts) + "}";
    }

    /** Those who look at them: each line, the office, and the customers of an own and a foreign one. */
    public List<Persona> personas() {
        return personas;
    }

    private void signIn() {
        personas.add(seller(owner, Role.ADVISOR, Set.of()));
        personas.add(seller(lead, Role.TEAM_LEAD, Set.of(firm.teamA)));
        personas.add(seller(firm.person(firm.teamB, Role.TEAM_LEAD), Role.TEAM_LEAD, Set.of(firm.teamB)));
        Set<UUID> line = Set.of(firm.branch, firm.teamA, firm.teamB);
        personas.add(seller(firm.person(firm.branch, Role.BRANCH_MANAGER), Role.BRANCH_MANAGER, line));
        Set<UUID> otherLine = Set.of(firm.otherBranch, firm.otherTeam);
        personas.add(seller(firm.person(firm.otherBranch, Role.BRANCH_MANAGER), Role.BRANCH_MANAGER, otherLine));
        for (Role role : Role.values()) {
            if (role.compareTo(Role.BRANCH_MANAGER) > 0 && role != Role.CUSTOMER) {
                personas.add(new Persona(firm.office(role), role, Set.of(), Set.of(), null));
            }
        }
        for (Relation relation : List.of(Relation.OWN, Relation.FOREIGN)) {
            Person app = firm.appOf(relation == Relation.OWN ? owner : foreigner, customer(relation));
            personas.add(new Persona(app, Role.CUSTOMER, Set.of(), Set.of(), customer(relation)));
        }
    }

    private Persona seller(Person person, Role role, Set<UUID> lead) {
        UUID pool = lead.contains(firm.otherTeam) ? firm.otherBranch : firm.branch;
        return new Persona(person, role, lead, Set.of(pool), null);
    }

    public UUID customer(Relation relation) {
        return customers.get(relation);
    }

    /** All of them. */
    public List<Related> all() {
        return records;
    }

    /** Of a kind. */
    public List<Related> of(Subject subject) {
        return records.stream().filter(record -> record.subject() == subject).toList();
    }

    /** The customers' ids. */
    public UUID[] customers() {
        return customers.values().toArray(UUID[]::new);
    }
}
