package io.wealthcrm.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Households: who is in them, what is theirs together, what is told to all of them, and who sees how much of it. */
@OnSharedService
class HouseholdResourceTest {
    private static final String PATH = "/api/v1/households";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Firm firm;
    private static Person advisor;
    private static Person other;
    private static Person manager;
    private UUID father;
    private UUID mother;
    private UUID uncle;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        other = firm.advisorIn(firm.teamB);
        manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
    }

    /** The parents are the advisor's, the uncle is another's. */
    @BeforeEach
    void family() {
        father = firm.customerOf(advisor, "贾政");
        mother = firm.customerOf(advisor, "王氏");
        uncle = firm.customerOf(other, "贾赦");
    }

    private static Map<String, Object> member(UUID customer, String role) {
        return Map.of("customerId", customer, "role", role);
    }

    @SafeVarargs
    private static ValidatableResponse found(Person by, Map<String, Object>... members) {
        return by.once()
                .body(Map.of("name", "荣国府", "kind", "FAMILY", "members", List.of(members)))
                .post(PATH)
                .then();
    }

    private String household() {
        return found(advisor, member(mother, "SPOUSE"), member(father, "HEAD"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse put(Person by, String id, UUID customer, Map<String, Object> body) {
        String version = firm.one("select version from households where id = cast(? as uuid)", id);
        return by.request()
                .header("If-Match", "\"" + version + '"')
                .body(body)
                .put(PATH + "/" + id + "/members/" + customer)
                .then();
    }

    private static ValidatableResponse get(Person by, String path) {
        return by.request().get(PATH + "/" + path).then();
    }

    /** The uncle is a member too, put there by who sees them all. */
    private String withUncle() {
        String id = household();
        put(manager, id, uncle, Map.of("role", "OTHER")).statusCode(200).body("hiddenMembers", equalTo(0));
        return id;
    }

    private static void hold(UUID customer, UUID product, String principal, String shares) {
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, shares, opened_on)
                values (uuidv7(), ?, ?, uuidv7(), ?, ?, cast(? as numeric), cast(? as numeric), current_date - 30)""",
                customer,
                product,
                advisor.id(),
                firm.teamA,
                principal,
                shares);
    }

    @Test
    void aCustomerIsInSeveral() {
        String family = household();
        String company = advisor.once()
                .body(Map.of("name", "薛家商号", "kind", "COMPANY", "members", List.of(member(father, "OWNER"))))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        get(advisor, family)
                .statusCode(200)
                .body("members.role", contains("HEAD", "SPOUSE"))
                .body("members.name", contains("贾政", "王氏"))
                .body("members[0].since", equalTo(TODAY.toString()))
                .body("hiddenMembers", equalTo(0));
        get(advisor, "?customerId=" + father)
                .body("items.id", contains(company, family))
                .body("items.members", contains(1, 2));
        get(advisor, "?customerId=" + mother).body("items.id", contains(family));
        get(other, "?customerId=" + mother).statusCode(200).body("items", empty());
        advisor.request()
                .get("/api/v1/customers/" + father + "/overview")
                .then()
                .body("households.id", contains(family, company))
                .body("households.role", contains("HEAD", "OWNER"))
                .body("households[0].members.customerId", contains(father.toString(), mother.toString()));
    }

    @Test
    void membersOutOfSightAreCountedAndNothingElse() {
        String id = withUncle();

        get(advisor, id)
                .statusCode(200)
                .body("members", hasSize(3))
                .body("hiddenMembers", equalTo(1))
                .body("members[2].role", equalTo("OTHER"))
                .body("members[2].masked", equalTo(true))
                .body("members[2].customerId", nullValue())
                .body("members[2].name", nullValue())
                .body("members[2].since", nullValue());
        get(other, id)
                .body("hiddenMembers", equalTo(2))
                .body("members.findAll { it.masked }.role", contains("HEAD", "SPOUSE"));
        get(manager, id).body("hiddenMembers", equalTo(0)).body("members.name", contains("贾政", "王氏", "贾赦"));
        advisor.request()
                .get("/api/v1/customers/" + father + "/overview")
                .then()
                .body("households[0].members.name", contains("贾政", "王氏"))
                .body("households[0].hiddenMembers", equalTo(1));
        Person stranger = firm.advisor();
        for (String route : List.of(id, id + "/assets", id + "/notes")) {
            get(stranger, route).statusCode(404);
        }
        put(advisor, id, uncle, Map.of("role", "CHILD")).statusCode(404);
        advisor.request().delete(PATH + "/" + id + "/members/" + uncle).then().statusCode(404);
        get(manager, id).body("members.role", contains("HEAD", "SPOUSE", "OTHER"));
    }

    @Test
    void datesAreTextsOfLivingPeopleAndRolesAreWords() {
        String id = household();
        for (Object since : List.of("-5000-01-01", "-999999999-01-01", "3000-01-01", 5, List.of(2020, 1, 1))) {
            put(advisor, id, mother, Map.of("role", "SPOUSE", "since", since)).statusCode(400);
        }
        put(advisor, id, mother, Map.of("role", 1)).statusCode(400);
        assertThat(firm.one("select count(*) from household_members where household_id = ?", UUID.fromString(id)))
                .isEqualTo("2");
    }

    @Test
    void theRollUpIsTheSumOfWhatIsInSight() {
        String id = withUncle();
        UUID fund = firm.product(Map.of("kind", "'NAV_FUND'", "term_days", "null"));
        UUID dollars = firm.product(Map.of("currency", "'USD'"));
        firm.execute(
                "insert into navs (product_id, nav_date, nav, recorded_at) values (?, current_date - 2, 1.0345, now())",
                fund);
        hold(father, fund, "1000000", "961234.5678");
        hold(father, dollars, "300000", null);
        hold(mother, fund, "500000", "480000.0001");
        hold(uncle, fund, "9000000", "9000000");
        firm.execute(
                "update holdings set status = 'REDEEMED', ended_on = current_date where customer_id = ? and principal = 300000",
                father);
        hold(father, dollars, "200000", null);

        Map<String, BigDecimal> sums = new HashMap<>();
        for (UUID customer : List.of(father, mother)) {
            List<Map<String, String>> holdings = advisor.request()
                    .get("/api/v1/customers/" + customer + "/holdings")
                    .jsonPath()
                    .getList("items.findAll { it.status == 'OPEN' }");
            holdings.forEach(
                    held -> sums.merge(held.get("currency"), new BigDecimal(held.get("value")), BigDecimal::add));
        }

        get(advisor, id + "/assets")
                .statusCode(200)
                .body("hiddenMembers", equalTo(1))
                .body("totals.currency", contains("CNY", "USD"))
                .body(
                        "totals.value",
                        contains(
                                sums.get("CNY").toPlainString(), sums.get("USD").toPlainString()))
                .body("totals.holdings", contains(2, 1))
                .body("members.customerId", contains(father.toString(), mother.toString()))
                .body("members[1].totals.principal", contains("500000.00"))
                .body("asOf", notNullValue());
        get(manager, id + "/assets")
                .body("hiddenMembers", equalTo(0))
                .body(
                        "totals[0].value",
                        equalTo(sums.get("CNY")
                                .add(new BigDecimal("9310500.00"))
                                .toPlainString()));
        advisor.request()
                .get("/api/v1/customers/" + mother + "/overview")
                .then()
                .body("households[0].totals.value", contains(sums.get("CNY").toPlainString(), "200000.00"));
    }

    @Test
    void aHouseholdWithoutHoldingsHasNoTotals() {
        get(advisor, household() + "/assets")
                .statusCode(200)
                .body("totals", empty())
                .body("members", hasSize(2))
                .body("members[0].totals", empty());
    }

    @Test
    void aNoteTravelsToEveryMemberOfThen() {
        String id = withUncle();
        advisor.request().delete(PATH + "/" + id + "/members/" + mother).then().statusCode(204);

        String note = advisor.once()
                .body(Map.of("text", "全家明年移居"))
                .post(PATH + "/" + id + "/notes")
                .then()
                .statusCode(201)
                .body("byName", equalTo(advisor.username()))
                .extract()
                .path("id");

        for (UUID customer : List.of(father, uncle)) {
            manager.request()
                    .get("/api/v1/customers/" + customer + "/timeline?group=HOUSEHOLD")
                    .then()
                    .body("items.summary", contains("全家明年移居"))
                    .body("items.refId", contains(note))
                    .body("items[0].data.householdId", equalTo(id));
        }
        advisor.request()
                .get("/api/v1/customers/" + mother + "/timeline?group=HOUSEHOLD")
                .then()
                .body("items", empty());
        put(advisor, id, mother, Map.of("role", "SPOUSE")).statusCode(200);
        get(advisor, id + "/notes").body("items.text", contains("全家明年移居"));
        advisor.request()
                .get("/api/v1/customers/" + mother + "/overview")
                .then()
                .body("households[0].notes.text", contains("全家明年移居"));
    }

    @Test
    void membersComeChangeAndGo() {
        String id = household();
        put(advisor, id, mother, Map.of("role", "HEAD")).statusCode(409).body("code", equalTo("HEAD_TAKEN"));
        put(advisor, id, father, Map.of("role", "PARENT", "since", "2020-01-01"))
                .statusCode(200)
                .body("members.role", containsInAnyOrder("PARENT", "SPOUSE"));
        put(advisor, id, mother, Map.of("role", "HEAD"))
                .statusCode(200)
                .body("members.role", contains("HEAD", "PARENT"));
        get(advisor, id).body("members[1].since", equalTo("2020-01-01"));

        advisor.request().delete(PATH + "/" + id + "/members/" + father).then().statusCode(204);
        advisor.request().delete(PATH + "/" + id + "/members/" + father).then().statusCode(404);
        get(advisor, id).body("members.name", contains("王氏"));
        put(advisor, id, father, Map.of("role", "SPOUSE")).statusCode(200);
        assertThat(firm.one(
                        "select count(*) from household_members where household_id = cast(? as uuid) and customer_id = ?",
                        id,
                        father))
                .isEqualTo("2");
        advisor.request().delete(PATH + "/" + id + "/members/" + father).then().statusCode(204);
        advisor.request().delete(PATH + "/" + id + "/members/" + mother).then().statusCode(204);
        get(advisor, id).statusCode(404);
    }

    /** Of two who change what a member is the second is told that it is no more as they saw it. */
    @Test
    void whatAMemberIsChangesByTheHouseholdsVersion() {
        String id = household();
        String path = PATH + "/" + id + "/members/" + mother;
        int seen = get(advisor, id).extract().path("version");
        put(advisor, id, mother, Map.of("role", "OTHER")).statusCode(200).body("version", equalTo(seen + 1));
        String before = rows(id);

        var late = manager.request().header("If-Match", "\"" + seen + '"').body(Map.of("role", "PARENT"));
        late.put(path).then().statusCode(412).body("code", equalTo("STALE_VERSION"));
        manager.request().body(Map.of("role", "PARENT")).put(path).then().statusCode(428);
        assertThat(rows(id)).isEqualTo(before);

        advisor.request().delete(path).then().statusCode(204);
        get(advisor, id).body("version", equalTo(seen + 2));
        // Who comes in finds nobody's change to overwrite.
        advisor.request().body(Map.of("role", "PARENT")).put(path).then().statusCode(200);
    }

    @Test
    void changesItsNameByVersion() {
        String id = household();
        Map<String, String> patch = Map.of("name", "宁国府");
        String path = PATH + "/" + id;
        advisor.request().body(patch).patch(path).then().statusCode(428);
        advisor.request()
                .header("If-Match", "\"1\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(412);
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("宁国府"))
                .body("kind", equalTo("FAMILY"))
                .body("version", equalTo(1));
        firm.advisor()
                .request()
                .header("If-Match", "\"1\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(404);
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        String id = household();
        String before = rows(id);
        found(advisor, member(father, "HEAD"), member(uncle, "OTHER"))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_HOUSEHOLD_MEMBER"));
        found(advisor, member(father, "HEAD"), member(father, "OTHER"))
                .statusCode(422)
                .body("code", equalTo("ALREADY_MEMBER"));
        found(advisor, member(father, "HEAD"), member(mother, "HEAD"))
                .statusCode(409)
                .body("code", equalTo("HEAD_TAKEN"));
        found(advisor).statusCode(400);
        found(advisor, Map.of("customerId", father, "role", "KING")).statusCode(400);
        found(
                        advisor,
                        Map.of(
                                "customerId",
                                father,
                                "role",
                                "HEAD",
                                "since",
                                TODAY.plusDays(1).toString()))
                .statusCode(400);
        put(
                        advisor,
                        id,
                        father,
                        Map.of("role", "HEAD", "since", TODAY.plusDays(1).toString()))
                .statusCode(400);
        put(advisor, id, UUID.randomUUID(), Map.of("role", "CHILD")).statusCode(404);
        put(advisor, UUID.randomUUID().toString(), father, Map.of("role", "HEAD"))
                .statusCode(404);
        advisor.once()
                .body(Map.of("text", " "))
                .post(PATH + "/" + id + "/notes")
                .then()
                .statusCode(400);
        firm.advisor()
                .once()
                .body(Map.of("text", "外人"))
                .post(PATH + "/" + id + "/notes")
                .then()
                .statusCode(404);

        assertThat(rows(id)).isEqualTo(before);
        assertThat(firm.one("select count(*) from household_members where customer_id in (?, ?)", father, mother))
                .isEqualTo("2");
    }

    private static String rows(String household) {
        return firm.one(
                """
                select (select cast(to_jsonb(h) as text) from households h where h.id = asked.id)
                       || (select string_agg(cast(to_jsonb(m) as text), ',' order by m.id) from household_members m
                            where m.household_id = asked.id)
                       || (select count(*) from household_notes n where n.household_id = asked.id)
                  from (select cast(? as uuid) as id) asked""",
                household);
    }

    @Test
    void aHouseholdHasItsLimit() {
        String id =
                found(advisor, member(father, "HEAD")).statusCode(201).extract().path("id");
        firm.execute(
                """
                insert into household_members (id, household_id, customer_id, role, since, by_id)
                select uuidv7(), cast(? as uuid), c.id, 'OTHER', current_date, ?
                  from customers c join users u on u.id = c.advisor_id
                 where u.username ~ '^advisor[0-9]+$' limit 49""",
                id,
                advisor.id());
        put(advisor, id, mother, Map.of("role", "SPOUSE")).statusCode(409).body("code", equalTo("HOUSEHOLD_FULL"));
        put(advisor, id, father, Map.of("role", "PARENT")).statusCode(200);
    }
}
