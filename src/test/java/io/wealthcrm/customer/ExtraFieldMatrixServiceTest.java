package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.AccessMatrix;
import io.wealthcrm.testing.AccessMatrix.Route;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Role × field × route. Each role has a field that it alone reads, and one customer a value in each of them, which is the field's
 * key and more. Whatever route a role asks about that customer, no key of another's field may stand in the answer: so a new route
 * that answers {@code extra} past {@link FieldAccess} fails here by itself.
 */
@OnSharedService
class ExtraFieldMatrixServiceTest {
    private static final Set<Role> READERS = EnumSet.complementOf(EnumSet.of(Role.ADMIN, Role.MARKETING));
    private static final Set<String> SHOWING = Set.of("/api/v1/customers/{id}", "/api/v1/customers/{id}/overview");

    private static final Map<Role, Person> PEOPLE = new EnumMap<>(Role.class);
    private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);
    private static Firm firm;
    private static Person advisor;
    private static UUID customer;
    private static String tag;
    private static String free;

    @BeforeAll
    static void lay(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        EnumSet.complementOf(EnumSet.of(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.CUSTOMER))
                .forEach(role -> PEOPLE.put(role, firm.office(role)));
        PEOPLE.put(Role.ADVISOR, advisor);
        PEOPLE.put(Role.TEAM_LEAD, firm.person(firm.teamA, Role.TEAM_LEAD));
        PEOPLE.put(Role.BRANCH_MANAGER, firm.person(firm.branch, Role.BRANCH_MANAGER));
        PEOPLE.put(Role.CUSTOMER, firm.appOf(advisor, "字段矩阵"));
        customer = UUID.fromString(
                PEOPLE.get(Role.CUSTOMER).request().get("/api/v1/me").path("customerId"));
        tag = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        free = "free" + tag;
        READERS.forEach(role ->
                KEYS.put(role, role.name().toLowerCase(java.util.Locale.ROOT).replace("_", "") + tag));
        KEYS.forEach((role, key) -> define(key, role));
        firm.execute(
                """
                update customers set extra = extra || jsonb_build_object(?, ?, 'retired' || ?, 'retired' || ?)
                       || (select jsonb_object_agg(key, key || 'value') from extra_fields where key = any (string_to_array(?, ',')))
                 where id = ?""",
                free,
                free,
                tag,
                tag,
                String.join(",", KEYS.values()),
                customer);
        define("retired" + tag, Role.ADVISOR);
        firm.execute("update extra_fields set retired_at = now() where key = ?", "retired" + tag);
        KEYS.put(Role.ADMIN, "retired" + tag);
    }

    @AfterAll
    static void clear() {
        firm.execute("delete from extra_fields where key like '%' || ?", tag);
    }

    private static void define(String key, Role reader) {
        firm.execute(
                """
                insert into extra_fields (id, key, label_zh, label_en, kind, choices, required, sensitive, readable_by,
                       writable_by, position, version)
                values (uuidv7(), ?, '标记', 'Marker', 'TEXT', '{}', false, false, array[?], '{}', 9000, 0)""",
                key,
                reader.name());
    }

    @Test
    void nobodyMeetsAFieldOfOthersOnAnyRoute() {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        PEOPLE.forEach((role, person) -> AccessMatrix.routes().parallelStream()
                .filter(Route::isRead)
                .filter(route -> !route.roles().isEmpty() && route.isFor(Set.of(role)))
                .filter(route -> role != Role.ADMIN || !route.path().startsWith("/api/v1/extra-fields"))
                .forEach(route -> {
                    String body = route.call(person.request(), customer).asString();
                    hidden(role).stream()
                            .filter(body::contains)
                            .forEach(key -> wrong.add(role + " " + route.key() + " shows " + key));
                    if (SHOWING.contains(route.path()) && !body.contains(KEYS.get(role) + "value")) {
                        wrong.add(role + " " + route.key() + " does not show the own field");
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    /** Without a definition it is for staff who read files. */
    @Test
    void aFreeKeyIsForStaff() {
        PEOPLE.forEach((role, person) -> {
            String body = person.request().get("/api/v1/customers/" + customer).asString();
            assertThat(body.contains(free)).as(role.name()).isEqualTo(READERS.contains(role) && role != Role.CUSTOMER);
        });
    }

    @Test
    void whatIsAnsweredToAWriteIsAsWhatIsRead() {
        Person lead = PEOPLE.get(Role.TEAM_LEAD);
        String patched = lead.request()
                .header(
                        "If-Match",
                        lead.request().get("/api/v1/customers/" + customer).path("version") + "")
                .body(Map.of("city", "苏州"))
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String handed = lead.once()
                .body(Map.of("advisorId", advisor.id()))
                .post("/api/v1/customers/" + customer + "/transfer")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        for (String body : List.of(patched, handed)) {
            assertThat(body).contains(KEYS.get(Role.TEAM_LEAD)).doesNotContain(hidden(Role.TEAM_LEAD));
        }
    }

    /** Whoever merges chooses among what is in sight; the rest of both stays, as it does when the choice is taken back. */
    @Test
    void aMergeShowsWhatIsInSightAndKeepsTheRest() {
        UUID other = firm.customerOf(advisor, "字段矩阵二");
        UUID twin = firm.customerOf(advisor, "字段矩阵三");
        firm.execute(
                "update customers set extra = (select extra from customers where id = ?) where id = ?", customer, twin);
        firm.execute(
                "update customers set extra = jsonb_build_object(?, '别处', ?, '运营', 'other', '别处') where id = ?",
                KEYS.get(Role.FINANCE),
                KEYS.get(Role.OPERATIONS),
                other);
        Person operations = PEOPLE.get(Role.OPERATIONS);
        for (boolean preview : List.of(true, false)) {
            String body = operations
                    .once()
                    .body(Map.of(
                            "survivorId",
                            other,
                            "mergedId",
                            twin,
                            "preview",
                            preview,
                            "fields",
                            Map.of("extra", "SURVIVOR")))
                    .post("/api/v1/customers/merges")
                    .then()
                    .statusCode(preview ? 200 : 201)
                    .extract()
                    .asString();
            assertThat(body).contains(KEYS.get(Role.OPERATIONS)).doesNotContain(hidden(Role.OPERATIONS));
        }
        assertThat(firm.one("select extra ->> ? from customers where id = ?", KEYS.get(Role.FINANCE), other))
                .isEqualTo("别处");
        assertThat(firm.one("select extra ->> ? from customers where id = ?", KEYS.get(Role.OPERATIONS), other))
                .isEqualTo("运营");
        assertThat(firm.one("select extra ->> ? from customers where id = ?", KEYS.get(Role.COMPLIANCE), other))
                .isEqualTo(KEYS.get(Role.COMPLIANCE) + "value");
        assertThat(firm.one("select extra ->> ? from customers where id = ?", free, other))
                .isNull();
    }

    /** The keys of all fields that the role does not read, the retired one's among them. */
    private static Set<String> hidden(Role role) {
        Set<String> hidden = KEYS.entrySet().stream()
                .filter(field -> field.getKey() != role)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        hidden.add(KEYS.get(Role.ADMIN));
        return hidden;
    }
}
