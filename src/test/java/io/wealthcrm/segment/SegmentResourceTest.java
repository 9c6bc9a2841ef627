package io.wealthcrm.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saved filters, with whom they are shared, what each reader sees in them, and distributions. */
@OnSharedService
class SegmentResourceTest {
    private static final String SEGMENTS = "/api/v1/segments";
    private static final String DISTRIBUTIONS = "/api/v1/customers/distributions";

    private Firm firm;
    private Person advisor;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    /** One condition after the other: who fits it, and that the one beside does not. */
    @Test
    void eachConditionFindsWhoFitsIt() {
        UUID one = customer(
                advisor,
                Map.of(
                        "gender", "FEMALE",
                        "birthday", "1980-06-15",
                        "occupation", "LAWYER",
                        "city", "眉山",
                        "hometown", "眉山",
                        "channel", "EVENT",
                        "assetBand", "FROM_3M_TO_6M"));
        UUID other = customer(
                advisor,
                Map.of(
                        "gender", "MALE",
                        "birthday", "1960-07-15",
                        "occupation", "TEACHER",
                        "city", "成都",
                        "hometown", "眉山",
                        "channel", "WEBSITE",
                        "assetBand", "BELOW_1M"));
        UUID product = firm.product();
        firm.execute(
                """
                insert into holdings (id, customer_id, advisor_id, unit_id, product_id, order_id, principal, opened_on, matures_on)
                values (uuidv7(), ?, ?, ?, ?, uuidv7(), 1000000, current_date - 100, current_date + 11)""",
                one,
                advisor.id(),
                advisor.unitId(),
                product);
        firm.execute("update customers set last_contact_at = now() - interval '3 days' where id = ?", one);
        firm.execute("update customers set last_contact_at = now() - interval '300 days' where id = ?", other);
        List<Map<String, Object>> fits = List.of(
                Map.of("tiers", List.of("GOLD")),
                Map.of("assetBands", List.of("FROM_3M_TO_6M", "ABOVE_50M")),
                Map.of("occupations", List.of("LAWYER")),
                Map.of("genders", List.of("FEMALE")),
                Map.of("channels", List.of("EVENT")),
                Map.of("cities", List.of("眉山")),
                Map.of("local", true),
                Map.of("fromAge", 18, "toAge", 60),
                Map.of("birthMonth", 6),
                Map.of("contactedWithinDays", 30),
                Map.of("holding", true),
                Map.of("holds", product),
                Map.of("maturesWithinDays", 30));
        fits.forEach(conditions -> assertThat(in(advisor, segment(advisor, "PRIVATE", conditions)))
                .as(conditions.toString())
                .containsExactly(one));
        List<Map<String, Object>> misses = List.of(
                Map.of("local", false),
                Map.of("fromAge", 61),
                Map.of("notContactedForDays", 100),
                Map.of("holding", false),
                Map.of("toAssets", "1.00", "cities", List.of("成都")));
        misses.forEach(conditions -> assertThat(in(advisor, segment(advisor, "PRIVATE", conditions)))
                .as(conditions.toString())
                .containsExactly(other));
        assertThat(in(advisor, segment(advisor, "PRIVATE", Map.of("maturesWithinDays", 9))))
                .isEmpty();
        assertThat(in(advisor, segment(advisor, "PRIVATE", Map.of()))).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void aSharedSegmentShowsEachReaderTheOwnCustomers() {
        Person colleague = firm.advisor();
        Person stranger = firm.advisorIn(firm.otherTeam);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String city = "客群" + UUID.randomUUID().toString().substring(0, 8);
        UUID mine = customer(advisor, Map.of("city", city));
        UUID theirs = customer(colleague, Map.of("city", city));
        UUID foreign = customer(stranger, Map.of("city", city));
        Map<String, Object> there = Map.of("cities", List.of(city));

        String own = segment(advisor, "PRIVATE", there);
        get(advisor, own).statusCode(200).body("conditions.cities", contains(city));
        get(colleague, own).statusCode(404);
        customers(manager, own).statusCode(404);
        save(advisor, "UNIT", there).statusCode(403);
        save(manager, "FIRM", there).statusCode(403);

        String branchs = segment(manager, "UNIT", there);
        assertThat(in(advisor, branchs)).containsExactly(mine);
        assertThat(in(colleague, branchs)).containsExactly(theirs);
        assertThat(in(manager, branchs)).containsExactlyInAnyOrder(mine, theirs);
        get(stranger, branchs).statusCode(404);

        String firms = segment(firm.office(Role.EXECUTIVE), "FIRM", there);
        assertThat(in(stranger, firms)).containsExactly(foreign);
        manager.request()
                .get(SEGMENTS + "/{id}/count", firms)
                .then()
                .statusCode(200)
                .body("customers", equalTo(2));
        manager.request()
                .get(SEGMENTS)
                .then()
                .body("items.id", hasItem(branchs))
                .body("items.id", not(hasItem(own)));
        firm.office(Role.MARKETING)
                .request()
                .get(SEGMENTS + "/{id}/customers", firms)
                .then()
                .statusCode(403);
    }

    @Test
    void onlyTheOwnerChangesASegment() {
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String id = segment(manager, "UNIT", Map.of("birthMonth", 6));
        patch(advisor, id, "\"0\"", Map.of("name", "他人")).statusCode(403);
        advisor.request().delete(SEGMENTS + "/{id}", id).then().statusCode(403);
        patch(manager, id, "\"7\"", Map.of("name", "改名")).statusCode(412);
        patch(manager, id, "\"0\"", Map.of("conditions", Map.of("birthMonth", 13)))
                .statusCode(400);
        patch(manager, id, "\"0\"", Map.of("conditions", Map.of("fromAge", 50, "toAge", 40)))
                .statusCode(400)
                .body("errors.pointer", contains("/conditions/toAge"));
        patch(manager, id, "\"0\"", Map.of("sharing", "FIRM")).statusCode(403);
        get(manager, id).body("version", equalTo(0)).body("conditions.birthMonth", equalTo(6));
        patch(manager, id, "\"0\"", Map.of("name", "七月", "conditions", Map.of("birthMonth", 7)))
                .statusCode(200)
                .body("name", equalTo("七月"))
                .body("conditions.birthMonth", equalTo(7))
                .body("version", equalTo(1));
        save(manager, "七月", "PRIVATE", Map.of()).statusCode(409).body("code", equalTo("SEGMENT_NAME_TAKEN"));
        save(manager, "未知", "PRIVATE", Map.of("shoeSize", 42)).statusCode(400);
        manager.request().delete(SEGMENTS + "/{id}", id).then().statusCode(204);
        get(manager, id).statusCode(404);
    }

    @Test
    void distributionsAddUpToTheListsInEveryonesSight() {
        Person manager = firm.person(firm.otherBranch, Role.BRANCH_MANAGER);
        Person own = firm.advisorIn(firm.otherTeam);
        UUID worth =
                customer(own, Map.of("gender", "FEMALE", "city", "眉山", "hometown", "眉山", "birthday", "1980-06-15"));
        UUID plain = customer(own, Map.of("gender", "MALE", "city", "成都", "hometown", "眉山"));
        UUID bare = customer(own, Map.of());
        assertThat(List.of(worth, plain, bare)).doesNotHaveDuplicates();
        own.request()
                .queryParam("by", "GENDER,LOCAL,AGE")
                .get(DISTRIBUTIONS)
                .then()
                .statusCode(200)
                .body("distributions.by", contains("GENDER", "LOCAL", "AGE"))
                .body("distributions[0].shares.value", containsInAnyOrder("FEMALE", "MALE", null))
                .body("distributions[0].shares.customers", contains(1, 1, 1))
                .body("distributions[1].shares.value", containsInAnyOrder("LOCAL", "ELSEWHERE", null))
                .body("distributions[2].shares.value", containsInAnyOrder("40", null));
        for (Person reader : List.of(own, manager, firm.office(Role.EXECUTIVE))) {
            long counted = reader
                    .request()
                    .queryParam("by", "GENDER")
                    .queryParam("unitId", firm.otherBranch)
                    .queryParam("advisorId", own.id())
                    .get(DISTRIBUTIONS)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("distributions[0].shares.customers", Long.class)
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(counted).as(reader.username()).isEqualTo(3);
        }
        advisor.request()
                .queryParam("advisorId", own.id())
                .get(DISTRIBUTIONS)
                .then()
                .statusCode(200)
                .body("distributions", hasSize(9))
                .body("distributions[0].shares", hasSize(0));
        advisor.request().queryParam("by", "SHOES").get(DISTRIBUTIONS).then().statusCode(400);
        advisor.request().queryParam("by", "GENDER,").get(DISTRIBUTIONS).then().statusCode(400);
    }

    private UUID customer(Person of, Map<String, Object> profile) {
        Map<String, Object> body = new HashMap<>(profile);
        body.put("name", "客群客户");
        body.put("phone", Firm.newPhone());
        body.put("confirmNew", true);
        return UUID.fromString(of.once()
                .body(body)
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static String segment(Person by, String sharing, Map<String, Object> conditions) {
        return save(by, sharing, conditions).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse save(Person by, String sharing, Map<String, Object> conditions) {
        return save(by, "客群 " + UUID.randomUUID(), sharing, conditions);
    }

    private static ValidatableResponse save(Person by, String name, String sharing, Map<String, Object> conditions) {
        return by.once()
                .body(Map.of("name", name, "sharing", sharing, "conditions", conditions))
                .post(SEGMENTS)
                .then();
    }

    private static ValidatableResponse get(Person by, String id) {
        return by.request().get(SEGMENTS + "/{id}", id).then();
    }

    private static ValidatableResponse patch(Person by, String id, String version, Map<String, Object> body) {
        return by.request()
                .header("If-Match", version)
                .body(body)
                .patch(SEGMENTS + "/{id}", id)
                .then();
    }

    private static ValidatableResponse customers(Person by, String id) {
        return by.request().get(SEGMENTS + "/{id}/customers", id).then();
    }

    private static List<UUID> in(Person by, String id) {
        return customers(by, id).statusCode(200).extract().jsonPath().getList("items.id", UUID.class);
    }
}
